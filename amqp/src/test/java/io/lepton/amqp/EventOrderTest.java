// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import org.junit.jupiter.api.Test;

class EventOrderTest {

    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private final Pair pair = new Pair(client, server);

    @Test
    void aContainerStartsBeforeAnythingElseHappens() {
        assertThat(client.take()).containsExactly("start");
        assertThat(server.take()).containsExactly("start", "listenerOpened");
    }

    @Test
    void theClientSeesConnectionSessionLinkAndThenCredit() {
        client.take();
        pair.connect().createSender("q");
        pair.drive();

        assertThat(client.take()).containsExactly("connectionOpened", "sessionOpened", "linkOpened", "sendable");
    }

    @Test
    void theServerSeesOpeningAndOpenedOfEachBeforeTheNext() {
        server.take();
        Connection connection = pair.connect();
        connection.createReceiver("q");
        pair.drive();

        assertThat(server.take())
                .containsExactly(
                        "connectionOpening",
                        "connectionOpened",
                        "sessionOpening",
                        "sessionOpened",
                        "linkOpening",
                        "linkOpened",
                        "sendable");
    }

    @Test
    void anOutcomeIsToldBeforeTheUpdateAndTheSettlement() {
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        client.take();
        server.take();
        sender.send(Message.of("hello"));
        pair.drive();

        assertThat(server.take()).containsExactly("message");
        assertThat(server.bodies).containsExactly("hello");
        assertThat(client.take()).containsExactly("accepted", "deliveryUpdated", "settled");
    }

    @Test
    void closingAConnectionEndsItOnceAtBothEnds() {
        Connection connection = pair.connect();
        client.take();
        server.take();
        connection.close();
        connection.close();
        pair.drive();

        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
        assertThat(server.take()).containsExactly("connectionClosing", "connectionClosed", "transportClosed");
    }

    @Test
    void linksAndSessionsOfAConnectionThatCloseWithItHaveNoEventsOfTheirOwn() {
        Connection connection = pair.connect();
        Sender sender = connection.createSender("q");
        pair.drive();
        client.take();
        server.take();
        connection.close();
        pair.drive();

        assertThat(client.take()).containsExactly("connectionClosed", "transportClosed");
        assertThat(server.take()).containsExactly("connectionClosing", "connectionClosed", "transportClosed");
        assertThat(sender.closed().toCompletableFuture()).isCompletedWithValue(sender);
    }

    @Test
    void closingALinkIsToldAsClosingOnlyToTheOtherEnd() {
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        client.take();
        server.take();
        sender.close();
        pair.drive();

        assertThat(client.take()).containsExactly("linkClosed");
        assertThat(server.take()).containsExactly("linkClosing", "linkClosed");
    }

    @Test
    void detachingALinkIsAnsweredAndToldAsDetached() {
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        client.take();
        server.take();
        sender.detach();
        pair.drive();

        assertThat(client.take()).containsExactly("linkClosed");
        assertThat(server.take()).containsExactly("linkDetached", "linkClosed");
    }

    @Test
    void closingASessionIsToldAsClosingOnlyToTheOtherEnd() {
        Connection connection = pair.connect();
        Session session = connection.createSession();
        session.createSender("q");
        pair.drive();
        client.take();
        server.take();
        session.close();
        pair.drive();

        assertThat(client.take()).containsExactly("sessionClosed");
        assertThat(server.take()).containsExactly("sessionClosing", "sessionClosed");
    }

    @Test
    void aPeerThatVanishesIsToldAsErrorThenDisconnectedThenClosed() {
        Connection connection = pair.connect(o -> o.reconnect(false));
        client.take();
        pair.network.cut();

        assertThat(client.take())
                .containsExactly("transportError", "disconnected(false)", "connectionClosed", "transportClosed");
        assertThat(connection.closed().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aStreamThatEndsWithoutACloseFrameIsAFailure() {
        pair.connect(o -> o.reconnect(false));
        client.take();
        pair.network.wires().get(1).vanish();

        assertThat(client.take())
                .containsExactly("transportError", "disconnected(false)", "connectionClosed", "transportClosed");
    }

    @Test
    void anUnreachablePeerIsToldInTheSameOrder() {
        client.take();
        client.errors.clear();
        Connection connection = pair.client.connect("amqp://127.0.0.1:1", o -> o.reconnect(false));
        pair.drive();

        assertThat(client.take())
                .containsExactly("transportError", "disconnected(false)", "connectionClosed", "transportClosed");
        assertThat(client.errors.get(0)).isInstanceOf(TransportException.class).hasMessageContaining("127.0.0.1:1");
        assertThat(connection.opened().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void theNextUrlIsTriedBeforeTheConnectionIsGivenUp() {
        client.take();
        Connection connection =
                pair.client.connect(java.util.List.of("amqp://127.0.0.1:1", pair.listener.url()), options -> {});
        pair.drive();

        assertThat(client.take()).containsExactly("transportError", "disconnected(true)", "connectionOpened");
        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.url()).isEqualTo(pair.listener.url());
    }

    @Test
    void allIsTheSameWhenBytesComeOneByOne() {
        pair.network.trickle(1);
        client.take();
        server.take();
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.send(Message.of("hello"));
        sender.connection().close();
        pair.drive();

        assertThat(client.take())
                .startsWith("connectionOpened", "sessionOpened", "linkOpened", "sendable")
                .endsWith("connectionClosed", "transportClosed");
        assertThat(server.bodies).containsExactly("hello");
        assertThat(server.take()).endsWith("message", "connectionClosing", "connectionClosed", "transportClosed");
    }
}
