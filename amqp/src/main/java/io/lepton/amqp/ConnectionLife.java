// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineConnection;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.Timer;
import io.lepton.amqp.transport.Wire;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * How a connection comes and goes, over one attempt or several; what it carries outlives an attempt. Everything but the
 * questions at the top belongs to the connection's loop.
 */
final class ConnectionLife {

    private final Connection connection;
    private final Network network;
    private final EventLoop loop;
    private final Origin origin;
    private final @Nullable Reconnecting reconnecting;
    private final Sessions sessions;
    private volatile Phase phase = Phase.OPENING;
    private volatile Peer peer = Peer.UNKNOWN;
    private volatile boolean willReconnect;
    private volatile boolean reconnected;
    private boolean everOpen;
    private @Nullable ConnectionAttempt attempt;
    private @Nullable AmqpException cause;
    private @Nullable ErrorCondition reason;
    private @Nullable Timer closeTimer;
    private boolean graceful;
    private boolean outOfTime;
    private boolean ended;

    ConnectionLife(Connection connection, Network network, EventLoop loop, Origin origin) {
        this.connection = connection;
        this.network = network;
        this.loop = loop;
        this.origin = origin;
        this.reconnecting =
                origin instanceof Dialling dialling ? new Reconnecting(connection, dialling, network) : null;
        this.sessions = new Sessions(connection);
    }

    // ---- questions from any thread

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether the application has begun to close it, or it is over. */
    boolean ending() {
        return phase.ending();
    }

    /** Whether it is over. */
    boolean over() {
        return phase == Phase.CLOSED;
    }

    boolean willReconnect() {
        return willReconnect;
    }

    boolean reconnected() {
        return reconnected;
    }

    Peer peer() {
        return peer;
    }

    @Nullable
    String url() {
        return origin.url();
    }

    /** The peer's place in words, for messages. */
    String place() {
        String url = origin.url();
        return url == null ? String.valueOf(peer.address()) : url;
    }

    // ---- coming

    /** Goes to the peer, to the place that is next. */
    void connect() {
        if (over()) {
            return;
        }
        if (!wanted()) {
            finish(null);
            return;
        }
        if (reconnecting != null && !reconnecting.prepare()) {
            finish(cause);
            return;
        }
        if (phase == Phase.CLOSING && closeTimer == null) {
            closeTimer = connection.work().after(connection.closeTimeout(), this::outOfTime);
        }
        ConnectionAttempt next = begin();
        if (origin instanceof Dialling dialling) {
            ConnectionLog.connecting(connection);
            try {
                next.dialling(network.transport().connect(dialling.connectSettings(), loop, next));
            } catch (RuntimeException impossible) {
                failed(next, Failures.impossible(place(), impossible));
            }
        }
    }

    /** Whether there is a point in being connected: nobody closes it, or what was sent before has still to go out. */
    private boolean wanted() {
        return !ending() || (phase == Phase.CLOSING && graceful && !outOfTime && sessions.busy());
    }

    /** A new attempt; for a connection that a listener accepted, the only one. */
    ConnectionAttempt begin() {
        ConnectionAttempt next = new ConnectionAttempt(connection, this, network, origin);
        attempt = next;
        return next;
    }

    /** The wire stands: what is ours to open is opened without waiting for the peer (part 2, 2.4.2). */
    void connected(Engine engine, Wire wire) {
        peer = Peer.at(wire);
        if (origin instanceof Dialling) {
            engine.connection().open(origin.open());
            sessions.begin(engine.connection());
        }
        if (phase == Phase.CLOSING) {
            connection.work().atEndOfBatch(this::tryClose);
        }
    }

    void remoteOpened(ConnectionAttempt by, EngineConnection engine) {
        by.opened();
        peer = peer.with(engine);
        if (origin instanceof Accepting) {
            Callbacks.raise(
                    connection.handler(), MessagingHandler::onConnectionOpening, new Events.OfConnection(connection));
            if (ending()) {
                return;
            }
            engine.open(origin.open());
            sessions.begin(engine);
        }
        if (phase == Phase.OPENING) {
            phase = Phase.OPEN;
        }
        if (origin instanceof Dialling dialling) {
            dialling.opened(peer, network.now());
        }
        willReconnect = false;
        cause = null;
        reconnected = everOpen;
        everOpen = true;
        ConnectionLog.opened(connection, peer, reconnected);
        connection.futures().open();
        Callbacks.raise(
                connection.handler(), MessagingHandler::onConnectionOpened, new Events.OfConnection(connection));
    }

    Sessions sessions() {
        return sessions;
    }

    /** Adds a session of this container. */
    void add(Session session) {
        if (over()) {
            session.life().lost(cause);
        } else {
            sessions.add(session);
        }
    }

    /** The peer began a session. */
    void accept(EngineSession engine) {
        sessions.accept(engine);
    }

    // ---- going, by our will

    void close(@Nullable ErrorCondition why, boolean politely) {
        if (over() || (phase == Phase.CLOSING && (politely || !graceful))) {
            return;
        }
        boolean first = phase != Phase.CLOSING;
        phase = Phase.CLOSING;
        reason = why;
        graceful = politely;
        if (engine() == null && !wanted()) {
            connection.work().later(this::finishUnlessConnected);
        } else if (!first) {
            connection.work().wake();
        } else if (attempt != null) {
            closeTimer = connection.work().after(connection.closeTimeout(), this::outOfTime);
            connection.work().atEndOfBatch(this::tryClose);
        }
    }

