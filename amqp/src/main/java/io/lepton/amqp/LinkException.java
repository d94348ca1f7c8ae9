// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * A link was refused, closed or detached for a reason.
 */
public final class LinkException extends AmqpException {

    /** A closed link.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     */
    public LinkException(String message, ErrorCondition condition) {
        this(message, condition, null);
    }

    /** A closed link.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     */
    public LinkException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        super(message, condition, cause);
    }
}
