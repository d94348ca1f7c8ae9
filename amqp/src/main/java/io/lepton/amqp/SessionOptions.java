// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a session, inside the lambda of {@link Connection#createSession}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class SessionOptions extends Options {

    @Nullable
    MessagingHandler handler;

    SessionOptions() {}

    /** Who is told of the events of the session; by default the connection's handler. */
    public SessionOptions handler(MessagingHandler value) {
        change();
        handler = value;
        return this;
    }
}
