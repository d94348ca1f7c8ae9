// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code lepton peer send}. */
@Timeout(60)
class PeerSendTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void everyMessageGetsItsOutcome() {
        try (Broker broker = Broker.start(options -> options.maxMessagesPerQueue(2))) {
            lines.addAll(List.of(Json.body("one"), "", Json.body("two"), Json.body("three")));
            CommandRun run = send(broker.url(), "--address", "q");
            assertThat(run.out())
                    .containsExactly(
                            Json.outcome(0, "accepted"),
                            Json.outcome(1, "accepted"),
                            "{\"event\":\"outcome\",\"index\":2,\"state\":\"rejected\","
                                    + "\"condition\":\"amqp:resource-limit-exceeded\"}",
                            Json.doneSent(3));
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(broker.messageCount("q")).isEqualTo(2);
        }
    }

    @Test
    void theOtherOutcomesHaveTheirNames() {
        List<Consumer<MessageEvent>> answers = List.of(
                MessageEvent::release, event -> event.modify(true, false), MessageEvent::reject, MessageEvent::settle);
        BlockingQueue<Consumer<MessageEvent>> next = new LinkedBlockingQueue<>(answers);
        try (Container server = taking(10, event -> next.remove().accept(event))) {
            lines.addAll(List.of(Json.body("a"), Json.body("b"), Json.body("c"), Json.body("d")));
            assertThat(send(url(server), "--address", "q").out())
                    .containsExactly(
                            Json.outcome(0, "released"),
                            Json.outcome(1, "modified"),
                            Json.outcome(2, "rejected"),
                            Json.outcome(3, "settled"),
                            Json.doneSent(4));
        }
    }

    @Test
    void presettledMessagesAreSettledOnceTheyAreSent() {
        try (Broker broker = Broker.start()) {
            lines.add(Json.body("one"));
            CommandRun run = send(broker.url(), "--address", "q", "--presettled");
            assertThat(run.out()).containsExactly(Json.outcome(0, "settled"), Json.doneSent(1));
            assertThat(broker.messageCount("q")).isEqualTo(1);
        }
    }

    @Test
    void withoutAnAddressEachMessageSaysItsOwn() {
        try (Broker broker = Broker.start()) {
            lines.add("{\"properties\":{\"to\":\"there\"}," + Json.body("hi").substring(1));
            assertThat(send(broker.url()).status()).isZero();
            assertThat(broker.messageCount("there")).isEqualTo(1);
        }
    }

    @Test
    void nothingToSendIsDoneOnceTheLinkIsOpen() {
        try (Broker broker = Broker.start()) {
            assertThat(send(broker.url(), "--address", "q").out()).containsExactly(Json.doneSent(0));
        }
    }

    @Test
    void readsNoFasterThanItsWindow() throws Exception {
        BlockingQueue<MessageEvent> taken = new LinkedBlockingQueue<>();
        try (Container server = taking(10, taken::add);
                RunningCommand send =
                        RunningCommand.start("peer", "send", "--url", url(server), "--address", "q", "--window", "2")) {
            send.feed(Json.body("a"), Json.body("b"), Json.body("c"), Json.body("d"))
                    .endInput();
            MessageEvent first = taken.poll(10, TimeUnit.SECONDS);
            MessageEvent second = taken.poll(10, TimeUnit.SECONDS);
            assertThat(send.linesRead()).isEqualTo(2);
            second.accept();
            assertThat(send.nextLine()).isEqualTo(Json.outcome(1, "accepted"));
            MessageEvent third = taken.poll(10, TimeUnit.SECONDS);
            assertThat(send.linesRead()).isEqualTo(3);
            first.accept();
            third.accept();
            taken.poll(10, TimeUnit.SECONDS).accept();
            assertThat(send.status()).isZero();
            assertThat(send.linesLeft()).last().isEqualTo(Json.doneSent(4));
        }
    }

    /** What doesn't fit the sender's queue waits here, and none is lost. */
    @Test
    void messagesLargerThanTheQueueWait() {
        String large = "{\"body\":{\"kind\":\"data\",\"value\":[{\"fill\":{\"size\":9000000,\"seed\":1}}]}}";
        try (Container server = taking(1, MessageEvent::accept)) {
            for (int i = 0; i < 10; i++) {
                lines.add(large);
            }
            CommandRun run = send(url(server), "--address", "q");
            assertThat(run.out()).hasSize(11).last().isEqualTo(Json.doneSent(10));
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void aMessageThatTheReceiverDoesNotTakeForItsSizeIsAnError() {
        try (Broker broker = Broker.start(options -> options.maxMessageSize(100))) {
            lines.add(Json.body("x".repeat(200)));
            lines.add(Json.body("fits"));
            CommandRun run = send(broker.url(), "--address", "q");
            assertThat(run.out()).hasSize(3);
            assertThat(run.out().get(0)).startsWith(Json.error("amqp:link:message-size-exceeded"));
            assertThat(run.out().subList(1, 3)).containsExactly(Json.outcome(1, "accepted"), Json.doneSent(2));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aRefusedLinkIsAnErrorWithThePeersReason() {
        ErrorCondition reason = ErrorCondition.of(AmqpError.NOT_FOUND, "no such queue");
        MessagingHandler refusing = new MessagingHandler() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.link().close(reason);
            }
        };
        try (Container server = Container.create(refusing).start()) {
            lines.add(Json.body("one"));
            CommandRun run = send(url(server), "--address", "q");
            assertThat(run.out()).hasSize(1);
            assertThat(run.out().get(0))
                    .startsWith(Json.error("amqp:not-found"))
                    .contains("no such queue")
                    .endsWith(Json.remote(true));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void inputThatIsNoJsonIsToldAfterTheOutcomesOfWhatCameBefore() {
        try (Broker broker = Broker.start()) {
            lines.addAll(List.of(Json.body("one"), "{broken", Json.body("three")));
            CommandRun run = send(broker.url(), "--address", "q");
            assertThat(run.out()).hasSize(2);
            assertThat(run.out().get(0)).isEqualTo(Json.outcome(0, "accepted"));
            assertThat(run.out().get(1)).startsWith(Json.error("decode")).endsWith(Json.remote(false));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aValueThatAmqpDoesNotHaveIsInexpressible() {
        try (Broker broker = Broker.start()) {
            lines.addAll(List.of(Json.body("one"), Json.body("two").replace("string", "quaternion")));
            CommandRun run = send(broker.url(), "--address", "q");
            assertThat(run.out()).containsExactly(Json.outcome(0, "accepted"));
            assertThat(run.err()).contains("message 2 of the input", "quaternion");
            assertThat(run.status()).isEqualTo(Main.INEXPRESSIBLE);
        }
    }

    @Test
    void aNumberBeyondAnyTypeIsInexpressibleToo() {
        try (Broker broker = Broker.start()) {
            lines.add("{\"header\":{\"priority\":99999999999999999999}}");
            CommandRun run = send(broker.url(), "--address", "q");
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("priority");
            assertThat(run.status()).isEqualTo(Main.INEXPRESSIBLE);
        }
    }

    @Test
    void aWindowOfNoneIsWrongUsage() {
        assertThat(send("amqp://x", "--address", "q", "--window", "0").status()).isEqualTo(Main.USAGE);
    }

    @Test
    void noCreditInTimeIsATimeout() {
        try (Container server = taking(0, event -> {})) {
            lines.add(Json.body("one"));
            CommandRun run = send(url(server), "--address", "q", "--timeout", "0.5");
            assertThat(run.out()).hasSize(1);
            assertThat(run.out().get(0)).startsWith(Json.error("timeout")).endsWith(Json.remote(false));
            assertThat(run.status()).isEqualTo(Main.FAILED);
        }
    }

    private CommandRun send(String url, String... options) {
        List<String> args = new ArrayList<>(List.of("peer", "send", "--url", url));
        args.addAll(List.of(options));
        return CommandRun.of(String.join("\n", lines), args.toArray(String[]::new));
    }

    /** A peer that takes messages, with so much credit. */
    private static Container taking(int credit, Consumer<MessageEvent> taker) {
        return Container.create(new MessagingHandler() {
                    @Override
                    public void onLinkOpening(LinkEvent event) {
                        ((Receiver) event.link())
                                .open(o -> o.creditWindow(credit).autoAccept(false));
                    }

                    @Override
                    public void onMessage(MessageEvent event) {
                        taker.accept(event);
                    }
                })
                .start();
    }

    private static String url(Container server) {
        Listener listener = server.listen("amqp://127.0.0.1:0");
        return listener.opened().toCompletableFuture().join().url();
    }
}
