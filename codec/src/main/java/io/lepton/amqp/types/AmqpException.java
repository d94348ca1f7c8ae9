// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import org.jspecify.annotations.Nullable;

/**
 * Something failed for a reason that AMQP has a name for: the root of all exceptions that this library throws for what
 * happened on the network. Misuse of the library is told by {@link IllegalArgumentException} and
 * {@link IllegalStateException} instead.
 */
public class AmqpException extends RuntimeException {

    private final transient ErrorCondition condition;

    /** An exception whose message is the condition's text. */
    public AmqpException(ErrorCondition condition) {
        this(condition.toString(), condition, null);
    }

    /** An exception with its own message and, if there is one, its cause. */
    public AmqpException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        super(message, cause);
        this.condition = condition;
    }

    /** What the peer said, or what this library would have told the peer. */
    public ErrorCondition condition() {
        return condition;
    }
}
