// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import java.time.Duration;

/** A connection lost its peer without an orderly close, or never reached it. */
public interface DisconnectedEvent extends ConnectionEvent {

    /** What failed: the cause told by the {@linkplain MessagingHandler#onTransportError event before}. */
    AmqpException cause();

    /** Whether another attempt will follow. If not, {@link MessagingHandler#onConnectionClosed} comes next. */
    boolean willReconnect();

    /** How long until the next attempt; zero if there will be none. */
    Duration delay();
}
