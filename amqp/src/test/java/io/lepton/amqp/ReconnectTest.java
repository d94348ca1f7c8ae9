// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A connection that is lost and comes back, over a network in memory with a virtual clock. */
class ReconnectTest {

    private final Recorder client = new Recorder();
    private final List<Connection> accepted = new ArrayList<>();
    private final Recorder server = new Recorder() {
        @Override
        public void onConnectionOpened(ConnectionEvent event) {
            accepted.add(event.connection());
            super.onConnectionOpened(event);
        }

        @Override
        public void onLinkOpening(LinkEvent event) {
            super.onLinkOpening(event);
            if (event.receiver() == null && event.link().remoteSource().dynamic()) {
                event.sender()
                        .open(o -> o.source(source -> source.dynamic(false).address("dynamic-" + accepted.size())));
            }
        }
    };
    private final Pair pair = new Pair(client, server);

    private Connection connected(Consumer<ConnectionOptions> choices) {
        Connection connection = pair.connect(o -> {
            o.reconnect(r -> r.jitter(0));
            choices.accept(o);
        });
        assertThat(connection.isOpen()).isTrue();
        client.take();
        return connection;
    }

    private Connection connected() {
        return connected(o -> {});
    }

    @Test
    void aLostConnectionIsToldAndComesBack() {
        List<DisconnectedEvent> told = new ArrayList<>();
        List<Boolean> opened = new ArrayList<>();
        Recorder own = new Recorder() {
            @Override
            public void onDisconnected(DisconnectedEvent event) {
                told.add(event);
                super.onDisconnected(event);
            }

            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                opened.add(event.reconnected());
                super.onConnectionOpened(event);
            }
        };
        Connection connection = connected(o -> o.handler(own));
        own.take();
        pair.network.cut();

