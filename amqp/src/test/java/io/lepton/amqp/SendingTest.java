// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SendingTest {

    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private Receiver accepted;

    /** A server whose receivers give credit only when the test says so. */
    private Pair withoutCredit() {
        return new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                accepted = event.receiver();
                accepted.open(options -> options.creditWindow(0));
            }

            @Override
            public void onMessage(MessageEvent event) {
                server.onMessage(event);
            }
        });
    }

    private static DeliveryException failureOf(SentDelivery delivery) {
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedExceptionally();
        try {
            delivery.outcome().toCompletableFuture().join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return (DeliveryException) e.getCause();
        }
    }

    @Test
    void messagesWaitForCreditAndGoInOrder() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(sender.send(Message.of(i)));
        }
        pair.drive();
        assertThat(sender.queued()).isEqualTo(5);
        assertThat(sender.credit()).isZero();
        assertThat(server.bodies).isEmpty();

        accepted.addCredit(3);
        pair.drive();
        assertThat(server.bodies).containsExactly(0, 1, 2);
        assertThat(sender.queued()).isEqualTo(2);

        accepted.addCredit(10);
        pair.drive();
        assertThat(server.bodies).containsExactly(0, 1, 2, 3, 4);
        assertThat(sent)
                .allSatisfy(d -> assertThat(d.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE));
        assertThat(sender.credit()).isEqualTo(8);
    }

    @Test
    void aSenderThatIsClosedWaitsForItsOutcomes() {
        List<MessageEvent> held = new ArrayList<>();
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.receiver().open(options -> options.autoAccept(false).onMessage(held::add));
            }
        });
        Sender sender = pair.connect().createSender("q");
        SentDelivery delivery = sender.send(Message.of("one"));
        sender.close();
        pair.drive();
        assertThat(held).hasSize(1);
        assertThat(sender.closed().toCompletableFuture()).isNotDone();

        held.get(0).accept();
        pair.drive();
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
        assertThat(sender.closed().toCompletableFuture()).isCompleted();
    }

    @Test
    void sendableIsRaisedWhenNewCreditComesAndNotAfterEachMessage() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        client.take();
        accepted.addCredit(3);
        pair.drive();
        assertThat(client.take()).containsExactly("sendable");

        sender.send(Message.of("x"));
        pair.drive();
        assertThat(client.take()).doesNotContain("sendable");
    }

    @Test
    void sendableIsNotRaisedWhileMessagesWaitForMoreCredit() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        sender.send(Message.of(1));
        sender.send(Message.of(2));
        pair.drive();
        client.take();
        accepted.addCredit(1);
        pair.drive();

        assertThat(client.take()).doesNotContain("sendable");
    }

    @Test
    void aMessageBeyondTheBoundIsNotTaken() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q", options -> options.maxQueued(2));
        sender.send(Message.of(1));
        sender.send(Message.of(2));
        DeliveryException failure = failureOf(sender.send(Message.of(3)));

        assertThat(failure.condition().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
        assertThat(failure.inDoubt()).isFalse();
        pair.drive();
        accepted.addCredit(10);
        pair.drive();
        assertThat(server.bodies).containsExactly(1, 2);
    }

    @Test
    void bytesThatWaitAreBoundedToo() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q", options -> options.maxQueuedBytes(1000));
        SentDelivery alone = sender.send(Message.of("x".repeat(2000)));
        SentDelivery second = sender.send(Message.of("y"));

        assertThat(alone.outcome().toCompletableFuture()).isNotDone();
        assertThat(failureOf(second).condition().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    void aClosedSenderTakesNothing() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.close();
        pair.drive();

        assertThatThrownBy(() -> sender.send(Message.of("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingASenderFirstSendsWhatIsQueued() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        SentDelivery delivery = sender.send(Message.of("x"));
        sender.close();
        pair.drive();
        assertThat(client.take()).doesNotContain("linkClosed");

        accepted.addCredit(1);
        pair.drive();
        assertThat(server.bodies).containsExactly("x");
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
        assertThat(client.take()).endsWith("linkClosed");
    }

    @Test
    void closingASenderGivesUpAfterTheTimeLimitAndSaysWhatWasNeverSent() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect(o -> o.closeTimeout(Duration.ofSeconds(3))).createSender("q");
        SentDelivery delivery = sender.send(Message.of("x"));
        sender.close();
        pair.advance(Duration.ofSeconds(4));

        assertThat(client.take()).endsWith("linkClosed");
        assertThat(failureOf(delivery).inDoubt()).isFalse();
    }

    @Test
    void closingAConnectionFirstSendsWhatIsQueued() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect().createSender("q");
        sender.send(Message.of("x"));
        sender.connection().close();
        pair.drive();
        assertThat(client.take()).doesNotContain("connectionClosed");

        accepted.addCredit(1);
        pair.drive();
        assertThat(server.bodies).containsExactly("x");
        assertThat(client.take()).endsWith("connectionClosed", "transportClosed");
    }

    @Test
    void sendingAndClosingAtOnceDeliversTheMessage() {
        Pair pair = new Pair(client, server);
        Connection connection = pair.connect();
        Sender sender = connection.createSender("q");
        sender.send(Message.of("x"));
        sender.close();
        connection.close();
        pair.drive();

        assertThat(server.bodies).containsExactly("x");
        assertThat(client.take()).endsWith("connectionClosed", "transportClosed");
    }

    @Test
    void whenTheConnectionBreaksSentMessagesAreInDoubtAndQueuedOnesAreNot() {
        Pair pair = withoutCredit();
        Sender sender = pair.connect(o -> o.reconnect(false)).createSender("q");
        pair.drive();
        accepted.addCredit(1);
        pair.drive();
        pair.network.wires().get(1).stall(true);
        SentDelivery sent = sender.send(Message.of(1));
        SentDelivery queued = sender.send(Message.of(2));
        pair.drive();
        pair.network.cut();

        assertThat(failureOf(sent).inDoubt()).isTrue();
        assertThat(failureOf(queued).inDoubt()).isFalse();
        assertThat(failureOf(sent)).hasCauseInstanceOf(TransportException.class);
    }

    @Test
    void whatHasNoOutcomeWhenTheTimeToCloseIsOverIsInDoubt() {
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.receiver().open(options -> options.autoAccept(false));
            }
        });
        Connection connection = pair.connect();
        Sender first = connection.createSession().createSender("a");
        Sender second = connection.createSession().createSender("b");
        Sender third = connection.createSession().createSender("c");
        pair.drive();
        List<SentDelivery> sent = new ArrayList<>();
        for (Sender sender : List.of(first, second, third)) {
            sent.add(sender.send(Message.of("x")));
        }
        pair.drive();
        first.close();
        pair.advance(Duration.ofSeconds(10));
        assertThat(failureOf(sent.get(0)).inDoubt()).isTrue();
        second.session().close();
        pair.advance(Duration.ofSeconds(10));
        assertThat(failureOf(sent.get(1)).inDoubt()).isTrue();
        connection.close();
        pair.advance(Duration.ofSeconds(10));
        assertThat(failureOf(sent.get(2)).inDoubt()).isTrue();
    }

    @Test
    void aMessageLargerThanTheReceiverTakesIsNotSent() {
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.receiver().open(options -> options.maxMessageSize(100));
            }
        });
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery large = sender.send(Message.of("x".repeat(200)));
        SentDelivery small = sender.send(Message.of("x"));
        pair.drive();

        assertThat(failureOf(large).condition().condition()).isEqualTo(LinkError.MESSAGE_SIZE_EXCEEDED);
        assertThat(small.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
    }

    @Test
    void largeMessagesTravelInManyFrames() {
        Pair pair = new Pair(client, server);
        Sender sender = pair.connect(o -> o.maxFrameSize(512)).createSender("q");
        pair.drive();
        String body = "0123456789".repeat(50_000);
        SentDelivery delivery = sender.send(Message.of(body));
        pair.drive();

        assertThat(server.bodies).containsExactly(body);
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
    }

    @Test
    void messagesWaitWhileTheNetworkTakesNoMore() {
        Pair pair = new Pair(client, server);
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        MemoryWire wire = pair.network.wires().get(0);
        wire.stall(true);
        sender.send(Message.of(1));
        pair.drive();
        sender.send(Message.of(2));
        pair.drive();
        assertThat(sender.queued()).isEqualTo(1);

        wire.stall(false);
        pair.drive();
        assertThat(server.bodies).containsExactly(1, 2);
    }

    @Test
    void aBatchOfMessagesLeavesInOneFlush() {
        Pair pair = new Pair(client, server);
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        int before = pair.network.wires().get(0).flushes();
        pair.client.execute(() -> {
            for (int i = 0; i < 10; i++) {
                sender.send(Message.of(i));
            }
        });
        pair.drive();

        assertThat(server.bodies).hasSize(10);
        assertThat(pair.network.wires().get(0).flushes() - before).isEqualTo(1);
        assertThat(pair.network.wires().get(1).flushes()).isLessThan(before + 8);
    }

    @Test
    void aConnectionSendsByTheAddressInTo() {
        Pair pair = new Pair(client, server);
        Connection connection = pair.connect();
        connection.send(Message.of("x").to("somewhere"));
        connection.send(Message.of("y").to("else"));
        pair.drive();

        assertThat(server.bodies).containsExactly("x", "y");
        assertThat(server.take().stream().filter("linkOpening"::equals)).hasSize(1);
        assertThatThrownBy(() -> connection.send(Message.of("z"))).isInstanceOf(IllegalArgumentException.class);
    }
}
