// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * The network failed: a host without an address, a refused or lost connection, a failed TLS handshake.
 */
public final class TransportException extends AmqpException {

    /** A failed transport.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     */
    public TransportException(String message, ErrorCondition condition) {
        this(message, condition, null);
    }

    /** A failed transport.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     */
    public TransportException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        super(message, condition, cause);
    }
}
