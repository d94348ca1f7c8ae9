// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedShort;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lepton peer connect}, and what all verbs share: how to get to a peer, and how failures are told. */
@Timeout(60)
class PeerConnectTest {

    @Test
    void opensAndCloses() {
        try (Broker broker = Broker.start()) {
            CommandRun run = connect("--url", broker.url());
            assertThat(run.out()).hasSize(2).last().isEqualTo(Json.CLOSE);
            assertThat(run.out().get(0))
                    .startsWith("{\"event\":\"open\",\"container\":\"lepton-broker-")
                    .endsWith("\"mechanism\":\"ANONYMOUS\",\"tls\":null}");
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void withoutSaslThereIsNoMechanism() {
        try (Broker broker = Broker.start()) {
            assertThat(connect("--url", broker.url(), "--no-sasl").out().get(0)).contains("\"mechanism\":null");
        }
    }

    @Test
    void holdsTheConnection() throws Exception {
        try (Broker broker = Broker.start();
                RunningCommand held = RunningCommand.start("peer", "connect", "--url", broker.url(), "--hold", "0.2")) {
            assertThat(held.nextLine()).startsWith("{\"event\":\"open\"");
            assertThat(held.nextLine()).isEqualTo(Json.CLOSE);
            assertThat(held.status()).isZero();
        }
    }

    @Test
    void aListOfUrlsIsTriedInOrder() {
        try (Broker broker = Broker.start()) {
            CommandRun run = connect("--url", "amqp://127.0.0.1:1", "--url", broker.url());
            assertThat(run.status()).isZero();
            assertThat(run.out()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://127.0.0.1:1", "amqp://nowhere.invalid"})
    void aPeerOutOfReachIsAnErrorOfTheNetwork(String url) {
        assertFailed(connect("--url", url), "io", false);
    }

    @Test
    void aWrongPasswordIsAnErrorOfSaslAndNeverShown() {
        try (Broker broker = withUser()) {
            String inUrl = broker.url().replace("//", "//alice:hunter22@");
            CommandRun byUrl = connect("--url", inUrl, "--allow-insecure");
            assertFailed(byUrl, "sasl:auth", true);
            CommandRun byOption =
                    connect("--url", broker.url(), "--user", "alice", "--password", "hunter22", "--allow-insecure");
            assertFailed(byOption, "sasl:auth", true);
            for (CommandRun run : List.of(byUrl, byOption)) {
                assertThat(run.out().toString() + run.err()).doesNotContain("hunter22");
            }
        }
    }

    @Test
    void theRightPasswordOpensAndNamesTheMechanism() {
        try (Broker broker = withUser()) {
            CommandRun run = connect(
                    "--url",
                    broker.url(),
                    "--user",
                    "alice",
                    "--password",
                    "right",
                    "--allow-insecure",
                    "--mechs",
                    "PLAIN");
            assertThat(run.out().get(0)).contains("\"mechanism\":\"PLAIN\"");
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aPasswordIsNotShownToTheNetworkUnlessThatIsAllowed() {
        try (Broker broker = withUser()) {
            CommandRun run =
                    connect("--url", broker.url(), "--user", "alice", "--password", "right", "--mechs", "PLAIN");
            assertFailed(run, "sasl:auth", false);
        }
    }

    @Test
    void aPeerThatSaysNothingIsATimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = connect("--url", "amqp://127.0.0.1:" + silent.getLocalPort(), "--timeout", "0.3");
            assertFailed(run, "timeout", false);
        }
    }

    @Test
    void aPeerThatClosesWithAReasonIsQuoted() {
        ErrorCondition forced = ErrorCondition.of(ConnectionError.FORCED, "maintenance");
        try (Container server = server(event -> event.connection().close(forced))) {
            CommandRun run = connect("--url", url(server), "--hold", "30");
            assertThat(run.out()).hasSize(2);
            assertThat(run.out().get(1))
                    .startsWith(Json.error("amqp:connection:forced"))
                    .contains("maintenance")
                    .endsWith(Json.remote(true));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aPeerThatClosesTooEarlyIsAnError() {
        try (Container server = server(event -> event.connection().close())) {
            CommandRun run = connect("--url", url(server), "--hold", "30");
            assertThat(run.out().get(1)).startsWith(Json.error("closed")).endsWith(Json.remote(true));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aPeerThatVanishesIsAnErrorOfTheNetwork() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningCommand run = RunningCommand.start("peer", "connect", "--url", urlOf(server))) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(8);
            }
            assertThat(run.nextLine()).startsWith(Json.error("io"));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    /** Part 2, 2.7.1: the fields of open that the options are for. */
    @Test
    void openSaysWhatTheOptionsSay() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningCommand run = RunningCommand.start(
                        "peer",
                        "connect",
                        "--url",
                        urlOf(server),
                        "--no-sasl",
                        "--container-id",
                        "me",
                        "--hostname",
                        "orders",
                        "--max-frame-size",
                        "2048",
                        "--channel-max",
                        "7",
                        "--idle-timeout",
                        "12345")) {
            List<?> fields;
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.readNBytes(8);
                byte[] frame = in.readNBytes(in.readInt() - 4);
                Buffer performative = Buffer.wrap(frame, 4, frame.length - 4);
                fields = (List<?>) ((Described) Decoder.readValue(performative, DecodeLimits.DEFAULT)).value();
            }
            assertThat(fields.subList(0, 5))
                    .isEqualTo(List.of(
                            "me",
                            "orders",
                            UnsignedInteger.valueOf(2048),
                            UnsignedShort.valueOf(7),
                            UnsignedInteger.valueOf(12345)));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--url foo://x",
                "--url amqp://x:99999",
                "--url amqp://x --hold -1",
                "--url amqp://x --hold soon",
                "--url amqp://x --max-frame-size 511",
                "--url amqp://x --channel-max 65536",
                "--url amqp://x --idle-timeout -1",
                "--url amqp://x --cert only.pem",
                "--url amqp://x --verify perhaps",
                "--url amqp://x --password lonely",
                "--url amqp://x --reconnect-attempts 3",
                "--url amqp://x --reconnect --reconnect-attempts -1",
                "--url amqp://x --reconnect --reconnect-delay -1",
                "--url amqp://x --reconnect --reconnect-delay 50 --reconnect-max-delay 20",
                "--url amqp://x --no-such-option",
                "--url amqp://x stray"
            })
    void whatMakesNoSenseIsWrongUsage(String options) {
        CommandRun run = connect(options.isEmpty() ? new String[0] : options.split(" "));
        assertThat(run.status()).isEqualTo(Main.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("lepton: ");
    }

    @Test
    void aFrameSizeBeyondWhatCanBeTakenIsInexpressible() {
        CommandRun run = connect("--url", "amqp://x", "--max-frame-size", "4294967295");
        assertThat(run.status()).isEqualTo(Main.INEXPRESSIBLE);
    }

    @Test
    void anIdleTimeOutBeyondWhatCanBeKeptIsInexpressible() {
        assertThat(connect("--url", "amqp://x", "--idle-timeout", "2147483648").status())
                .isEqualTo(Main.INEXPRESSIBLE);
    }

    @Test
    void aSlipOfTheFingerShowsNoPassword() {
        CommandRun run = connect("--url", "amqp://x", "--pasword", "hunter22");
        assertThat(run.status()).isEqualTo(Main.USAGE);
        assertThat(run.err()).contains("--pasword").doesNotContain("hunter22");
        assertThat(connect("--url", "amqp://x", "--pasword=hunter22").err()).doesNotContain("hunter22");
        assertThat(connect("--url", "amqp//alice:hunter22@x:y").err()).doesNotContain("hunter22");
        assertThat(connect("--url", "amqp://alice:hunter22@x:y").err()).doesNotContain("hunter22");
    }

    private static Broker withUser() {
        return Broker.start(options ->
                options.listener(listener -> listener.user("alice", "right").allowInsecureMechs(true)));
    }

    private static Container server(java.util.function.Consumer<ConnectionEvent> whenOpened) {
        return Container.create(new MessagingHandler() {
                    @Override
                    public void onConnectionOpened(ConnectionEvent event) {
                        whenOpened.accept(event);
                    }
                })
                .start();
    }

    private static String url(Container server) {
        Listener listener = server.listen("amqp://127.0.0.1:0");
        try {
            return listener.opened()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .url();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String urlOf(ServerSocket server) {
        return "amqp://127.0.0.1:" + server.getLocalPort();
    }

    private static CommandRun connect(String... options) {
        List<String> args = new ArrayList<>(List.of("peer", "connect"));
        args.addAll(List.of(options));
        return CommandRun.of("", args.toArray(String[]::new));
    }

    private static void assertFailed(CommandRun run, String condition, boolean remote) {
        assertThat(run.out()).hasSize(1);
        assertThat(run.out().get(0)).startsWith(Json.error(condition)).endsWith(Json.remote(remote));
        assertThat(run.status()).isEqualTo(Main.FAILED);
        assertThat(run.err()).isEmpty();
    }
}
