// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** A message that was sent will never get an outcome. */
public final class DeliveryException extends AmqpException {

    private final boolean inDoubt;

    /**
     * A delivery without an outcome.
     *
     * @param message what happened to it
     * @param condition the reason as AMQP names it
     * @param inDoubt whether the peer may have got the message
     * @param cause what failed beneath, or null
     */
    public DeliveryException(String message, ErrorCondition condition, boolean inDoubt, @Nullable Throwable cause) {
        super(message, condition, cause);
        this.inDoubt = inDoubt;
    }

    /**
     * Whether the message may have arrived. False means that it certainly did not: sending it again makes no duplicate.
     */
    public boolean inDoubt() {
        return inDoubt;
    }
}
