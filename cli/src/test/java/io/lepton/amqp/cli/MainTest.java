// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a person uses it: what it prints, the one line when it fails, and the exit status. */
@Timeout(60)
class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helloBringsItsOwnBroker() {
        assertThat(run("hello")).isZero();
        assertThat(out).hasToString("Hello World!" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helloUsesTheBrokerThatIsNamed() {
        try (Broker broker = Broker.start()) {
            assertThat(run("hello", broker.url())).isZero();
            assertThat(out).hasToString("Hello World!" + System.lineSeparator());
            assertThat(broker.messageCount("examples")).isZero();
        }
    }

    @Test
    void whatSendSendsReceiveReceives() {
        try (Broker broker = Broker.start()) {
            for (String body : new String[] {"one", "two", "three"}) {
                assertThat(run("send", broker.url(), "queue1", body)).isZero();
            }
            out.getBuffer().setLength(0);
            assertThat(run("receive", broker.url(), "queue1", "2")).isZero();
            assertThat(out.toString().lines()).containsExactly("one", "two");
            assertThat(broker.messageCount("queue1")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "send", "receive"})
    void nobodyListening(String verb) {
        assertThat(run(client(verb, "amqp://127.0.0.1:1"))).isEqualTo(Main.FAILED);
        assertOneLine("Cannot connect to 127.0.0.1:1: connection refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "send", "receive"})
    void noSuchHost(String verb) {
        assertThat(run(client(verb, "amqp://nowhere.invalid"))).isEqualTo(Main.FAILED);
        assertOneLine("Cannot connect to nowhere.invalid:5672: no such host");
    }

    @ParameterizedTest
    @CsvSource({"foo://localhost, none of the schemes", "amqp://localhost:99999, 99999", "amqp://localhost:port, port"})
    void aBadUrlIsWrongUsage(String url, String why) {
        assertThat(run("send", url, "queue1", "hello")).isEqualTo(Main.USAGE);
        assertOneLine(why);
    }

    @Test
    void anUnauthorisedClientIsToldSo() {
        try (Broker broker = Broker.start(options ->
                options.listener(listener -> listener.user("alice", "right").allowInsecureMechs(true)))) {
            String url = broker.url().replace("amqp://", "amqp://alice:wrong-secret@");
            assertThat(run("hello", "--allow-insecure", url)).isEqualTo(Main.FAILED);
            assertOneLine("the server refused user alice");
            assertThat(err.toString()).doesNotContain("wrong-secret");

            err.getBuffer().setLength(0);
            assertThat(run("hello", "--allow-insecure", "--user", "alice", "--password", "right", broker.url()))
                    .isZero();
        }
    }

    @Test
    void aPasswordIsNotShownToTheWholeNetwork() {
        try (Broker broker = Broker.start(options -> options.listener(listener ->
                listener.user("alice", "right").allowedMechs("PLAIN").allowInsecureMechs(true)))) {
            assertThat(run("hello", "--user", "alice", "--password", "right", broker.url()))
                    .isEqualTo(Main.FAILED);
            assertOneLine("PLAIN");
        }
    }

    @Test
    void aFullQueueRejects() {
        try (Broker broker = Broker.start(options -> options.maxMessagesPerQueue(1))) {
            assertThat(run("send", broker.url(), "queue1", "fits")).isZero();
            assertThat(run("send", broker.url(), "queue1", "too much")).isEqualTo(Main.FAILED);
            assertOneLine("rejected at \"queue1\": amqp:resource-limit-exceeded");
        }
    }

    @Test
    void noMessageInTime() {
        try (Broker broker = Broker.start()) {
            assertThat(run("receive", "--timeout", "1", broker.url(), "empty", "1"))
                    .isEqualTo(Main.FAILED);
            assertOneLine("no message came from \"empty\" within 1 s");
        }
    }

    @ParameterizedTest
    @CsvSource({"hello, -1", "send, -0.5", "receive, soon", "hello, 99999999999999999999", "send, 1e99"})
    void aTimeThatIsNoneIsWrongUsage(String verb, String time) {
        List<String> args = new ArrayList<>(List.of(client(verb, "amqp://127.0.0.1:1")));
        args.addAll(List.of("--timeout", time));
        assertThat(run(args.toArray(String[]::new))).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("'" + time + "'");
    }

    @Test
    void aMessageThatBeginsWithAnAtSignNamesNoFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("arguments"), "content");
        try (Broker broker = Broker.start()) {
            assertThat(run("send", broker.url(), "queue1", "@" + file)).isZero();
            out.getBuffer().setLength(0);
            assertThat(run("receive", broker.url(), "queue1", "1")).isZero();
            assertThat(out.toString().strip()).isEqualTo("@" + file);
        }
    }

    @Test
    void aPasswordIsHiddenAsItWasWrittenAndAsItIs() {
        Secrets secrets = Secrets.of("send", "amqp://alice:a%40b+c@localhost", "--password", "other");
        assertThat(secrets.mask("a%40b+c is a@b+c, not other")).isEqualTo("*** is ***, not ***");
    }

    @Test
    void aPeerThatVanishes() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(8);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            peer.start();
            assertThat(run("hello", "amqp://127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(Main.FAILED);
            peer.join();
            assertOneLine("127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void aPortInUse() {
        try (Broker broker = Broker.start()) {
            assertThat(run("broker", "--host", "127.0.0.1", "--port", String.valueOf(broker.port())))
                    .isEqualTo(Main.FAILED);
            assertOneLine("the port is in use already");
        }
    }

    @Test
    void withoutAVerbOrWithAWrongOneThereIsHelp() {
        assertThat(run()).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("--help");
        assertThat(run("fly")).isEqualTo(Main.USAGE);
        assertThat(run("send", "amqp://localhost")).isEqualTo(Main.USAGE);
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("hello", "send", "receive", "broker");
    }

    private int run(String... args) {
        return Main.run(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private static String[] client(String verb, String url) {
        return switch (verb) {
            case "send" -> new String[] {verb, url, "queue1", "hello"};
            case "receive" -> new String[] {verb, url, "queue1", "1"};
            default -> new String[] {verb, url};
        };
    }

    private void assertOneLine(String text) {
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("lepton: ")
                .contains(text);
    }
}
