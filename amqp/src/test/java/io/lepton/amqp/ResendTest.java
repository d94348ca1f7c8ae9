// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Messages without an outcome when their link is lost, and the link that comes back without its connection being lost. */
class ResendTest {

    private final Recorder client = new Recorder();
    private final List<Receiver> receivers = new ArrayList<>();
    private int window = 10;
    private final Recorder server = new Recorder() {
        @Override
        public void onLinkOpening(LinkEvent event) {
            super.onLinkOpening(event);
            Receiver receiver = event.receiver();
            if (receiver != null) {
                receivers.add(receiver);
                receiver.open(o -> o.autoAccept(false).creditWindow(window));
            }
        }
    };
    private final Pair pair = new Pair(client, server);

    private Sender sender(Consumer<SenderOptions> choices) {
        Connection connection = pair.connect(o -> o.reconnect(r -> r.jitter(0)));
        Sender sender = connection.createSender("q", choices);
        pair.drive();
        client.take();
        return sender;
    }

    private List<SentDelivery> send(Sender sender, int from, int to) {
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(sender.send(Message.of(i)));
        }
        pair.drive();
        return sent;
    }

    private void acceptAll() {
        server.received.stream().filter(delivery -> !delivery.decided()).forEach(ReceivedDelivery::accept);
        pair.drive();
    }

    private static DeliveryException failureOf(SentDelivery delivery) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class,
                () -> delivery.outcome().toCompletableFuture().join());
        return (DeliveryException) thrown.getCause();
    }

    private static boolean done(SentDelivery delivery) {
        return delivery.outcome().toCompletableFuture().isDone();
    }

    @Test
    void whatHadNoOutcomeIsSentAgainWholeAndInOrder() {
        Sender sender = sender(o -> {});
        List<SentDelivery> sent = send(sender, 0, 15);
        assertThat(server.bodies).hasSize(10);
        server.received.get(0).accept();
        server.received.get(1).accept();
        pair.drive();
        server.bodies.clear();
        pair.network.cut();

        assertThat(server.bodies).startsWith(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        server.received.removeIf(ReceivedDelivery::stale);
        acceptAll();
        acceptAll();
        assertThat(server.bodies).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(sent)
                .allSatisfy(delivery -> assertThat(
                                delivery.outcome().toCompletableFuture().join())
                        .isSameAs(Accepted.INSTANCE));
        assertThat(client.events.stream().filter("accepted"::equals)).hasSize(15);
        assertThat(sender.unsettled()).isZero();
        assertThat(sender.queued()).isZero();
        assertThat(sender.connection().work().store().held()).isLessThanOrEqualTo(16 * 1024);
    }

    private static byte[] large(int number) {
        byte[] body = new byte[10_000];
        Arrays.fill(body, (byte) number);
        return body;
    }

    /** From the second on, their arrays are kept as they were encoded, not copied. */
    @Test
    void largeMessagesAreSentAgainWholeToo() {
        Sender sender = sender(o -> {});
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] body = large(i);
            sent.add(sender.send(Message.of(body)));
            Arrays.fill(body, (byte) 99); // the application's own again
        }
        pair.drive();
        server.bodies.clear();
        pair.network.cut();

        assertThat(server.bodies)
                .containsExactly(Binary.of(large(0)), Binary.of(large(1)), Binary.of(large(2)), Binary.of(large(3)));
        assertThat(sender.connection().work().store().held()).isBetween(40_000L, 41_000L);
        server.received.removeIf(ReceivedDelivery::stale);
        acceptAll();
        assertThat(sent).allMatch(ResendTest::done);
        assertThat(sender.connection().work().store().held()).isZero();
    }

    @Test
    void overManyLossesToo() {
        Sender sender = sender(o -> {});
        List<SentDelivery> sent = send(sender, 0, 100);
        for (int i = 0; i < 20; i++) {
            server.received.stream()
                    .filter(delivery -> !delivery.stale() && !delivery.decided())
                    .limit(3)
                    .forEach(ReceivedDelivery::accept);
            if (i % 2 == 0) {
                pair.drive();
            }
            pair.network.cut();
            pair.advance(Duration.ofSeconds(20));
        }
        for (int i = 0; i < 20; i++) {
            server.received.removeIf(ReceivedDelivery::stale);
            acceptAll();
        }
        assertThat(sent).allMatch(ResendTest::done);
        assertThat(server.bodies.stream().distinct().sorted()).hasSize(100).isSorted();
        assertThat(client.events).doesNotContain("deliveryFailed");
    }

    @Test
    void messagesOfOtherThreadsToo() throws InterruptedException {
        Sender sender = sender(o -> {});
        List<SentDelivery> sent = new ArrayList<>();
        Thread thread = new Thread(() -> sent.addAll(sendQuietly(sender)));
        thread.start();
        thread.join();
        pair.drive();
        server.bodies.clear();
        pair.network.cut();
        assertThat(server.bodies).containsExactly(0, 1, 2, 3, 4);
        server.received.removeIf(ReceivedDelivery::stale);
        acceptAll();
        assertThat(sent).hasSize(5).allMatch(ResendTest::done);
        assertThat(sender.connection().work().store().held()).isZero();
    }

    private static List<SentDelivery> sendQuietly(Sender sender) {
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(sender.send(Message.of(i)));
        }
        return sent;
    }

    @Test
    void aMessageThatWasHalfSentStartsAnew() {
        Sender sender = sender(o -> {});
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);
        sender.connection().execute(() -> {
            pair.network.wires().get(0).stall(true);
            sender.send(Message.of(large));
            sender.connection().execute(() -> {
                assertThat(sender.unsettled()).as("it has begun").isEqualTo(1);
                assertThat(sender.queued()).as("it has not ended").isEqualTo(1);
                pair.network.cutSoon();
            });
        });
        pair.drive();
        assertThat(client.errors)
                .as("the loss, and no failed assertion")
                .singleElement()
                .isInstanceOf(TransportException.class);

        assertThat(server.received)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.message().body()).isEqualTo(Binary.of(large)));
        acceptAll();
        assertThat(client.take()).contains("accepted");
    }

    @Test
    void withoutResendWhatIsOutstandingFailsAtTheLossAndWhatComesLaterGoesOut() {
        Sender sender = sender(o -> o.resend(false));
        List<SentDelivery> sent = send(sender, 0, 12);
        server.bodies.clear();
        pair.network.cut();

        assertThat(server.bodies).isEmpty();
        assertThat(sent.subList(0, 10))
                .allSatisfy(d -> assertThat(failureOf(d).inDoubt()).isTrue());
        assertThat(sent.subList(10, 12))
                .allSatisfy(d -> assertThat(failureOf(d).inDoubt()).isFalse());
        assertThat(client.events.stream().filter("deliveryFailed"::equals)).hasSize(12);
        send(sender, 12, 13);
        assertThat(server.bodies).containsExactly(12);
    }

    @Test
    void whenTheConnectionIsGivenUpWhatWaitsFails() {
        Connection connection = pair.connect(o -> o.reconnect(r -> r.jitter(0).maxAttempts(2)));
        Sender sender = connection.createSender("q");
        pair.drive();
        List<SentDelivery> sent = send(sender, 0, 12);
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        pair.advance(Duration.ofSeconds(1));

        assertThat(connection.isOpen()).isFalse();
        assertThat(sent.subList(0, 10))
                .allSatisfy(d -> assertThat(failureOf(d).inDoubt()).isTrue());
        assertThat(sent.subList(10, 12))
                .allSatisfy(d -> assertThat(failureOf(d).inDoubt()).isFalse());
        assertThat(failureOf(sent.get(0))).hasCauseInstanceOf(TransportException.class);
        assertThat(client.take()).endsWith("deliveryFailed", "connectionClosed", "transportClosed");
    }

    @Test
    void presettledMessagesThatWaitedGoOutAndNoneGoesTwice() {
        Sender sender = sender(o -> o.atMostOnce());
        send(sender, 0, 12);
        pair.network.cut();
        assertThat(server.bodies).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void aMessageWithoutAnOutcomeFailsWhenItsTimeIsOver() {
        window = 1;
        Sender sender = sender(o -> o.sendTimeout(Duration.ofSeconds(4)));
        List<SentDelivery> sent = send(sender, 0, 2);
        pair.advance(Duration.ofSeconds(4));
        assertThat(sent).noneMatch(ResendTest::done);
        pair.advance(Duration.ofSeconds(2));

        assertThat(failureOf(sent.get(0)).inDoubt()).isTrue();
        assertThat(failureOf(sent.get(1)).inDoubt()).isFalse();
        assertThat(failureOf(sent.get(0)))
                .hasMessageContaining("4000 ms")
                .hasCauseInstanceOf(AmqpTimeoutException.class);
        assertThat(client.take()).containsExactly("deliveryFailed", "deliveryFailed");
        assertThat(sender.queued()).isZero();

        server.received.get(0).accept();
        pair.drive();
        assertThat(client.take())
                .as("an outcome after the failure is no second one")
                .doesNotContain("accepted", "deliveryFailed");
        assertThat(server.bodies).containsExactly(0);
    }

    @Test
    void theStoreOfUnsettledMessagesIsBoundedAndSendingGoesOnWhenItHasRoom() {
        window = 1000;
        Connection connection = pair.connect(o -> o.maxUnsettledBytes(64 * 1024));
        Sender sender = connection.createSender("q");
        pair.drive();
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(sender.send(Message.of(new byte[1000])));
        }
        pair.drive();
        assertThat(server.received).hasSizeBetween(48, 80);
        int before = server.received.size();
        acceptAll();
        assertThat(server.received.size()).isGreaterThan(before);
        for (int i = 0; i < 10; i++) {
            acceptAll();
        }
        assertThat(server.received).hasSize(200);
        assertThat(sent).allMatch(ResendTest::done);
    }

    // ---- links that are lost alone

    @Test
    void aLinkThatThePeerDetachesIsAttachedAgain() {
        Sender sender = sender(o -> {});
        List<SentDelivery> sent = send(sender, 0, 12);
        server.bodies.clear();
        receivers.get(0).detach();
        pair.drive();

        assertThat(client.take()).containsExactly("linkLost", "linkOpened");
        assertThat(sender.isOpen()).isTrue();
        assertThat(sender.recovered()).isTrue();
        assertThat(sender.connection().reconnected()).isFalse();
        assertThat(server.bodies).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        server.received.removeIf(ReceivedDelivery::stale);
        acceptAll();
        acceptAll();
        assertThat(sent).allMatch(ResendTest::done);
    }

    @Test
    void soIsOneThatThePeerClosesForAReasonThatPasses() {
        Sender sender = sender(o -> {});
        receivers.get(0).close(ErrorCondition.of(LinkError.DETACH_FORCED, "idle"));
        pair.drive();
        assertThat(client.take()).contains("linkLost", "linkOpened").doesNotContain("linkError", "linkClosed");
        assertThat(sender.isOpen()).isTrue();
        assertThat(sender.remoteError()).isNull();
    }

    @Test
    void aReceiverComesBackWithItsCreditAndWhatWasSaidOfOldMessagesIsStale() {
        List<Sender> senders = new ArrayList<>();
        Pair own = new Pair(client, new Recorder() {
            @Override
            public void onSendable(SenderEvent event) {
                senders.add(event.sender());
            }
        });
        Connection connection = own.connect(o -> o.reconnect(r -> r.jitter(0)));
        Receiver receiver =
                connection.createReceiver("q", o -> o.autoAccept(false).creditWindow(5));
        own.drive();
        senders.get(0).send(Message.of("old"));
        own.drive();
        client.take();
        senders.get(0).detach();
        own.drive();
        assertThat(client.take()).containsExactly("linkLost", "linkOpened");

        ReceivedDelivery old = client.received.get(0);
        assertThat(old.stale()).isTrue();
        old.accept();
        own.drive();
        assertThat(client.take()).containsExactly("stale");
        assertThat(receiver.credit()).isEqualTo(5);
    }

    @Test
    void aLinkThatIsDetachedAgainAndAgainIsAttachedWithGrowingDelays() {
        Sender sender = sender(o -> {});
        for (int i = 0; i < 3; i++) {
            receivers.get(receivers.size() - 1).detach();
            pair.advance(Duration.ofMillis(i == 0 ? 0 : 100L << (i - 1)));
            assertThat(sender.isOpen()).isTrue();
        }
        receivers.get(receivers.size() - 1).detach();
        pair.advance(Duration.ofMillis(399));
        assertThat(sender.isOpen()).isFalse();
        pair.advance(Duration.ofMillis(1));
        assertThat(sender.isOpen()).isTrue();
        assertThat(receivers).hasSize(5);
    }

    @Test
    void refusalsClosesTheftAndOtherErrorsAreFinal() {
        Sender closed = sender(o -> {});
        receivers.get(0).close();
        pair.drive();
        assertThat(client.take()).containsExactly("linkClosing", "linkClosed");
        assertThat(closed.isOpen()).isFalse();

        sender(o -> {});
        receivers.get(1).close(ErrorCondition.of(AmqpError.RESOURCE_DELETED, "gone"));
        pair.drive();
        assertThat(client.take()).contains("linkError").doesNotContain("linkLost");

        sender(o -> o.recover(false));
        receivers.get(2).detach();
        pair.drive();
        assertThat(client.take()).containsExactly("linkDetached", "linkClosed");
    }

    @Test
    void aLinkThatIsClosedWhileItIsLostIsOver() {
        Sender sender = sender(o -> {});
        receivers.get(0).detach();
        pair.drive();
        receivers.get(1).detach();
        pair.drive();
        assertThat(sender.isOpen()).isFalse();
        client.take();
        sender.close();
        pair.advance(Duration.ofSeconds(30));
        assertThat(client.take()).containsExactly("linkClosed");
        assertThat(receivers).hasSize(2);
    }
}
