// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;

/** The network or what lies directly above it failed: no route, refused, TLS, authentication, framing, silence. */
public interface TransportErrorEvent extends ConnectionEvent {

    /** What failed, as AMQP names it. */
    ErrorCondition condition();

    /**
     * What failed: a {@link TransportException}, an {@link AuthenticationException}, an {@link AmqpTimeoutException} or
     * a {@link ConnectionException} if the peer broke the protocol.
     */
    AmqpException cause();
}
