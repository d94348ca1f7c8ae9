// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lepton peer serve}, with the other verbs as its clients. */
@Timeout(60)
class PeerServeTest {

    @Test
    void listensUntilTheEndOfInput() throws Exception {
        try (RunningCommand serve = RunningCommand.serve()) {
            assertThat(connect(serve).status()).isZero();
            assertThat(serve.ended()).isFalse();
            serve.endInput();
            assertThat(serve.status()).isZero();
            assertThat(serve.linesLeft()).isEmpty();
            assertThat(connect(serve).status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void keepsMessagesForWhoComesAndTellsOfThem() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--echo-events")) {
            assertThat(send(serve, "q", "one", "two").status()).isZero();
            assertThat(serve.nextLine())
                    .isEqualTo("{\"event\":\"message\",\"address\":\"q\",\"message\":" + Json.body("one") + "}");
            assertThat(serve.nextLine()).contains("two");
            assertThat(receive(serve, "q", "--count", "2").out())
                    .containsExactly(Json.received(0, "one"), Json.received(1, "two"), Json.doneReceived(2));
        }
    }

    @Test
    void aMessageThatCannotBeShownEndsNothing() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--echo-events");
                Container container = Container.create().start()) {
            Sender sender = container.connect(serve.url()).createSender("q");
            assertThat(sender.send(Message.raw(7, new byte[] {1}))
                            .outcome()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(Accepted.INSTANCE);
            assertThat(serve.nextLine())
                    .startsWith(Json.error("amqp:not-implemented"))
                    .contains("format 7");
            send(serve, "q", "two");
            assertThat(serve.nextLine()).contains("two");
        }
    }

    @Test
    void receiversCompete() throws Exception {
        try (RunningCommand serve = RunningCommand.serve();
                RunningCommand one = receiver(serve, "--credit", "1", "--count", "1");
                RunningCommand other = receiver(serve, "--credit", "1", "--count", "1")) {
            send(serve, "q", "a", "b");
            assertThat(List.of(one.nextLine(), other.nextLine()))
                    .containsExactlyInAnyOrder(Json.received(0, "a"), Json.received(0, "b"));
        }
    }

    /** The first call is cut off before it accepts: by its time limit, while it is slow. */
    @Test
    void whatALinkLeavesUnsettledComesAgain() throws Exception {
        try (RunningCommand serve = RunningCommand.serve()) {
            send(serve, "q", "one", "two");
            CommandRun cut = receive(serve, "q", "--count", "2", "--slow", "60000", "--timeout", "1");
            assertThat(cut.out()).hasSize(2).first().isEqualTo(Json.received(0, "one"));
            CommandRun again = receive(serve, "q", "--count", "2");
            assertThat(again.out()).hasSize(3);
            assertThat(again.out().get(0)).contains("\"one\"").endsWith("\"redelivered\":true}");
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--max-message-size", "100")) {
            CommandRun run = send(serve, "q", "x".repeat(101));
            assertThat(run.out().get(0)).startsWith(Json.error("amqp:link:message-size-exceeded"));
        }
    }

    @Test
    void userAndPasswordMakeItAuthenticate() throws Exception {
        try (RunningCommand serve = RunningCommand.serve(
                "--user", "alice", "--password", "right", "--mechs", "PLAIN", "--allow-insecure")) {
            assertThat(connect(serve).out().get(0)).startsWith(Json.error("sasl:auth"));
            assertThat(connect(serve, "--no-sasl").status()).isEqualTo(Main.FAILED);
            assertThat(connect(serve, "--user", "alice", "--password", "wrong", "--allow-insecure")
                            .out()
                            .get(0))
                    .startsWith(Json.error("sasl:auth"));
            CommandRun right = connect(serve, "--user", "alice", "--password", "right", "--allow-insecure");
            assertThat(right.out().get(0)).contains("\"mechanism\":\"PLAIN\"");
        }
    }

    @Test
    void withMechanismsOrUsersNobodyLeavesSaslOut() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--mechs", "ANONYMOUS")) {
            assertThat(connect(serve).status()).isZero();
            assertThat(connect(serve, "--no-sasl").status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aPortInUseIsAnErrorOfTheNetwork() throws Exception {
        try (RunningCommand serve = RunningCommand.serve()) {
            CommandRun run = CommandRun.of("", "peer", "serve", "--port", String.valueOf(serve.port()));
            assertThat(run.out()).hasSize(1);
            assertThat(run.out().get(0)).startsWith(Json.error("io")).contains("in use");
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void itsTimeIsLimitedLikeThatOfOthers() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--timeout", "0.3")) {
            assertThat(serve.nextLine()).startsWith(Json.error("timeout"));
            assertThat(serve.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void whatMeansNothingToAListenerIsSaidSo() throws Exception {
        try (RunningCommand serve = RunningCommand.serve("--address", "q", "--hostname", "h")) {
            serve.endInput();
            assertThat(serve.status()).isZero();
            assertThat(serve.err()).contains("--address means nothing", "--hostname means nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 70000",
                "--port x",
                "--user alice",
                "--password secret",
                "--cert a.pem",
                "--require-client-cert",
                "--max-message-size -1",
                "--user alice --password secret --no-sasl"
            })
    void whatMakesNoSenseIsWrongUsage(String options) {
        List<String> args = new ArrayList<>(List.of("peer", "serve"));
        Collections.addAll(args, options.split(" "));
        CommandRun run = CommandRun.of("", args.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(Main.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("secret");
    }

    private static RunningCommand receiver(RunningCommand serve, String... options) {
        return RunningCommand.start(args("receive", serve.url(), "q", options));
    }

    private static CommandRun connect(RunningCommand serve, String... options) {
        return CommandRun.of("", args("connect", serve.url(), "q", options));
    }

    private static CommandRun receive(RunningCommand serve, String address, String... options) {
        return CommandRun.of("", args("receive", serve.url(), address, options));
    }

    private static CommandRun send(RunningCommand serve, String address, String... bodies) {
        return CommandRun.of(Json.bodies(bodies), args("send", serve.url(), address));
    }

    private static String[] args(String verb, String url, String address, String... options) {
        List<String> args = new ArrayList<>(List.of("peer", verb, "--url", url, "--address", address));
        Collections.addAll(args, options);
        return args.toArray(String[]::new);
    }
}
