// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code lepton peer request} and {@code lepton peer respond}. */
@Timeout(60)
class PeerRequestTest {

    private final Broker broker = Broker.start();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void eachRequestGetsItsResponse() {
        RunningCommand respond = respond();
        CommandRun run = request(
                Json.body("one"),
                "{\"properties\":{\"message-id\":{\"type\":\"ulong\",\"value\":\"7\"}},"
                        + Json.body("two").substring(1),
                "{\"properties\":{\"message-id\":{\"type\":\"string\",\"value\":\"m\"},\"correlation-id\":"
                        + "{\"type\":\"string\",\"value\":\"c\"}},"
                        + Json.body("three").substring(1));
        assertThat(run.out()).hasSize(3);
        assertThat(run.out().get(0)).startsWith("{\"event\":\"response\",\"index\":0,\"message\":{");
        assertThat(run.out().get(0)).contains("\"value\":\"one\"");
        assertThat(run.out().get(1)).contains("\"index\":1", "\"correlation-id\":{\"type\":\"ulong\",\"value\":\"7\"}");
        assertThat(run.out().get(2))
                .contains("\"index\":2", "\"correlation-id\":{\"type\":\"string\",\"value\":\"c\"}");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        while (broker.messageCount("requests") > 0) {
            Thread.onSpinWait(); // the request is accepted after its response is
        }
        assertThat(respond.ended()).isFalse();
    }

    @Test
    void aBodyOfAnyKindComesBackAsItWas() {
        respond();
        String data = "\"body\":{\"kind\":\"data\",\"value\":[\"00ff\",\"\"]}";
        String sequence = "\"body\":{\"kind\":\"sequence\",\"value\":[[{\"type\":\"ubyte\",\"value\":1}],[]]}";
        CommandRun run = request("{" + data + "}", "{" + sequence + "}");
        assertThat(run.out().get(0)).contains(data);
        assertThat(run.out().get(1)).contains(sequence);
    }

    /** One at a time, as a program asks: the response comes before the next line is written. */
    @Test
    void aResponseDoesNotWaitForTheEndOfInput() throws Exception {
        respond();
        try (RunningCommand request = start("request")) {
            request.feed(Json.body("one"));
            assertThat(request.nextLine()).contains("\"index\":0", "one");
            request.feed(Json.body("two"));
            assertThat(request.nextLine()).contains("\"index\":1", "two");
            request.endInput();
            assertThat(request.status()).isZero();
        }
    }

    @Test
    void responsesMayComeInAnyOrderAndWithoutAnId() throws Exception {
        BlockingQueue<MessageEvent> requests = new LinkedBlockingQueue<>();
        try (Container server = Container.create(new MessagingHandler() {}).start()) {
            Connection connection = server.connect(broker.url());
            connection.createReceiver("requests", o -> o.onMessage(requests::add));
            try (RunningCommand request = start("request")) {
                request.feed(Json.body("one"), Json.body("two"), Json.body("three"))
                        .endInput();
                Message one = requests.poll(10, TimeUnit.SECONDS).message();
                Message two = requests.poll(10, TimeUnit.SECONDS).message();
                requests.poll(10, TimeUnit.SECONDS);
                connection.send(Message.of("nobody asked").to(one.replyTo()).correlationId("unknown"));
                connection.send(Message.of("second").to(one.replyTo()).correlationId(two.id()));
                connection.send(Message.of("first").to(one.replyTo()));
                connection.send(Message.of("third").to(one.replyTo()));
                assertThat(request.nextLine()).contains("\"index\":1", "second");
                assertThat(request.nextLine()).contains("\"index\":0", "first");
                assertThat(request.nextLine()).contains("\"index\":2", "third");
                assertThat(request.status()).isZero();
                assertThat(request.err()).contains("a response to no request that is open: correlation-id unknown");
            }
        }
    }

