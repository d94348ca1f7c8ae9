// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The verbs of {@code lepton peer}, each in a process with 128 MB of heap, through a real broker. */
@ExtendWith(ArtemisExtension.class)
@Timeout(120)
class PeerCommandTest {
    private static final int MANY = 500;

    private static String body(Object text) {
        return "{\"body\":{\"kind\":\"value\",\"value\":{\"type\":\"string\",\"value\":\"" + text + "\"}}}";
    }

    private static LeptonCommand peer(EmbeddedArtemis broker, String input, String verb, String... options) {
        String[] words = new String[options.length + 4];
        List<String> first = List.of("peer", verb, "--url", broker.url());
        for (int i = 0; i < words.length; i++) {
            words[i] = i < 4 ? first.get(i) : options[i - 4];
        }
        return LeptonCommand.run(input, Map.of(), words);
    }

    @Test
    void connectsToArtemis(EmbeddedArtemis broker) {
        LeptonCommand connect = peer(broker, "", "connect", "--container-id", "script");

        assertThat(connect.status()).isZero();
        assertThat(connect.out()).hasSize(2).last().isEqualTo("{\"event\":\"close\"}");
        assertThat(connect.out().get(0)).contains("\"mechanism\":\"ANONYMOUS\"", "\"tls\":null");
    }

    @Test
    void whatIsSentIsReceivedInOrder(EmbeddedArtemis broker) {
        String input = IntStream.range(0, MANY).mapToObj(PeerCommandTest::body).collect(Collectors.joining("\n"));
        LeptonCommand send = peer(broker, input, "send", "--address", "peer.many", "--window", "50");

        assertThat(send.status()).isZero();
        assertThat(send.out()).hasSize(MANY + 1).last().isEqualTo("{\"event\":\"done\",\"sent\":" + MANY + "}");

        LeptonCommand receive =
                peer(broker, "", "receive", "--address", "peer.many", "--count", String.valueOf(MANY - 5));

        assertThat(receive.status()).isZero();
        assertThat(receive.out()).hasSize(MANY - 4);
        for (int i = 0; i < MANY - 5; i++) {
            assertThat(receive.out().get(i)).contains("\"index\":" + i + ",").contains("\"value\":\"" + i + "\"");
        }
        assertThat(broker.messages("peer.many")).isEqualTo(5);

        LeptonCommand rest = peer(broker, "", "receive", "--address", "peer.many", "--drain", "--credit", "2");

        assertThat(rest.status()).isZero();
        assertThat(rest.out()).hasSize(6).last().isEqualTo("{\"event\":\"done\",\"received\":5}");
        assertThat(rest.out().get(0)).contains("\"redelivered\":false");
    }

    @Test
    void aReleasedOrFailedMessageComesAgain(EmbeddedArtemis broker) {
        peer(broker, body("one"), "send", "--address", "peer.again");
        peer(broker, "", "receive", "--address", "peer.again", "--count", "1", "--state", "modified");

        LeptonCommand again = peer(broker, "", "receive", "--address", "peer.again", "--count", "1", "--presettled");

        assertThat(again.out()).hasSize(2);
        assertThat(again.out().get(0)).contains("one").endsWith("\"redelivered\":true}");
    }

    /** What ends the one that responds is a signal, and that is no failure. */
    @Test
    void requestsGetTheirResponses(EmbeddedArtemis broker) throws Exception {
        Process respond =
                LeptonCommand.start(Map.of(), "peer", "respond", "--url", broker.url(), "--address", "peer.requests");
        String input = String.join("\n", Collections.nCopies(20, body("ask")));

        LeptonCommand request = peer(broker, input, "request", "--address", "peer.requests", "--timeout", "60");

        assertThat(request.err()).isEmpty();
        assertThat(request.status()).isZero();
        assertThat(request.out()).hasSize(20).allMatch(line -> line.contains("\"event\":\"response\""));
        respond.toHandle().destroy();
        assertThat(respond.waitFor()).isZero();
        assertThat(respond.errorReader().readLine()).isNull();
    }