    /** If the wire stands in the meantime, it is closed at the end of the batch. */
    private void finishUnlessConnected() {
        if (engine() == null) {
            finish(null);
        }
    }

    /** The engine of the attempt that is under way; null if there is none, or it has no wire yet. */
    private @Nullable Engine engine() {
        ConnectionAttempt current = attempt;
        return current == null || current.retired() ? null : current.engine();
    }

    /** Closes if nothing waits any more; false if it has to be tried again. */
    private boolean tryClose() {
        Engine engine = engine();
        if (engine == null
                || phase != Phase.CLOSING
                || engine.connection().localState().ended()) {
            return true;
        }
        if (graceful && !outOfTime && sessions.busy()) {
            return false;
        }
        stopTimer();
        closeTimer = connection.work().after(connection.closeTimeout(), this::noAnswer);
        engine.connection().close(reason);
        return true;
    }

    private void outOfTime() {
        outOfTime = true;
        if (engine() == null) {
            finish(cause);
        } else {
            connection.work().wake();
        }
    }

    private void noAnswer() {
        ConnectionLog.noAnswer(connection);
        if (attempt != null) {
            attempt.fail(Failures.timedOut("closing " + place(), connection.closeTimeout()));
        }
    }

    // ---- going, by the peer's will

    void remoteClosed(EngineConnection engine) {
        ErrorCondition error = engine.remoteError();
        if (error == null) {
            if (!engine.localState().ended()) {
                Callbacks.raise(
                        connection.handler(),
                        MessagingHandler::onConnectionClosing,
                        new Events.OfConnection(connection));
            }
            engine.close();
            finish(null);
            return;
        }
        ConnectionException failure = new ConnectionException(connection + " was closed by the peer: " + error, error);
        Redial.Next next = engine.localState().ended() ? null : next(failure);
        willReconnect = next != null;
        ConnectionLog.lost(connection, failure, willReconnect);
        Callbacks.raise(
                connection.handler(),
                MessagingHandler::onConnectionError,
                new Events.OfConnectionError(connection, failure));
        if (next != null) {
            tellDisconnected(failure, next);
        }
        engine.close();
        goOn(failure, next);
    }

    /** The attempt has failed; the engine has said to the peer what there was to say. */
    void failed(ConnectionAttempt failing, AmqpException failure) {
        if (failing != attempt || failing.retired()) {
            return;
        }
        Redial.Next next = next(failure);
        if (phase == Phase.CLOSING && next == null && !sessions.busy()) {
            finish(null);
            return;
        }
        willReconnect = next != null;
        ConnectionLog.lost(connection, failure, willReconnect);
        Callbacks.raise(
                connection.handler(),
                MessagingHandler::onTransportError,
                new Events.OfTransportError(connection, failure));
        tellDisconnected(failure, next);
        goOn(failure, next);
        if (!over()) {
            failing.abort();
        }
    }

    /** What comes after this failure; null if there will be no further attempt. */
    private Redial.@Nullable Next next(AmqpException failure) {
        return reconnecting == null || !wanted() ? null : reconnecting.after(failure);
    }

    private void tellDisconnected(AmqpException failure, Redial.@Nullable Next next) {
        boolean goesOn = next != null && wanted();
        willReconnect = goesOn;
        Callbacks.raise(
                connection.handler(),
                MessagingHandler::onDisconnected,
                new Events.OfDisconnection(connection, failure, goesOn ? next : null));
    }

    /** The attempt is over: another one follows, or the end. */
    private void goOn(AmqpException failure, Redial.@Nullable Next next) {
        if (over()) {
            return;
        }
        if (next == null || reconnecting == null || !wanted()) {
            finish(failure);
            return;
        }
        if (attempt != null) {
            attempt.retire();
        }
        if (phase == Phase.OPEN) {
            phase = Phase.OPENING;
        }
        cause = failure;
        connection.work().pump(null);
        sessions.suspend(failure);
        reconnecting.schedule(next, failure, this::connect);
    }

    // ---- gone

    private void finish(@Nullable AmqpException why) {
        if (over()) {
            return;
        }
        phase = Phase.CLOSED;
        cause = why;
        stopTimer();
        if (reconnecting != null) {
            reconnecting.cancel();
        }
        boolean wireLeft = attempt != null && attempt.retire();
        sessions.lose(why);
        ConnectionLog.closed(connection, why);
        connection.futures().close(why);
        Callbacks.raise(
                connection.handler(), MessagingHandler::onConnectionClosed, new Events.OfConnection(connection));
        if (!wireLeft) {
            end();
        }
    }

    /** The wire of an attempt is closed. */
    void wireClosed(ConnectionAttempt closed) {
        if (closed == attempt && over()) {
            end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            Callbacks.raise(
                    connection.handler(), MessagingHandler::onTransportClosed, new Events.OfConnection(connection));
            connection.container().ended(connection);
        }
    }

    /** What ended it, or the last attempt to connect; null if nothing did. */
    @Nullable
    AmqpException cause() {
        return cause;
    }

    private void stopTimer() {
        if (closeTimer != null) {
            closeTimer.cancel();
            closeTimer = null;
        }
    }
}
