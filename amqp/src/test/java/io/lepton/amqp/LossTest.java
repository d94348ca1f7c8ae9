// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What applications do while something is lost, and what peers leave undone. */
class LossTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private ErrorCondition refusal;
    private final Recorder server = new Recorder() {
        @Override
        public void onLinkOpening(LinkEvent event) {
            super.onLinkOpening(event);
            if (refusal != null) {
                event.link().close(refusal);
            } else if (event.receiver() != null) {
                receivers.add(event.receiver());
                event.receiver().open(o -> o.autoAccept(false).creditWindow(1000));
            } else {
                senders.add(event.sender());
            }
        }
    };
    private final Recorder client = new Recorder();
    private final Pair pair = new Pair(client, server);

    private Connection connect(MessagingHandler handler, Consumer<ConnectionOptions> choices) {
        Connection connection = pair.connect(o -> {
            o.handler(handler).reconnect(r -> r.jitter(0));
            choices.accept(o);
        });
        client.take();
        return connection;
    }

    private Connection connect() {
        return connect(client, o -> {});
    }

    private void acceptAll() {
        server.received.stream().filter(d -> !d.decided() && !d.stale()).forEach(ReceivedDelivery::accept);
        pair.drive();
    }

    @Test
    void whatIsSentAgainWhenItFailedWaitsForTheNextConnection() {
        Recorder again = new Recorder() {
            @Override
            public void onDeliveryFailed(DeliveryFailedEvent event) {
                super.onDeliveryFailed(event);
                event.sender().send(Message.of("again"));
            }
        };
        Sender first = connect(again, o -> {}).createSender("a", o -> o.resend(false));
        Sender second = first.session().createSender("b", o -> o.resend(false));
        pair.drive();
        first.send(Message.of("lost"));
        second.send(Message.of("lost"));
        pair.drive();
        server.bodies.clear();
        pair.network.cut();

        assertThat(again.events.stream().filter("deliveryFailed"::equals)).hasSize(2);
        assertThat(server.bodies).containsExactly("again", "again");
    }

    @Test
    void whatIsMadeInTheCallbacksOfALossComesWithTheNextConnection() {
        List<Link> made = new ArrayList<>();
        Recorder maker = new Recorder() {
            @Override
            public void onTransportError(TransportErrorEvent event) {
                super.onTransportError(event);
                made.add(event.connection().createSender("from-error"));
                made.add(event.connection().createSession().createReceiver("of-new-session"));
            }

            @Override
            public void onDisconnected(DisconnectedEvent event) {
                super.onDisconnected(event);
                made.add(event.connection().createReceiver("from-disconnected"));
            }
        };
        Connection connection = connect(maker, o -> {});
        connection.defaultSession();
        pair.drive();
        pair.network.cut();

        assertThat(made).hasSize(3).allMatch(Link::isOpen);
        assertThat(maker.events).doesNotContain("linkError", "sessionError");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aSenderIsNotHeldUpByWhatAnotherKeepsUnsettled() {
        Connection connection = connect(client, o -> o.maxUnsettledBytes(20_000));
        Sender hog = connection.createSender("hog");
        Sender other = connection.createSender("other");
        pair.drive();
        List<SentDelivery> kept = send(hog, 30);
        List<ReceivedDelivery> unsettled = List.copyOf(server.received);
        List<SentDelivery> sent = send(other, 30);
        for (int i = 0; i < 40; i++) {
            server.received.stream()
                    .filter(d -> !unsettled.contains(d) && !d.decided() && d.receiver() == receivers.get(1))
                    .forEach(ReceivedDelivery::accept);
            pair.drive();
        }

        assertThat(sent).allMatch(d -> d.outcome().toCompletableFuture().isDone());
        assertThat(kept).noneMatch(d -> d.outcome().toCompletableFuture().isDone());
    }

    private List<SentDelivery> send(Sender sender, int count) {
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(sender.send(Message.of(new byte[1000])));
        }
        pair.drive();
        return sent;
    }

    @Test
    void theSmallestStoreLetsOneMessageAfterTheOtherGo() {
        Sender sender = connect(client, o -> o.maxUnsettledBytes(1)).createSender("q");
        pair.drive();
        List<SentDelivery> sent = send(sender, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(server.received).hasSize(i + 1);
            acceptAll();
        }
        assertThat(sent).allMatch(d -> d.outcome().toCompletableFuture().isDone());
    }

    @Test
    void timeDoesNotRunFasterForWhatIsSentInPlaceOfWhatTookTooLong() {
        Recorder again = new Recorder() {
            @Override
            public void onDeliveryFailed(DeliveryFailedEvent event) {
                super.onDeliveryFailed(event);
                event.sender().send(Message.of("again"));
            }
        };
        Sender sender = connect(again, o -> {}).createSender("q", o -> o.sendTimeout(Duration.ofSeconds(4)));
        pair.drive();
        sender.send(Message.of("first"));
        pair.advance(Duration.ofSeconds(60));

        assertThat(again.events.stream().filter("deliveryFailed"::equals)).hasSizeBetween(11, 15);
    }

    @Test
    void durationsMayBeAsLongAsTheyLike() {
        Connection connection = connect(
                client,
                o -> o.heartbeat(FOREVER)
                        .openTimeout(FOREVER)
                        .closeTimeout(FOREVER)
                        .reconnect(r -> r.jitter(0).stableAfter(FOREVER)));
        Sender sender = connection.createSender("q", o -> o.sendTimeout(FOREVER));
        pair.drive();
        SentDelivery sent = sender.send(Message.of("x"));
        pair.advance(Duration.ofDays(1));
        pair.network.cut();
        acceptAll();
        assertThat(sent.outcome().toCompletableFuture()).isCompleted();
    }

    // ---- receivers

    @Test
    void aDrainThatALossCutsShortIsOver() {
        Connection connection = connect();
        Receiver receiver = connection.createReceiver("q", o -> o.creditWindow(0));
        receiver.addCredit(5);
        pair.drive();
        client.take();
        pair.network.wires().forEach(wire -> wire.stall(true));
        receiver.drain();
        pair.drive();
        pair.network.cut();

        assertThat(client.take()).containsOnlyOnce("receiverDrained");
        assertThat(receiver.credit()).isZero();
        receiver.addCredit(1);
        pair.drive();
        senders.get(1).send(Message.of("x"));
        pair.drive();
        assertThat(client.bodies).containsExactly("x");
    }

    @Test
    void aDrainThatIsAskedForBeforeTheLinkIsOpenComesThen() {
        Connection connection = pair.client.connect(pair.listener.url());
        Receiver receiver = connection.createReceiver("q", o -> o.creditWindow(0));
        receiver.addCredit(5);
        receiver.drain();
        pair.drive();
        assertThat(client.take()).contains("receiverDrained");
    }

    @Test
    void creditThatAHalfReceivedMessageUsedIsGivenAgain() {
        Connection connection = connect();
        Receiver receiver = connection.createReceiver("q", o -> o.creditWindow(0));
        receiver.addCredit(1);
        pair.drive();
        pair.network.wires().get(1).stallAfter(1);
        senders.get(0).send(Message.of(new byte[3_000_000]));
        pair.drive();
        assertThat(receiver.credit()).as("a part of it has come").isZero();
        pair.network.cut();

        assertThat(receiver.recovered()).isTrue();
        assertThat(client.bodies).isEmpty();
        assertThat(receiver.credit()).isEqualTo(1);
    }

    @Test
    void thatAMessageIsStaleIsNotToldInsideTheCallThatAcceptsIt() {
        List<String> order = new ArrayList<>();
        Recorder own = new Recorder() {
            @Override
            public void onStale(DeliveryEvent event) {
                order.add("stale");
            }
        };
        Connection connection = connect(own, o -> {});
        connection.createReceiver("q", o -> o.autoAccept(false));
        pair.drive();
        senders.get(0).send(Message.of("settled before"));
        senders.get(0).send(Message.of("stale"));
        pair.drive();
        own.received.get(0).accept();
        pair.drive();
        pair.network.cut();
        assertThat(own.received.get(0).stale()).isFalse();
        assertThat(own.received.get(1).stale()).isTrue();
        connection.execute(() -> {
            own.received.get(0).settle();
            own.received.get(1).accept();
            order.add("accepted");
        });
        pair.drive();
        assertThat(order).containsExactly("accepted", "stale");
    }

    // ---- what peers leave undone

    @Test
    void anAttachThatNobodyAnswersIsAnError() {
        Connection connection = connect(client, o -> o.heartbeat(Duration.ZERO));
        connection.defaultSession();
        pair.drive();
        client.take();
        pair.network.wires().get(1).stall(true);
        Sender sender = connection.createSender("q");
        SentDelivery sent = sender.send(Message.of("x"));
        pair.advance(Duration.ofSeconds(14));
        assertThat(client.take()).isEmpty();
        pair.advance(Duration.ofSeconds(2));

        assertThat(client.take()).contains("linkError", "deliveryFailed", "linkClosed");
        assertThat(sender.opened().toCompletableFuture()).isCompletedExceptionally();
        assertThat(sent.outcome().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aBeginThatNobodyAnswersIsAnError() {
        Recorder own = new Recorder();
        Connection connection = connect(client, o -> o.heartbeat(Duration.ZERO));
        pair.network.wires().get(1).stall(true);
        Session session = connection.createSession(o -> o.handler(own));
        pair.advance(Duration.ofSeconds(16));

        assertThat(own.take()).containsExactly("sessionError", "sessionClosed");
        assertThat(session.opened().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aDetachOrAnEndThatNobodyAnswersDoesNotKeepAnybodyWaiting() {
        Connection connection = connect(client, o -> o.heartbeat(Duration.ZERO));
        Sender sender = connection.createSender("q");
        Session session = connection.createSession();
        pair.drive();
        client.take();
        pair.network.wires().get(1).stall(true);
        sender.close();
        session.close();
        pair.advance(Duration.ofSeconds(11));

        assertThat(client.take()).containsExactlyInAnyOrder("linkClosed", "sessionClosed");
        assertThat(sender.closed().toCompletableFuture()).isCompleted();
        assertThat(session.closed().toCompletableFuture()).isCompleted();
    }

    // ---- closing

    @Test
    void aConnectionClosedBeforeTheContainerStartsIsGivenUpInTime() {
        Container container = pair.network.container(client, "late");
        Connection connection = container.connect("amqp://127.0.0.1:1", o -> o.closeTimeout(Duration.ofSeconds(3)));
        SentDelivery sent = connection.createSender("q").send(Message.of("x"));
        connection.close();
        client.take();
        container.start();
        pair.advance(Duration.ofSeconds(4));

        assertThat(sent.outcome().toCompletableFuture()).isCompletedExceptionally();
        assertThat(client.take()).endsWith("connectionClosed", "transportClosed");
    }

    @Test
    void aContainerThatIsStoppedBeforeItStartsEndsWhatItHolds() {
        Container container = pair.network.container(client, "never");
        Connection connection = container.connect(pair.listener.url());
        Listener listener = container.listen("amqp://127.0.0.1:0");
        SentDelivery sent = connection.createSender("q").send(Message.of("x"));
        container.stop();
        pair.drive();

        assertThat(sent.outcome().toCompletableFuture()).isCompletedExceptionally();
        assertThat(connection.opened().toCompletableFuture()).isCompletedExceptionally();
        assertThat(connection.closed().toCompletableFuture()).isCompleted();
        assertThat(listener.closed().toCompletableFuture()).isCompleted();
    }

    @Test
    void closingForAReasonAfterAnOrderlyCloseIsAtOnce() {
        Connection connection = connect();
        Sender sender = connection.createSender("q");
        pair.drive();
        SentDelivery sent = sender.send(Message.of("x"));
        pair.drive();
        connection.close();
        pair.drive();
        assertThat(connection.closed().toCompletableFuture()).isNotDone();
        connection.close(ErrorCondition.of(AmqpError.INTERNAL_ERROR, "enough"));
        pair.drive();
        assertThat(connection.closed().toCompletableFuture()).isDone();
        assertThat(sent.outcome().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void creditThatComesWhileTheConnectionClosesInvitesNobodyToSend() {
        Recorder own = new Recorder();
        Connection connection = connect(own, o -> {});
        Sender sender = connection.createSender("q");
        pair.drive();
        sender.send(Message.of("x"));
        pair.drive();
        own.take();
        connection.close();
        receivers.get(0).addCredit(5);
        pair.drive();
        assertThat(own.take()).doesNotContain("sendable");
        assertThat(sender.sendable()).isFalse();
    }

    @Test
    void sendingOnASessionThatIsClosingIsRefused() {
        Connection connection = connect();
        Session session = connection.createSession();
        Sender sender = session.createSender("q");
        pair.drive();
        sender.send(Message.of("x"));
        pair.drive();
        session.close();
        pair.drive();
        assertThatThrownBy(() -> sender.send(Message.of("y"))).isInstanceOf(IllegalStateException.class);
    }

    // ---- links

    @Test
    void aLinkThatWasOpenIsAttachedAgainAfterARefusalThatPasses() {
        Connection connection = connect();
        Sender sender = connection.createSender("q");
        pair.drive();
        client.take();
        refusal = ErrorCondition.of(AmqpError.RESOURCE_LOCKED, "still in use by the connection that was lost");
        pair.network.cut();
        assertThat(client.take()).contains("linkLost").doesNotContain("linkError");
        refusal = null;
        pair.advance(Duration.ofSeconds(2));
        assertThat(sender.isOpen()).isTrue();

        refusal = ErrorCondition.of(AmqpError.NOT_FOUND, "deleted");
        pair.advance(Duration.ofSeconds(10));
        client.take();
        pair.network.cut();
        assertThat(client.take()).contains("linkError");
    }

    @Test
    void aLinkThatNeverWasOpenIsNotAttachedAgainAfterARefusal() {
        refusal = ErrorCondition.of(AmqpError.RESOURCE_LOCKED, "in use");
        connect().createSender("q");
        pair.drive();
        assertThat(client.take()).contains("linkError").doesNotContain("linkLost");
    }

    @Test
    void aStolenLinkIsNotStolenBackWhenTheConnectionIsLost() {
        Connection connection = connect();
        Sender sender = connection.createSender("q", o -> o.name("mine"));
        pair.drive();
        sender.send(Message.of("x"));
        pair.drive();
        receivers.get(0).close(ErrorCondition.of(LinkError.STOLEN, "by another"));
        pair.drive();
        pair.network.cut();
        pair.advance(Duration.ofSeconds(20));

        assertThat(receivers).hasSize(1);
        assertThat(sender.isOpen()).isFalse();
    }
}
