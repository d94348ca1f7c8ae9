// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.EndpointState;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a session comes and goes. Everything but the first three questions belongs to the connection's loop. */
final class SessionLife {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Session session;
    private final boolean accepted;
    /** Until the peer answers a begin or an end. */
    private final Deadline answer = new Deadline();

    private volatile Phase phase = Phase.OPENING;
    private @Nullable ErrorCondition reason;
    private boolean outOfTime;
    private @Nullable SessionException failure;

    SessionLife(Session session, boolean accepted) {
        this.session = session;
        this.accepted = accepted;
    }

    boolean accepted() {
        return accepted;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean ending() {
        return phase.ending();
    }

    /** Begins a session of this container and attaches its links, for the first time or once more. */
    void begin(EngineConnection connection) {
        EngineSession engine = connection.session();
        engine.context(session);
        try {
            engine.open();
        } catch (IllegalStateException noChannel) {
            refuse(noChannel);
            return;
        }
        session.engine(engine);
        answer.set(session.connection().work(), session.connection().openTimeout(), () -> notBegun(engine));
        session.links().forEach(link -> link.life().attach(engine));
        if (phase == Phase.CLOSING) {
            session.connection().work().atEndOfBatch(this::tryEnd);
        }
    }

    private void notBegun(EngineSession silent) {
        phase = Phase.CLOSING;
        Duration limit = session.connection().openTimeout();
        tellError(Failures.timedOut("beginning " + session, limit).condition(), " was not begun by the peer: ");
        silent.close();
        leave();
    }

    /** Waits no longer for the peer: what it may still say is of no interest. */
    private void leave() {
        session.connection().work().wake();
        finish();
    }

    /** The engine cannot begin it: the application hears of it as of a refusal by the peer. */
    private void refuse(IllegalStateException why) {
        ErrorCondition error = ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, why.getMessage());
        session.connection().work().later(() -> {
            if (phase != Phase.CLOSED) {
                tellError(error, " cannot begin: ");
                finish();
            }
        });
    }

    /**
     * The connection is lost, and will be tried again: a session of this container waits for that, one of the peer's is over.
     */
    void suspend(AmqpException cause) {
        if (accepted) {
            lost(cause);
            tellClosed();
            return;
        }
        answer.clear();
        session.engine(null);
        session.links().forEach(link -> link.life().suspend(cause));
        if (phase == Phase.OPEN) {
            phase = Phase.OPENING;
        } else if (phase == Phase.CLOSING && (reason != null || failure != null || outOfTime || !session.busy())) {
            finish();
        }
    }

    /** Takes a session that the peer began. */
    void accept(EngineSession engine) {
        engine.context(session);
        session.engine(engine);
        Callbacks.raise(session.handler(), MessagingHandler::onSessionOpening, new Events.OfSession(session));
        if (phase == Phase.OPENING) {
            engine.open();
            session.attachWaiting(engine);
            opened();
        }
    }

    /** The peer answered our begin. */
    void opened() {
        answer.clear();
        if (phase == Phase.OPENING) {
            phase = Phase.OPEN;
        }
        session.futures().open();
        Callbacks.raise(session.handler(), MessagingHandler::onSessionOpened, new Events.OfSession(session));
    }

    /** Ends it by our will. */
    void end(@Nullable ErrorCondition why) {
        if (ending()) {
            return;
        }
        phase = Phase.CLOSING;
        reason = why;
        LoopWork connection = session.connection().work();
        boolean waits = why == null && session.busy();
        if (session.engine() == null && !waits) {
            connection.later(this::finishUnlessBegun);
            return;
        }
        if (waits) {
            connection.after(session.connection().closeTimeout(), this::outOfTime);
        }
        connection.atEndOfBatch(this::tryEnd);
    }

    private void outOfTime() {
        outOfTime = true;
        finishUnlessBegun();
        session.connection().work().wake();
    }

    /** If it was begun in the meantime, it is ended at the end of the batch. */
    private void finishUnlessBegun() {
        if (session.engine() == null) {
            finish();
        }
    }

    private boolean tryEnd() {
        EngineSession engine = session.engine();
        if (engine == null || phase != Phase.CLOSING || engine.localState().ended()) {
            return true;
        }
        if (reason == null && !outOfTime && session.busy()) {
            return false;
        }
        if (engine.localState() == EndpointState.UNOPENED) {
            engine.open();
        }
        engine.close(reason);
        awaitEnd();
        return true;
    }

    private void awaitEnd() {
        answer.set(session.connection().work(), session.connection().closeTimeout(), () -> {
            LOG.warn("{}: the peer does not answer the end of a session", session.connection());
            leave();
        });
    }

    /** The peer ended it, be it to answer us. */
    void ended() {
        EngineSession engine = session.engine();
        ErrorCondition error = engine == null ? null : engine.remoteError();
        if (error != null) {
            tellError(error, " was ended by the peer: ");
        } else if (engine != null && !engine.localState().ended()) {
            Callbacks.raise(session.handler(), MessagingHandler::onSessionClosing, new Events.OfSession(session));
        }
        if (engine != null) {
            engine.close();
        }
        finish();
    }

    /** The peer broke the rules of the session: the engine has ended it. */
    void failed(ErrorCondition error) {
        phase = Phase.CLOSING;
        awaitEnd();
        tellError(error, " failed: ");
    }

    private void tellError(ErrorCondition error, String what) {
        if (failure == null) {
            SessionException cause = new SessionException(session + what + error, error);
            failure = cause;
            Callbacks.raise(
                    session.handler(), MessagingHandler::onSessionError, new Events.OfSessionError(session, cause));
        }
    }

    private void finish() {
        if (phase != Phase.CLOSED) {
            lost(failure);
            tellClosed();
        }
    }

    private void tellClosed() {
        Callbacks.raise(session.handler(), MessagingHandler::onSessionClosed, new Events.OfSession(session));
    }

    /** It is over, and its links with it; no callback of theirs. */
    void lost(@Nullable AmqpException cause) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        answer.clear();
        session.links().forEach(link -> link.life().lost(cause));
        EngineSession ended = session.engine();
        if (ended != null) {
            ended.context(null);
        }
        session.engine(null);
        session.connection().life().sessions().remove(session);
        session.futures().close(cause);
    }
}
