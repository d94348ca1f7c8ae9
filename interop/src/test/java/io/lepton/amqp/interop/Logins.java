// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.Connection;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Logs in as a client, and uses what it was let in for. */
final class Logins {
    private static final MessagingHandler QUIET = new MessagingHandler() {
        @Override
        public void onTransportError(TransportErrorEvent event) {
            // the tests look at the connection
        }
    };

    private Logins() {}

    /** Connects, sends a message, and gets it back: who only authenticates may still not be allowed anything. */
    static Peer use(String url, Consumer<ConnectionOptions> choices) {
        try (Container container = Container.create(QUIET).start()) {
            Connection connection =
                    Patience.await(container.connect(url, choices).opened());
            CompletableFuture<Object> back = new CompletableFuture<>();
            Patience.await(
                    connection.createSender("logins").send(Message.of("let in")).outcome());
            connection.createReceiver(
                    "logins",
                    o -> o.onMessage(event -> back.complete(event.message().body())));
            if (!"let in".equals(Patience.await(back))) {
                throw new AssertionError("another message came back");
            }
            return connection.peer();
        }
    }

    /** Connects, and must be turned away. */
    static AuthenticationException refused(String url, Consumer<ConnectionOptions> choices) {
        try (Container container = Container.create(QUIET).start()) {
            Patience.await(container.connect(url, choices).opened());
        } catch (CompletionException e) {
            if (e.getCause() instanceof AuthenticationException refusal) {
                return refusal;
            }
            throw e;
        }
        throw new AssertionError("it was let in");
    }
}
