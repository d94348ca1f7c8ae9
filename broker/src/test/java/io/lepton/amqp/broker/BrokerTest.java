// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.Session;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BrokerTest extends BrokerFixture {

    @Test
    void aMessageStaysInItsQueueUntilAReceiverAcceptsIt() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        assertThat(send(connection.createSender("q"), "one")).isInstanceOf(Accepted.class);
        assertThat(broker.messageCount("q")).isEqualTo(1);

        Inbox inbox = receive(connection, "q");
        MessageEvent event = inbox.next();
        assertThat(event.message().body()).isEqualTo("one");
        event.accept();
        awaitCount(broker, "q", 0);
    }

    @Test
    void receiversOfAQueueCompeteAndGetNoMoreThanTheirCredit() throws Exception {
        Connection connection = connect(broker());
        Inbox first = new Inbox();
        Inbox second = new Inbox();
        connection.createReceiver("q", o -> o.creditWindow(5).autoAccept(false).onMessage(first::add));
        connection.createReceiver("q", o -> o.creditWindow(5).autoAccept(false).onMessage(second::add));
        Sender sender = connection.createSender("q");
        for (int i = 0; i < 10; i++) {
            send(sender, "m" + i);
        }
        List<Object> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            seen.add(first.next().message().body());
            seen.add(second.next().message().body());
        }
        assertThat(seen).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    void whatALostConnectionLeftUnsettledIsDeliveredAgainInOrderAndCounted() throws Exception {
        Broker broker = broker();
        Connection steady = connect(broker);
        Container lost = Container.create(QUIET).start();
        Inbox early = receive(lost.connect(broker.url()), "q");
        Sender sender = steady.createSender("q");
        for (int i = 0; i < 3; i++) {
            send(sender, "m" + i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(early.next().message().deliveryCount()).isZero();
        }
        lost.close();

        Inbox late = receive(steady, "q");
        for (int i = 0; i < 3; i++) {
            Message again = late.next().message();
            assertThat(again.body()).isEqualTo("m" + i);
            assertThat(again.deliveryCount()).isEqualTo(1);
        }
    }

    @Test
    void aReleasedMessageComesBackUncounted() throws Exception {
        Connection connection = connect(broker());
        send(connection.createSender("q"), "one");
        Inbox inbox = receive(connection, "q");
        inbox.next().release();
        assertThat(inbox.next().message().deliveryCount()).isZero();
    }

    @Test
    void aModifiedMessageGoesToAnotherReceiverIfItIsUndeliverableHere() throws Exception {
        Connection connection = connect(broker());
        Inbox first = receive(connection, "q");
        send(connection.createSender("q"), "one");
        first.next().modify(true, true);
        Inbox second = receive(connection, "q");
        assertThat(second.next().message().deliveryCount()).isEqualTo(1);
        assertThat(first.isEmpty()).isTrue();
    }

    @Test
    void aRejectedMessageGoesToTheDeadLetters() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        send(connection.createSender("q"), "bad");
        receive(connection, "q").next().reject();
        assertThat(receive(connection, "dead-letters").next().message().body()).isEqualTo("bad");
        assertThat(broker.messageCount("q")).isZero();
    }

    @Test
    void aFullQueueRejectsAndSaysWhy() throws Exception {
        Connection connection = connect(broker(options -> options.maxMessagesPerQueue(1)));
        Sender sender = connection.createSender("q");
        send(sender, "fits");
        Outcome outcome = send(sender, "too much");
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(((Rejected) outcome).error().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    void allQueuesShareTheMemoryForMessages() throws Exception {
        Broker broker = broker(options -> options.maxBytes(1_000));
        Connection connection = connect(broker);
        assertThat(send(connection.createSender("q1"), "x".repeat(600))).isInstanceOf(Accepted.class);
        Outcome outcome = send(connection.createSender("q2"), "x".repeat(600));
        assertThat(((Rejected) outcome).error().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
        assertThat(((Rejected) outcome).error().description()).contains("the broker is full");

        receive(connection, "q1").next().accept();
        awaitCount(broker, "q1", 0);
        assertThat(send(connection.createSender("q2"), "x".repeat(600))).isInstanceOf(Accepted.class);
    }

    @Test
    void theMemoryOfADynamicNodeComesBackWithIt() throws Exception {
        Connection connection = connect(broker(options -> options.maxBytes(1_000)));
        for (int i = 0; i < 5; i++) {
            Receiver node = await(connection
                    .createReceiver(null, o -> o.dynamic().creditWindow(0))
                    .opened());
            assertThat(send(connection.createSender(node.address()), "x".repeat(600)))
                    .isInstanceOf(Accepted.class);
            node.close();
            await(node.closed());
        }
    }

    @Test
    void aDynamicSourceIsAQueueOfItsOwnThatGoesWithItsLink() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        Inbox inbox = new Inbox();
        Receiver replies = await(connection
                .createReceiver(null, o -> o.dynamic().autoAccept(false).onMessage(inbox::add))
                .opened());
        String address = replies.address();
        assertThat(address).startsWith("dynamic-");
        send(connection.createSender(address), "reply");
        assertThat(inbox.next().message().body()).isEqualTo("reply");
        replies.close();
        await(replies.closed());
        assertThat(broker.messageCount(address)).isZero();
    }

    @Test
    void aLinkToNoAddressGoesByTheMessagesOwn() throws Exception {
        Connection connection = connect(broker());
        Sender relay = connection.createSender(null);
        assertThat(await(relay.send(Message.of("hi").to("q")).outcome())).isInstanceOf(Accepted.class);
        assertThat(await(relay.send(Message.of("whereto")).outcome())).isInstanceOf(Rejected.class);
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("hi");
    }

    @Test
    void whatASessionLeftUnsettledIsDeliveredAgain() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        send(connection.createSender("q"), "one");
        Session session = connection.createSession();
        Inbox inbox = new Inbox();
        session.createReceiver("q", o -> o.autoAccept(false).onMessage(inbox::add));
        inbox.next();
        session.close();
        Message again = receive(connection, "q").next().message();
        assertThat(again.body()).isEqualTo("one");
        assertThat(again.deliveryCount()).isEqualTo(1);
    }

    @Test
    void aMessageTooLargeForOneReceiverWaitsForAnother() throws Exception {
        Broker broker = broker();
        Connection connection = connect(broker);
        Inbox small = new Inbox();
        Receiver first = connection.createReceiver(
                "q", o -> o.maxMessageSize(100).autoAccept(false).onMessage(small::add));
        await(first.opened());
        send(connection.createSender("q"), "x".repeat(200));
        send(connection.createSender("q"), "fits");
        assertThat(small.next().message().body()).isEqualTo("fits");
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("x".repeat(200));
    }

    @Test
    void theAnswerSaysWhatASourceReallyIs() throws Exception {
        Receiver receiver = await(connect(broker())
                .createReceiver("q", o -> o.selector("colour = 'red'").durableSubscription())
                .opened());
        assertThat(receiver.remoteSource().filter()).isEmpty();
        assertThat(receiver.remoteSource().durable()).isEqualTo(TerminusDurability.NONE);
    }

    @Test
    void queuesCannotBeBrowsed() {
        Receiver browser = connect(broker()).createReceiver("q", o -> o.distributionMode(DistributionMode.COPY));
        assertThatThrownBy(() -> await(browser.opened()))
                .hasCauseInstanceOf(AmqpException.class)
                .hasMessageContaining("browsed");
    }

    @Test
    void clientsLearnThatTheyMaySendToNoAddress() throws Exception {
        Connection connection = await(connect(broker()).opened());
        assertThat(connection.peer().offeredCapabilities()).containsExactly(Symbol.of("ANONYMOUS-RELAY"));
    }

    @Test
    void aMessageOfAnotherFormatGoesThroughAQueueButNotByItsTo() throws Exception {
        Connection connection = connect(broker());
        Message raw = Message.raw(7, new byte[] {1, 2, 3});
        assertThat(await(connection.createSender(null).send(raw).outcome())).isInstanceOf(Rejected.class);
        assertThat(await(connection.createSender("q").send(raw).outcome())).isInstanceOf(Accepted.class);
        assertThat(receive(connection, "q").next().message().messageFormat()).isEqualTo(7);
    }

    /** A header whose ttl is a string: it must not stop those behind it. */
    @Test
    void aMessageWithAMalformedHeaderIsRejectedAndHoldsUpNoOther() throws Exception {
        Connection connection = connect(broker());
        Sender sender = connection.createSender("q");
        byte[] malformed = {0x00, 0x53, 0x70, (byte) 0xc0, 6, 3, 0x40, 0x40, (byte) 0xa1, 1, 'x', 0x00, 0x53, 0x77, 0x40
        };
        assertThat(await(sender.send(Message.decode(malformed)).outcome())).isInstanceOf(Rejected.class);
        send(sender, "good");
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("good");
    }

    @Test
    void aMessageThatIsTooOldIsNotDelivered() throws Exception {
        Connection connection = connect(broker());
        Sender sender = connection.createSender("q");
        await(sender.send(Message.of("old").ttl(Duration.ofMillis(1))).outcome());
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        send(sender, "fresh");
        assertThat(receive(connection, "q").next().message().body()).isEqualTo("fresh");
    }

    @Test
    void theOrderOfASendersMessagesIsKept() throws Exception {
        Connection connection = connect(broker());
        Sender sender = connection.createSender("q");
        CompletionStage<Outcome> last = null;
        for (int i = 0; i < 5_000; i++) {
            last = sender.send(Message.of(i)).outcome();
        }
        await(last);
        Inbox inbox = receive(connection, "q");
        for (int i = 0; i < 5_000; i++) {
            MessageEvent event = inbox.next();
            assertThat(event.message().body()).isEqualTo(i);
            event.accept();
        }
    }

    @Test
    void aPortInUseIsToldAtOnce() {
        Broker broker = broker();
        assertThatThrownBy(() -> broker(options -> options.url(broker.url())))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining(String.valueOf(broker.port()));
    }
}
