// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import org.junit.jupiter.api.Test;

/** What happens to failures that the application has no callback for. */
class UnhandledTest {

    private static final ErrorCondition WHY = ErrorCondition.of(AmqpError.NOT_ALLOWED, "why");

    private static Pair pair(MessagingHandler server) {
        return new Pair(new MessagingHandler() {}, server);
    }

    @Test
    void anUnreachablePeerIsTheFailureOfTheContainer() {
        Pair pair = pair(new MessagingHandler() {});
        pair.client.connect("amqp://127.0.0.1:1", o -> o.reconnect(false));
        pair.drive();

        assertThat(pair.client.failure()).isInstanceOf(TransportException.class);
    }

    @Test
    void aConnectionThatThePeerClosesWithAnErrorIsTheFailureOfItsMakerOnly() {
        Pair pair = pair(new MessagingHandler() {
            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                event.connection().close(WHY);
            }
        });
        pair.connect();

        assertThat(pair.client.failure()).isInstanceOf(ConnectionException.class);
        assertThat(pair.server.failure()).isNull();
    }

    @Test
    void aRefusedSessionClosesTheConnectionOfItsMaker() {
        Pair pair = pair(new MessagingHandler() {
            @Override
            public void onSessionOpening(SessionEvent event) {
                event.session().close(WHY);
            }
        });
        Connection connection = pair.connect();
        connection.createSession();
        pair.drive();

        assertThat(pair.client.failure()).isInstanceOf(SessionException.class);
        assertThat(connection.closed().toCompletableFuture()).isCompleted();
    }

    @Test
    void aRefusedLinkClosesTheConnectionOfItsMaker() {
        Pair pair = pair(new MessagingHandler() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.link().close(WHY);
            }
        });
        Connection connection = pair.connect();
        SentDelivery waiting = connection.createSender("q").send(Message.of("x"));
        pair.drive();

        assertThat(pair.client.failure()).isInstanceOf(LinkException.class);
        assertThat(connection.closed().toCompletableFuture()).isCompleted();
        assertThat(waiting.outcome().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aServerLivesOnWhateverItsClientsDo() {
        Pair pair = pair(new MessagingHandler() {});
        Connection connection = pair.connect();
        Sender sender = connection.createSender("q");
        Session session = connection.createSession();
        pair.drive();
        sender.close(WHY);
        pair.drive();
        session.close(WHY);
        pair.drive();
        assertThat(connection.isOpen()).isTrue();
        connection.close(WHY);
        pair.drive();
        pair.connect();
        pair.network.cut();

        assertThat(pair.server.failure()).isNull();
        assertThat(pair.connect().isOpen()).isTrue();
    }

    @Test
    void theFirstFailureCounts() {
        Pair pair = pair(new MessagingHandler() {});
        IllegalStateException first = new IllegalStateException("first");
        pair.client.execute(() -> {
            throw first;
        });
        pair.client.execute(() -> {
            throw new IllegalStateException("second");
        });
        pair.drive();

        assertThat(pair.client.failure()).isSameAs(first);
    }

    @Test
    void anErrorInOnErrorIsAFailureToo() {
        IllegalStateException inHandler = new IllegalStateException("in the handler");
        Pair pair = new Pair(
                new MessagingHandler() {
                    @Override
                    public void onError(ErrorEvent event) {
                        throw inHandler;
                    }
                },
                new MessagingHandler() {});
        pair.client.execute(() -> {
            throw new IllegalArgumentException("in the task");
        });
        pair.drive();

        assertThat(pair.client.failure())
                .isSameAs(inHandler)
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().isInstanceOf(IllegalArgumentException.class));
    }
}
