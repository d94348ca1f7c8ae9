// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The owner of a listener: makes a driver for each connection and hears what becomes of the port. */
public interface Acceptor {

    /** The port, or the file of a Unix domain socket, is bound; on the listener's loop. */
    void listening(SocketAddress local);

    /** The port could not be bound, or its TLS settings are of no use; on the listener's loop; nothing follows. */
    void listenFailed(NetworkException cause);

    /**
     * A peer connected and, with TLS, passed the handshake. Called on the connection's loop;
     * {@link Driver#connected} of the result follows at once.
     */
    Driver accepted(Wire wire);

    /**
     * A connection was turned away before it got a driver: TLS failed or took too long, or there were too many. Worth a
     * line in the log. Called on the connection's loop.
     */
    void refused(SocketAddress remote, NetworkException cause);

    /** The listener is closed; on its loop; once after {@link #listening}. */
    void closed(@Nullable NetworkException cause);
}
