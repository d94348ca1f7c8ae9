// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a failure that the application has no callback for: it is logged if it wasn't before, and what concerns the application
 * is recorded, so that {@link Container#run()} ends by throwing it. What a client does to a listener's connection
 * concerns the client; a server lives on.
 */
final class Unhandled {

    private static final Logger LOG = LoggerFactory.getLogger(Container.class);

    private Unhandled() {}

    static void error(ErrorEvent event) {
        LOG.error("container {}: application code threw", event.container().id(), event.cause());
        event.container().recordFailure(event.cause());
    }

    static void listenerError(ListenerErrorEvent event) {
        LOG.error("container {}: {}", event.container().id(), event.cause().getMessage());
        event.container().recordFailure(event.cause());
    }

    static void transportError(TransportErrorEvent event) {
        Connection connection = event.connection();
        if (!connection.accepted() && !connection.willReconnect()) {
            event.container().recordFailure(event.cause());
        }
    }

    static void connectionError(ConnectionErrorEvent event) {
        Connection connection = event.connection();
        if (!connection.accepted() && !connection.willReconnect()) {
            event.container().recordFailure(event.cause());
        }
    }

    static void sessionError(SessionErrorEvent event) {
        failConnection(event.connection(), event.cause());
    }

    static void linkError(LinkErrorEvent event) {
        failConnection(event.connection(), event.cause());
    }

    static void stale(DeliveryEvent event) {
        LOG.warn(
                "{}: what was said about {} comes too late: its link was lost, and the sender may deliver it again",
                event.connection(),
                event.delivery());
    }

    private static void failConnection(Connection connection, RuntimeException cause) {
        LOG.warn("{}: {}", connection, cause.getMessage());
        if (!connection.accepted()) {
            connection.container().recordFailure(cause);
            connection.closeNow();
        }
    }
}
