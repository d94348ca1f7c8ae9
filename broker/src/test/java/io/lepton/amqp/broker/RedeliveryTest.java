// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkErrorEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of a message that a receiver gives back, leaves behind or cannot be given. */
class RedeliveryTest extends BrokerFixture {

    /** M-013 */
    @Test
    void settledWithoutAnOutcomeMeansTheDefaultOutcomeOfTheSource() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        send(connection.createSender("q"), "one");
        Inbox inbox = new Inbox();
        connection.createReceiver(
                "q",
                o -> o.autoAccept(false)
                        .source(s -> s.defaultOutcome(Accepted.INSTANCE))
                        .onMessage(inbox::add));
        inbox.next().delivery().settle();
        awaitCount(broker, "q", 0);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void settledWithoutAnyOutcomeLosesNothing() throws Exception {
        Connection connection = connect(broker());
        send(connection.createSender("q"), "one");
        Inbox inbox = receive(connection, "q");
        inbox.next().delivery().settle();
        assertThat(inbox.next().message().deliveryCount()).isZero();
    }

    /** M-013: also when the source is destroyed. */
    @Test
    void whatALinkLeftIsReleasedIfItsSourceSaidSo() throws Exception {
        Connection connection = connect(broker());
        send(connection.createSender("q"), "one");
        Inbox inbox = new Inbox();
        Receiver receiver = connection.createReceiver(
                "q",
                o -> o.autoAccept(false)
                        .source(s -> s.defaultOutcome(Released.INSTANCE))
                        .onMessage(inbox::add));
        inbox.next();
        receiver.close();
        assertThat(receive(connection, "q").next().message().deliveryCount()).isZero();
    }

    /** Part 3, 3.2.1 first-acquirer. */
    @Test
    void onlyTheFirstReceiverIsTheFirstAcquirer() throws Exception {
        Connection connection = connect(broker());
        await(connection
                .createSender("q")
                .send(Message.of("one").firstAcquirer(true))
                .outcome());
        Inbox inbox = receive(connection, "q");
        MessageEvent first = inbox.next();
        assertThat(first.message().firstAcquirer()).isTrue();
        first.release();
        assertThat(inbox.next().message().firstAcquirer()).isFalse();
    }

    @Test
    void aDeliveryCountThatIsAtItsEndStaysThere() throws Exception {
        Connection connection = connect(broker());
        await(connection
                .createSender("q")
                .send(Message.of("one").deliveryCount(0xffff_ffffL))
                .outcome());
        Inbox inbox = receive(connection, "q");
        inbox.next().modify(true, false);
        assertThat(inbox.next().message().deliveryCount()).isEqualTo(0xffff_ffffL);
    }

    /** M-011: annotations are merged into those of the message. */
    @Test
    void aModifiedMessageHasTheAnnotationsOfBoth() throws Exception {
        Connection connection = connect(broker());
        await(connection
                .createSender("q")
                .send(Message.of("one").annotation("x-opt-a", 1).annotation("x-opt-b", 1))
                .outcome());
        Inbox inbox = receive(connection, "q");
        inbox.next().modify(false, false, Map.of(Symbol.of("x-opt-b"), 2, Symbol.of("x-opt-c"), 3));
        Message again = inbox.next().message();
        assertThat(again.annotation("x-opt-a")).isEqualTo(1);
        assertThat(again.annotation("x-opt-b")).isEqualTo(2);
        assertThat(again.annotation("x-opt-c")).isEqualTo(3);
    }

    @Test
    void annotationsThatThereIsNoRoomForAreNotAdded() throws Exception {
        Broker broker = broker(o -> o.maxBytes(2_000));
        Connection connection = connect(broker);
        send(connection.createSender("q"), "one");
        Inbox inbox = receive(connection, "q");
        inbox.next().modify(true, false, Map.of(Symbol.of("x-opt-large"), "x".repeat(3_000)));
        MessageEvent again = inbox.next();
        assertThat(again.message().deliveryCount()).isEqualTo(1);
        assertThat(again.message().annotation("x-opt-large")).isNull();
        again.accept();
        awaitCount(broker, "q", 0);
        assertThat(send(connection.createSender("q"), "x".repeat(1_500))).isInstanceOf(Accepted.class);
    }

