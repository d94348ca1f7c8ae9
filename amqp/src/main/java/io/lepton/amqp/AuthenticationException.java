// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslFailure;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * The peer did not let us in, or offered no way in that the options allow. Its message never holds a secret.
 */
public final class AuthenticationException extends AmqpException {

    private final boolean temporary;
    private final boolean refusedByPeer;

    /** A failed authentication.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     */
    public AuthenticationException(String message, ErrorCondition condition) {
        this(message, condition, null);
    }

    /** A failed authentication.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     */
    public AuthenticationException(String message, ErrorCondition condition, @Nullable Throwable cause) {
        this(message, condition, cause, false);
    }

    /** A failed authentication.
     *
     * @param message what happened, to what, and why
     * @param condition the reason as AMQP names it
     * @param cause what was thrown beneath, or null
     * @param temporary whether another attempt may succeed without anybody's help
     */
    public AuthenticationException(
            String message, ErrorCondition condition, @Nullable Throwable cause, boolean temporary) {
        super(message, condition, cause);
        this.temporary = temporary;
        this.refusedByPeer = temporary;
    }

    AuthenticationException(String message, SaslFailure reason) {
        super(message, reason.condition(), reason.cause());
        this.temporary = reason.temporary();
        this.refusedByPeer = reason.code() != null;
    }

    /**
     * Whether another attempt may succeed without anybody's help: the server says so (part 5, 5.3.3.6 sys-temp), or the
     * supplier of credentials had none now. Only then does a connection try again after it.
     */
    public boolean temporary() {
        return temporary;
    }

    /**
     * Whether it was the peer that refused. Otherwise this end did not go on: no mechanism is offered that it may use, or the
     * peer broke the rules or could not prove who it is.
     */
    public boolean refusedByPeer() {
        return refusedByPeer;
    }
}
