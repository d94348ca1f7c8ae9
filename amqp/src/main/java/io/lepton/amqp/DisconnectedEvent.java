// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection lost its peer without an orderly close, or never reached it. */
public interface DisconnectedEvent extends ConnectionEvent {

    /**
     * What failed: the cause told by the event before, {@link MessagingHandler#onTransportError} or, if the peer closed the
     * connection, {@link MessagingHandler#onConnectionError}.
     */
    AmqpException cause();

    /** Whether another attempt will follow. If not, {@link MessagingHandler#onConnectionClosed} comes next. */
    boolean willReconnect();

    /** How long until the next attempt; zero if there will be none. */
    Duration delay();

    /** Where the next attempt goes; null if there will be none. */
    @Nullable
    ConnectionUrl url();

    /**
     * The number of the next attempt since the connection was stable, 1 for the first; one attempt tries each URL once. 0 if
     * there will be none, and while the first connecting goes through the URLs.
     */
    int attempt();
}