    @Test
    void aSignalEndsServingInOrder() throws Exception {
        Process serve = LeptonCommand.start(Map.of(), "peer", "serve");
        String port = serve.inputReader().readLine().replaceAll("[^0-9]", "");
        Process held =
                LeptonCommand.start(Map.of(), "peer", "connect", "--url", "amqp://127.0.0.1:" + port, "--hold", "60");
        assertThat(held.inputReader().readLine()).contains("\"event\":\"open\"");

        serve.toHandle().destroy();

        assertThat(serve.waitFor()).isZero();
        assertThat(serve.errorReader().readLine()).isNull();
        assertThat(held.inputReader().readLine()).startsWith("{\"event\":\"error\",\"condition\":\"closed\"");
        assertThat(held.waitFor()).isOne();
    }

    @Test
    void aMissingAddressIsTheBrokersError(EmbeddedArtemis broker) {
        LeptonCommand send = peer(broker, body("lost"), "send", "--address", EmbeddedArtemis.STRICT + "missing");

        assertThat(send.status()).isOne();
        assertThat(send.out()).hasSize(1);
        assertThat(send.out().get(0))
                .startsWith("{\"event\":\"error\",\"condition\":\"amqp:not-found\"")
                .endsWith("\"remote\":true}");
    }

    /** A password in the environment is not on the command line for all to see. */
    @Test
    void thePasswordMayComeFromTheEnvironment() {
        try (Broker broker = Broker.start(
                options -> options.listener(l -> l.user("alice", "from-outside").allowInsecureMechs(true)))) {
            for (String name : List.of("LEPTON_PASSWORD", "OURS_PASSWORD")) {
                LeptonCommand connect = LeptonCommand.run(
                        "",
                        Map.of(name, "from-outside"),
                        "peer",
                        "connect",
                        "--url",
                        broker.url(),
                        "--user",
                        "alice",
                        "--allow-insecure");
                assertThat(connect.status()).isZero();
            }
            LeptonCommand wrong = LeptonCommand.run(
                    "",
                    Map.of("OURS_PASSWORD", "not-this-one"),
                    "peer",
                    "connect",
                    "--url",
                    broker.url(),
                    "--user",
                    "alice",
                    "--allow-insecure");
            assertThat(wrong.status()).isOne();
            assertThat(wrong.out().get(0)).startsWith("{\"event\":\"error\",\"condition\":\"sasl:auth\"");
            assertThat(wrong.out().toString() + wrong.err()).doesNotContain("not-this-one");
        }
    }

    /** It is there for calls that name a user; others come in as anybody. */
    @Test
    void aPasswordInTheEnvironmentIsNobodysWithoutAUser() {
        try (Broker broker = Broker.start()) {
            LeptonCommand connect = LeptonCommand.run(
                    "", Map.of("OURS_PASSWORD", "from-outside"), "peer", "connect", "--url", broker.url());
            assertThat(connect.status()).isZero();
            assertThat(connect.out().get(0)).contains("\"mechanism\":\"ANONYMOUS\"");
        }
    }

    /** Without a count a signal is the way to end it, and what it printed is accepted. */
    @Test
    void aSignalEndsReceivingInOrder() throws Exception {
        try (Broker broker = Broker.start()) {
            LeptonCommand.run(body("one"), Map.of(), "peer", "send", "--url", broker.url(), "--address", "q");
            Process receive = LeptonCommand.start(Map.of(), "peer", "receive", "--url", broker.url(), "--address", "q");
            assertThat(receive.inputReader().readLine()).contains("one");
            receive.toHandle().destroy();
            assertThat(receive.inputReader().readLine()).isEqualTo("{\"event\":\"done\",\"received\":1}");
            assertThat(receive.waitFor()).isZero();
            assertThat(broker.messageCount("q")).isZero();
        }
    }
}
