// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that happened to a session or to a part of one. */
public interface SessionEvent extends ConnectionEvent {

    /** The session. */
    Session session();

    @Override
    default Connection connection() {
        return session().connection();
    }
}
