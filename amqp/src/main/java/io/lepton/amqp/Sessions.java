// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EndpointState;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.types.AmqpException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a connection that have not ended. Belongs to the connection's loop. */
final class Sessions {

    private final Connection connection;
    private final List<Session> sessions = new ArrayList<>(1);
    private @Nullable EngineConnection engine;

    Sessions(Connection connection) {
        this.connection = connection;
    }

    /** There is an open engine: begins those that are waiting for one. */
    void begin(EngineConnection open) {
        engine = open;
        List.copyOf(sessions).forEach(session -> session.life().begin(open));
    }

    /** The attempt has failed and another one will be made: they wait for the next engine. */
    void suspend(AmqpException cause) {
        engine = null;
        List.copyOf(sessions).forEach(session -> session.life().suspend(cause));
    }

    /** Adds a session of this container. */
    void add(Session session) {
        sessions.add(session);
        if (engine != null && engine.localState() == EndpointState.OPEN) {
            session.life().begin(engine);
            connection.work().wake();
        }
    }

    /** Takes a session that the peer began. */
    void accept(EngineSession begun) {
        Session session = new Session(connection, new SessionOptions(), true);
        sessions.add(session);
        session.life().accept(begun);
    }

    int size() {
        return sessions.size();
    }

    void remove(Session session) {
        sessions.remove(session);
    }

    /** Whether a link has something that a graceful end has to see off. */
    boolean busy() {
        for (Session session : sessions) {
            if (session.busy()) {
                return true;
            }
        }
        return false;
    }

    /** The connection is over, and they with it. */
    void lose(@Nullable AmqpException cause) {
        engine = null;
        List.copyOf(sessions).forEach(session -> session.life().lost(cause));
    }
}