    /** M-012, and the limit of it. */
    @Test
    void aLinkThatCannotBeGivenTooManyMessagesIsClosed() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        CompletableFuture<Symbol> told = new CompletableFuture<>();
        connection.createReceiver(
                "q",
                o -> o.autoAccept(false).recover(false).handler(new MessagingHandler() {
                    @Override
                    public void onMessage(MessageEvent event) {
                        event.modify(false, true);
                    }

                    @Override
                    public void onLinkError(LinkErrorEvent event) {
                        told.complete(event.condition().condition());
                    }
                }));
        Sender sender = connection.createSender("q");
        CompletionStage<Outcome> last = sender.send(Message.of(0)).outcome();
        for (int i = 1; i < Subscription.MOST_REFUSED; i++) {
            last = sender.send(Message.of(i)).outcome();
        }
        await(last);
        assertThat(await(told)).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
        Inbox another = receive(connection, "q");
        for (int i = 0; i < Subscription.MOST_REFUSED; i++) {
            MessageEvent event = another.next();
            assertThat(event.message().body()).isEqualTo(i);
            event.accept();
        }
    }

    @Test
    void aMessageTooLargeForAReceiverOfSettledOnesIsNotLost() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        Inbox small = new Inbox();
        Receiver first = connection.createReceiver(
                "q", o -> o.atMostOnce().maxMessageSize(100).onMessage(small::add));
        await(first.opened());
        send(connection.createSender("q"), "x".repeat(200));
        send(connection.createSender("q"), "fits");
        assertThat(small.next().message().body()).isEqualTo("fits");
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("x".repeat(200));
    }

    @Test
    void whatIsRejectedAmongTheDeadLettersIsGone() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        send(connection.createSender("q"), "bad");
        receive(connection, "q").next().reject();
        receive(connection, "dead-letters").next().reject();
        awaitCount(broker, "dead-letters", 0);
    }

    @Test
    void whatHasExpiredMakesRoom() throws Exception {
        Broker broker = broker(o -> o.maxMessagesPerQueue(1));
        Connection connection = connect(broker);
        Sender sender = connection.createSender("q");
        await(sender.send(Message.of("old").ttl(Duration.ofMillis(1))).outcome());
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(send(sender, "fresh")).isInstanceOf(Accepted.class);
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("fresh");
    }

    @Test
    void aTimeToLiveOfZeroIsNone() throws Exception {
        Connection connection = connect(broker());
        await(connection
                .createSender("q")
                .send(Message.of("one").ttl(Duration.ZERO))
                .outcome());
        assertThat(receive(connection, "q").next().message().ttl()).isZero();
    }

    /** A receiver that stands still holds up nobody else, and its messages wait. */
    @Test
    void aReceiverThatStandsStillHoldsUpNobodyElse() throws Exception {
        Broker broker = broker();
        CountDownLatch still = new CountDownLatch(1);
        Inbox slow = new Inbox();
        connect(broker)
                .createReceiver(
                        "slow",
                        o -> o.creditWindow(1_000).autoAccept(false).onMessage(event -> {
                            slow.add(event);
                            awaitQuietly(still);
                        }));
        Connection connection = connect(broker);
        Sender toSlow = connection.createSender("slow");
        Sender toQuick = connection.createSender("quick");
        Inbox quick = receive(connection, "quick");
        byte[] large = new byte[100_000];
        for (int i = 0; i < 200; i++) {
            send(toSlow, large);
        }
        assertThat(send(toQuick, "one")).isInstanceOf(Accepted.class);
        assertThat(quick.next().message().body()).isEqualTo("one");

        still.countDown();
        for (int i = 0; i < 200; i++) {
            slow.next().accept();
        }
        awaitCount(broker, "slow", 0);
    }

    @Test
    void aCallbackThatThrowsChangesNothing() throws Exception {
        Broker broker = broker(o -> o.onStored((address, event) -> {
            throw new IllegalStateException("thrown by the test");
        }));
        Connection connection = connect(broker);
        assertThat(send(connection.createSender("q"), "one")).isInstanceOf(Accepted.class);
        assertThat(broker.messageCount("q")).isEqualTo(1);
    }

    @Test
    void theLargestMessageIsWhatTheBrokerHoldsUnlessItIsToldOtherwise() throws Exception {
        Connection connection = connect(broker(o -> o.maxBytes(1_000)));
        Sender sender =
                await(connection.createSender("q", o -> o.handler(QUIET)).opened());
        assertThat(sender.remoteMaxMessageSize()).isEqualTo(1_000);
    }

    @Test
    void emptyMessagesTakeRoomToo() throws Exception {
        Connection connection = connect(broker(o -> o.maxBytes(3L * StoredMessage.OVERHEAD)));
        Sender sender = connection.createSender("q");
        send(sender, null);
        send(sender, null);
        assertThat(send(sender, null)).isInstanceOf(Rejected.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
