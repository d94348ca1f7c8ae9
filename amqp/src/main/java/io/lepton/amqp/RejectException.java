// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** Thrown by {@link MessagingHandler#onMessage} to reject the message: it is invalid (part 3, 3.4.3). */
public final class RejectException extends RuntimeException {

    private final transient @Nullable ErrorCondition condition;

    /** Rejects without a reason. */
    public RejectException() {
        this(null);
    }

    /** Rejects for this reason. */
    public RejectException(@Nullable ErrorCondition condition) {
        super(condition == null ? "rejected" : condition.toString());
        this.condition = condition;
    }

    /** The reason to tell the sender, or null. */
    public @Nullable ErrorCondition condition() {
        return condition;
    }
}
