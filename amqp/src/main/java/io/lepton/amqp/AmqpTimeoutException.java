// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Something took longer than the options allow.
 */
public final class AmqpTimeoutException extends AmqpException {

    /** A time-out.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     */
    public AmqpTimeoutException(String message, ErrorCondition condition) {
        this(message, condition, null);
    }

    /** A time-out.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     */
    public AmqpTimeoutException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        super(message, condition, cause);
    }
}