    @Test
    void aRequestThatNobodyTakesIsAnError() {
        try (Broker full = Broker.start(options -> options.maxMessagesPerQueue(1))) {
            CommandRun.of(Json.body("fills"), "peer", "send", "--url", full.url(), "--address", "requests");
            CommandRun run =
                    CommandRun.of(Json.body("one"), "peer", "request", "--url", full.url(), "--address", "requests");
            assertThat(run.out()).hasSize(1);
            assertThat(run.out().get(0))
                    .startsWith(Json.error("amqp:resource-limit-exceeded"))
                    .contains("request 0")
                    .endsWith(Json.remote(true));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aRequestWithoutAnAddressForItsResponseIsRejected() throws Exception {
        RunningCommand respond = respond();
        CommandRun run =
                CommandRun.of(Json.body("one"), "peer", "send", "--url", broker.url(), "--address", "requests");
        assertThat(run.status()).isZero();
        CommandRun dead = CommandRun.of(
                "", "peer", "receive", "--url", broker.url(), "--address", "dead-letters", "--count", "1");
        assertThat(dead.out().get(0)).contains("one");
        assertThat(respond.err()).contains("without reply-to");
    }

    @Test
    void moreAddressesForResponsesThanThereAreLinksFor() {
        respond();
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            input.append("{\"properties\":{\"reply-to\":\"r").append(i).append("\"}}\n");
        }
        CommandRun.of(input.toString(), "peer", "send", "--url", broker.url(), "--address", "requests");
        for (int i = 0; i < 200; i += 50) {
            CommandRun reply =
                    CommandRun.of("", "peer", "receive", "--url", broker.url(), "--address", "r" + i, "--count", "1");
            assertThat(reply.out()).hasSize(2);
        }
    }

    @Test
    void noResponseInTimeIsATimeout() {
        CommandRun run = CommandRun.of(
                Json.body("one"), "peer", "request", "--url", broker.url(), "--address", "q", "--timeout", "0.5");
        assertThat(run.out()).hasSize(1);
        assertThat(run.out().get(0)).startsWith(Json.error("timeout")).endsWith(Json.remote(false));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    @Test
    void respondingIsLimitedInTimeLikeTheRest() {
        CommandRun run = CommandRun.of(
                "", "peer", "respond", "--url", broker.url(), "--address", "requests", "--timeout", "0.5");
        assertThat(run.out()).hasSize(1);
        assertThat(run.out().get(0)).startsWith(Json.error("timeout")).endsWith(Json.remote(false));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    /** The address is gone with the link that it was made for: the request is not lost, but told why. */
    @Test
    void aResponseToNobodyRejectsTheRequest() {
        RunningCommand respond = respond();
        String gone = "dynamic-00000000-0000-0000-0000-000000000000";
        String request = "{\"properties\":{\"reply-to\":\"" + gone + "\"}}";
        CommandRun.of(request, "peer", "send", "--url", broker.url(), "--address", "requests");
        CommandRun dead = CommandRun.of(
                "", "peer", "receive", "--url", broker.url(), "--address", "dead-letters", "--count", "1");
        assertThat(dead.out()).hasSize(2);
        assertThat(dead.out().get(0)).contains(gone);
        assertThat(respond.ended()).isFalse();
    }

    @Test
    void nothingToAskIsDone() {
        assertThat(request().status()).isZero();
    }

    @Test
    void inputThatIsNoJsonIsToldAfterTheResponses() {
        respond();
        CommandRun run = request(Json.body("one"), "{broken");
        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(1)).startsWith(Json.error("decode"));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    /** Ends with the broker: nothing but a signal ends it otherwise. */
    private RunningCommand respond() {
        return start("respond");
    }

    private RunningCommand start(String verb) {
        return RunningCommand.start("peer", verb, "--url", broker.url(), "--address", "requests");
    }

    private CommandRun request(String... lines) {
        List<String> input = new ArrayList<>(List.of(lines));
        return CommandRun.of(
                String.join("\n", input), "peer", "request", "--url", broker.url(), "--address", "requests");
    }
}