        assertThat(own.take()).containsExactly("transportError", "disconnected(true)", "connectionOpened");
        assertThat(opened).containsExactly(false, true);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.attempt()).isEqualTo(1);
            assertThat(event.delay()).isZero();
            assertThat(event.url()).hasToString(pair.listener.url());
            assertThat(event.cause()).isInstanceOf(TransportException.class);
        });
        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.closed().toCompletableFuture()).isNotDone();
        assertThat(pair.client.failure()).isNull();
    }

    @Test
    void itIsTriedWithGrowingDelaysUntilThePeerIsBack() {
        Connection connection = connected();
        String url = pair.listener.url();
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        assertThat(client.take())
                .containsExactly("transportError", "disconnected(true)", "transportError", "disconnected(true)");
        assertThat(connection.isOpen()).isFalse();

        pair.advance(Duration.ofMillis(99));
        assertThat(client.take()).isEmpty();
        pair.advance(Duration.ofMillis(1));
        assertThat(client.take()).containsExactly("transportError", "disconnected(true)");
        pair.advance(Duration.ofMillis(200 + 400 + 800));
        assertThat(client.take()).hasSize(6);

        pair.server.listen(url);
        pair.advance(Duration.ofMillis(1600));
        assertThat(client.take()).containsExactly("connectionOpened");
    }

    @Test
    void connectingIsTriedAgainTooAndCanBeGivenUp() {
        Connection connection = pair.client.connect(
                "amqp://127.0.0.1:1", o -> o.reconnect(r -> r.jitter(0).maxAttempts(2)));
        client.take();
        pair.advance(Duration.ofSeconds(1));

        assertThat(client.take())
                .containsExactly(
                        "transportError",
                        "disconnected(true)",
                        "transportError",
                        "disconnected(true)",
                        "transportError",
                        "disconnected(false)",
                        "connectionClosed",
                        "transportClosed");
        assertThat(connection.opened().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void sessionsAndLinksComeBackWithTheirNamesOptionsHandlersAndCredit() {
        Connection connection = connected();
        Recorder own = new Recorder();
        Session session = connection.createSession(o -> o.handler(own));
        Sender sender = session.createSender("out", o -> o.name("my-sender").properties(Map.of("k", "v")));
        Receiver receiver =
                session.createReceiver("in", o -> o.name("my-receiver").creditWindow(7));
        pair.drive();
        own.take();
        client.take();
        pair.network.cut();

        assertThat(client.take()).containsExactly("transportError", "disconnected(true)", "connectionOpened");
        assertThat(own.take())
                .containsExactlyInAnyOrder("sessionOpened", "linkOpened", "sendable", "linkOpened")
                .startsWith("sessionOpened", "linkOpened");
        assertThat(sender.isOpen() && receiver.isOpen() && session.isOpen()).isTrue();
        assertThat(sender.recovered() && receiver.recovered()).isTrue();
        assertThat(sender.credit()).isEqualTo(10);
        assertThat(receiver.credit()).isEqualTo(7);

        sender.send(Message.of("after"));
        pair.drive();
        assertThat(server.bodies).containsExactly("after");
        assertThat(own.take()).contains("accepted");
    }

    @Test
    void creditThatTheApplicationGaveIsGivenAgain() {
        List<Sender> senders = new ArrayList<>();
        Pair own = new Pair(client, new Recorder() {
            @Override
            public void onSendable(SenderEvent event) {
                senders.add(event.sender());
            }
        });
        Connection connection = own.connect(o -> o.reconnect(r -> r.jitter(0)));
        Receiver receiver =
                connection.createReceiver("q", o -> o.creditWindow(0).autoAccept(false));
        receiver.addCredit(5);
        own.drive();
        senders.get(0).send(Message.of("one"));
        senders.get(0).send(Message.of("two"));
        own.drive();
        client.received.get(0).accept();
        own.drive();
        assertThat(receiver.credit()).isEqualTo(3);
        own.network.cut();

        assertThat(receiver.credit()).isEqualTo(4);
        assertThat(senders.get(senders.size() - 1).credit()).isEqualTo(4);
    }

    @Test
    void aDynamicNodeGetsANewAddress() {
        Connection connection = connected();
        Receiver receiver = connection.createReceiver(null, o -> o.dynamic());
        pair.drive();
        assertThat(receiver.address()).isEqualTo("dynamic-1");
        pair.network.cut();
        assertThat(receiver.address()).isEqualTo("dynamic-2");
    }

    @Test
    void whatIsMadeWhileTheConnectionIsDownComesWithIt() {
        Connection connection = connected();
        String url = pair.listener.url();
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        Sender sender = connection.createSender("q");
        SentDelivery sent = sender.send(Message.of("early"));
        pair.drive();
        assertThat(sent.outcome().toCompletableFuture()).isNotDone();
        pair.server.listen(url);
        pair.advance(Duration.ofSeconds(1));

        assertThat(server.bodies).containsExactly("early");
        assertThat(sent.outcome().toCompletableFuture()).isCompleted();
    }

    @Test
    void aForcedCloseIsToldAnsweredAndTriedAgain() {
        Connection connection = connected();
        accepted.get(0).close(ErrorCondition.of(ConnectionError.FORCED, "maintenance"));
        pair.drive();

        assertThat(client.take()).containsExactly("connectionError", "disconnected(true)", "connectionOpened");
        assertThat(server.take()).contains("connectionClosed");
        assertThat(connection.isOpen()).isTrue();
        assertThat(pair.client.failure()).isNull();
    }

    @Test
    void aCloseForAnotherReasonOrWithoutOneIsFinal() {
        connected();
        accepted.get(0).close(ErrorCondition.of(AmqpError.NOT_ALLOWED, "not you"));
        pair.drive();
        assertThat(client.take()).containsExactly("connectionError", "connectionClosed", "transportClosed");

        connected();
        accepted.get(1).close();
        pair.drive();
        assertThat(client.take()).containsExactly("connectionClosing", "connectionClosed", "transportClosed");
    }

    @Test
    void theHookMayGoElsewhereWithOtherCredentials() {
        List<String> seen = new ArrayList<>();
        Listener other = pair.server.listen(
                "amqp://127.0.0.1:0",
                o -> o.user("bob", "new").allowedMechs("PLAIN").allowInsecureMechs(true));
        pair.drive();
        Connection connection = connected(o -> o.allowInsecureMechs(true)
                .reconnect(r -> r.jitter(0).beforeAttempt(attempt -> {
                    seen.add(attempt.number() + " " + attempt.cause().getClass().getSimpleName());
                    attempt.url(other.url());
                    attempt.credentials("bob", "new");
                })));
        pair.network.cut();

        assertThat(seen).containsExactly("1 TransportException");
        assertThat(connection.url()).isEqualTo(other.url());
        assertThat(connection.peer().mechanism()).isEqualTo("PLAIN");
        assertThat(accepted.get(1).peer().user()).isEqualTo("bob");
    }

    @Test
    void aHookThatThrowsEndsTheConnection() {
        Connection connection = connected(o -> o.reconnect(r -> r.jitter(0).beforeAttempt(attempt -> {
            throw new IllegalStateException("no");
        })));
        pair.network.cut();

        assertThat(client.take())
                .containsExactly(
                        "transportError", "disconnected(true)", "error", "connectionClosed", "transportClosed");
        assertThat(connection.closed().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aHookThatGoesNowhereEndsTheConnectionToo() {
        connected(o -> o.reconnect(r -> r.jitter(0).beforeAttempt(attempt -> attempt.url("amqp://h:0"))));
        pair.network.cut();
        assertThat(client.take()).endsWith("error", "connectionClosed", "transportClosed");
    }

    @Test
    void closingInTheCallbackOrBetweenAttemptsEndsIt() {
        Recorder closer = new Recorder() {
            @Override
            public void onDisconnected(DisconnectedEvent event) {
                super.onDisconnected(event);
                event.connection().close();
            }
        };
        connected(o -> o.handler(closer));
        closer.take();
        pair.network.cut();
        pair.advance(Duration.ofSeconds(30));
        assertThat(closer.take())
                .containsExactly("transportError", "disconnected(true)", "connectionClosed", "transportClosed");

        Connection second = connected();
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        client.take();
        second.close();
        pair.drive();
        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
        pair.advance(Duration.ofSeconds(30));
        assertThat(client.take()).isEmpty();
    }

    @Test
    void stoppingTheContainerEndsTheAttempts() {
        pair.client.connect("amqp://127.0.0.1:1");
        pair.advance(Duration.ofSeconds(3));
        client.take();
        pair.client.stop();
        pair.advance(Duration.ofSeconds(30));
        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
    }

    @Test
    void aPolitelyClosedConnectionStillFlushesWhenItComesBackInTime() {
        Connection connection = connected();
        String url = pair.listener.url();
        Sender sender = connection.createSender("q");
        pair.drive();
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        SentDelivery sent = sender.send(Message.of("last words"));
        connection.close();
        pair.drive();
        pair.server.listen(url);
        pair.advance(Duration.ofSeconds(2));

        assertThat(server.bodies).containsExactly("last words");
        assertThat(sent.outcome().toCompletableFuture()).isCompletedWithValueMatching(outcome -> outcome != null);
        assertThat(client.take()).endsWith("connectionClosed", "transportClosed");
    }

    @Test
    void andIsGivenUpWhenTheTimeToCloseIsOver() {
        Connection connection = connected(o -> o.closeTimeout(Duration.ofSeconds(3)));
        Sender sender = connection.createSender("q");
        pair.drive();
        pair.listener.close();
        pair.drive();
        pair.network.cut();
        SentDelivery sent = sender.send(Message.of("last words"));
        connection.close();
        pair.advance(Duration.ofSeconds(2));
        assertThat(sent.outcome().toCompletableFuture()).isNotDone();
        pair.advance(Duration.ofSeconds(1));

        assertThat(sent.outcome().toCompletableFuture()).isCompletedExceptionally();
        assertThat(client.take()).endsWith("deliveryFailed", "connectionClosed", "transportClosed");
        pair.advance(Duration.ofSeconds(30));
        assertThat(client.take()).isEmpty();
    }

    @Test
    void whatThePeerBeganIsOverWithTheLoss() {
        Connection connection = connected();
        Session theirs = accepted.get(0).createSession();
        Receiver link = theirs.createReceiver("x");
        pair.drive();
        assertThat(client.take()).contains("sessionOpened", "linkOpened");
        pair.network.cut();

        assertThat(client.take()).contains("sessionClosed", "connectionOpened");
        assertThat(connection.isOpen()).isTrue();
        assertThat(link.isOpen()).isFalse();
    }

    @Test
    void silenceOfThePeerIsALossToo() {
        connected(o -> o.heartbeat(Duration.ofSeconds(10)).reconnect(r -> r.jitter(0)));
        pair.network.wires().forEach(wire -> wire.stall(true));
        pair.advance(Duration.ofSeconds(11));

        assertThat(client.take()).containsExactly("transportError", "disconnected(true)", "connectionOpened");
    }
}
