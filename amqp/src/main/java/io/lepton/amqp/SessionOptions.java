// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import org.jspecify.annotations.Nullable;

/** What can be chosen for a session, inside the lambda of {@link Connection#createSession}. */
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
