// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * A connection was closed for a reason, by the peer or by this library because the peer broke the protocol.
 */
public final class ConnectionException extends AmqpException {

    /** A closed connection.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     */
    public ConnectionException(String message, ErrorCondition condition) {
        this(message, condition, null);
    }

    /** A closed connection.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     */
    public ConnectionException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        super(message, condition, cause);
    }
}
