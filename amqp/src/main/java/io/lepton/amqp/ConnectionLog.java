// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.AmqpException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the life of connections, whatever the application's handler does with the same events. What happens to a connection
 * that this container made is worth a warning, what happens to one that a client made to a listener is the client's affair.
 * Connections print without their passwords.
 */
final class ConnectionLog {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private ConnectionLog() {}

    static void connecting(Connection connection) {
        LOG.debug("{}: {}: connecting", connection.container(), connection);
    }

    /** Both ends are open. */
    static void opened(Connection connection, Peer peer, boolean again) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{}: {}: open{} to container {} at {}{}{}",
                    connection.container(),
                    connection,
                    again ? " again" : "",
                    ValuePrinter.print(peer.containerId()), // the peer's words: they must not break the line
                    peer.address(),
                    tls(peer.tls()),
                    sasl(peer));
        }
    }

    private static String tls(@Nullable SSLSession session) {
        return session == null ? "" : ", " + session.getProtocol() + " with " + session.getCipherSuite();
    }

    private static String sasl(Peer peer) {
        if (peer.mechanism() == null) {
            return "";
        }
        return ", by " + peer.mechanism() + (peer.user() == null ? "" : " as " + ValuePrinter.print(peer.user()));
    }

    /** The network, the peer or a time limit ended an attempt or a connection that stood. */
    static void lost(Connection connection, AmqpException cause, boolean willReconnect) {
        String next = willReconnect ? "; trying again" : "";
        if (connection.accepted()) {
            LOG.info("{}: {}: {}{}", connection.container(), connection, words(connection, cause), next);
        } else {
            LOG.warn("{}: {}: {}{}", connection.container(), connection, words(connection, cause), next);
        }
    }

    /** What the failure says, without the place at its beginning, which the line names already. */
    private static String words(Connection connection, AmqpException cause) {
        String words = String.valueOf(cause.getMessage());
        String place = connection.life().place() + ": ";
        return words.startsWith(place) ? words.substring(place.length()) : words;
    }

    static void noAnswer(Connection connection) {
        LOG.warn(
                "{}: {}: the peer did not answer close within {}",
                connection.container(),
                connection,
                connection.closeTimeout());
    }

    /** It is over; a failure was told before. */
    static void closed(Connection connection, @Nullable AmqpException cause) {
        LOG.info("{}: {}: closed{}", connection.container(), connection, cause == null ? "" : " after that failure");
    }
}
