// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private Connection accepted;

    private Pair pair() {
        return new Pair(client, new Recorder() {
            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                accepted = event.connection();
                server.onConnectionOpened(event);
            }

            @Override
            public void onConnectionClosing(ConnectionEvent event) {
                server.onConnectionClosing(event);
            }

            @Override
            public void onConnectionClosed(ConnectionEvent event) {
                server.onConnectionClosed(event);
            }

            @Override
            public void onTransportError(TransportErrorEvent event) {
                server.onTransportError(event);
            }

            @Override
            public void onDisconnected(DisconnectedEvent event) {
                server.onDisconnected(event);
            }
        });
    }

    @Test
    void eachEndTellsItsContainerId() {
        Pair pair = pair();
        Connection connection = pair.connect();

        assertThat(connection.remoteContainer()).isEqualTo("server");
        assertThat(accepted.remoteContainer()).isEqualTo("client");
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.url()).isNull();
        assertThat(accepted.container()).isSameAs(pair.server);
    }

    @Test
    void eachEndTellsWhatItsOptionsSay() {
        Pair pair = pair();
        pair.connect(options -> options.containerId("other")
                .virtualHost("vhost")
                .offeredCapabilities("a")
                .desiredCapabilities("b", "c")
                .properties(Map.of("product", "test")));
        Peer peer = accepted.peer();

        assertThat(peer.containerId()).isEqualTo("other");
        assertThat(peer.hostname()).isEqualTo("vhost");
        assertThat(peer.offeredCapabilities()).containsExactly(Symbol.of("a"));
        assertThat(peer.desiredCapabilities()).containsExactly(Symbol.of("b"), Symbol.of("c"));
        assertThat(peer.properties()).containsEntry(Symbol.of("product"), "test");
        assertThat(peer.mechanism()).isEqualTo("ANONYMOUS");
        assertThat(peer.tls()).isNull();
    }

    @Test
    void theHostOfTheUrlIsAskedForUnlessTheOptionsSayNone() {
        Pair pair = pair();
        pair.connect();
        assertThat(accepted.peer().hostname()).isEqualTo("127.0.0.1");
        pair.connect(options -> options.virtualHost(""));
        assertThat(accepted.peer().hostname()).isNull();
    }

    @Test
    void aForcedCloseIsReportedAnsweredAndFinal() {
        Pair pair = pair();
        Connection connection = pair.connect(o -> o.reconnect(false));
        client.take();
        accepted.close(ErrorCondition.of(ConnectionError.FORCED, "maintenance"));
        pair.drive();

        assertThat(client.take()).containsExactly("connectionError", "connectionClosed", "transportClosed");
        assertThat(client.errors).singleElement().isInstanceOfSatisfying(ConnectionException.class, e -> {
            assertThat(e.condition().condition()).isEqualTo(ConnectionError.FORCED);
            assertThat(e).hasMessageContaining("maintenance");
        });
        assertThat(server.take()).endsWith("connectionClosed");
        assertThat(connection.closed().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aServerMayRefuseAConnection() {
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onConnectionOpening(ConnectionEvent event) {
                event.connection().close(ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "not you"));
            }
        });
        client.take();
        Connection connection = pair.connect();

        assertThat(client.take()).contains("connectionError").endsWith("connectionClosed", "transportClosed");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aSilentPeerIsGivenUpAfterTheHeartbeat() {
        Pair pair = pair();
        pair.connect(options -> options.heartbeat(Duration.ofSeconds(10)).reconnect(false));
        pair.advance(Duration.ofMinutes(10));
        assertThat(client.errors).isEmpty();
        client.take();

        pair.network.wires().forEach(wire -> wire.stall(true));
        pair.advance(Duration.ofSeconds(11));
        assertThat(client.take())
                .containsExactly("transportError", "disconnected(false)", "connectionClosed", "transportClosed");
        assertThat(client.errors).singleElement().isInstanceOf(AmqpTimeoutException.class);
    }

    @Test
    void aPeerThatNeverOpensIsGivenUp() {
        Pair pair = pair();
        client.take();
        Connection connection = pair.client.connect(
                pair.listener.url(), o -> o.openTimeout(Duration.ofSeconds(5)).reconnect(false));
        pair.network.stallAll();
        pair.advance(Duration.ofSeconds(4));
        assertThat(client.take()).isEmpty();
        pair.advance(Duration.ofSeconds(2));

        assertThat(client.take())
                .containsExactly("transportError", "disconnected(false)", "connectionClosed", "transportClosed");
        assertThat(client.errors).singleElement().isInstanceOf(AmqpTimeoutException.class);
        assertThat(connection.opened().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aClientThatNeverOpensIsGivenUpByTheListener() {
        Pair pair = pair();
        pair.client.connect(
                pair.listener.url(), o -> o.openTimeout(Duration.ofMinutes(5)).heartbeat(Duration.ZERO));
        pair.network.stallAll();
        pair.advance(Duration.ofSeconds(16));

        assertThat(server.take()).contains("transportError", "disconnected(false)", "connectionClosed");
    }

    @Test
    void aPeerThatDoesNotAnswerCloseIsNotWaitedForForever() {
        Pair pair = pair();
        Connection connection = pair.connect(options -> options.closeTimeout(Duration.ofSeconds(3)));
        client.take();
        pair.network.wires().get(0).stall(true);
        connection.close();
        pair.advance(Duration.ofSeconds(2));
        assertThat(client.take()).isEmpty();
        pair.advance(Duration.ofSeconds(2));

        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
    }

    @Test
    void aConnectionClosedBeforeItStandsIsClosedOnce() {
        Pair pair = pair();
        client.take();
        Connection connection = pair.client.connect(pair.listener.url());
        connection.close();
        pair.drive();

        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
        assertThatThrownBy(() -> connection.createSender("q")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingFromBothEndsAtOnceWorks() {
        Pair pair = pair();
        Connection connection = pair.connect();
        client.take();
        server.take();
        connection.close();
        accepted.close();
        pair.drive();

        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
        assertThat(server.take()).containsExactly("connectionClosed");
    }

    @Test
    void aMessageWhoseHandlerClosesTheConnectionIsStillAccepted() {
        Recorder sending = new Recorder();
        Pair pair = new Pair(sending, new MessagingHandler() {
            @Override
            public void onMessage(MessageEvent event) {
                event.connection().close();
            }
        });
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sending.take();
        sender.send(io.lepton.amqp.message.Message.of("x"));
        pair.drive();

        assertThat(sending.take()).startsWith("accepted").endsWith("connectionClosed", "transportClosed");
    }

    @Test
    void aLateAcknowledgementDoesNotThrow() {
        Recorder receiving = new Recorder();
        Pair pair = new Pair(client, receiving);
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.send(io.lepton.amqp.message.Message.of("x"));
        pair.drive();
        ReceivedDelivery delivery = receiving.received.get(0);
        pair.network.cut();
        delivery.accept();
        pair.drive();

        assertThat(delivery.decided()).isTrue();
    }
}
