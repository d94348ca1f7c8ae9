// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.SaslFailure;
import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.transport.Transport;
import io.lepton.amqp.transport.Wire;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * All that lives as long as one attempt to be connected: the wire, the engine, the time limits until the peer's open. What
 * outlives it is {@link ConnectionLife}'s. Belongs to the connection's loop.
 */
final class ConnectionAttempt implements Driver {

    private static final ErrorCondition NO_CLOSE =
            ErrorCondition.of(ConnectionError.FRAMING_ERROR, "the stream ended without a close of the connection");

    private final Connection connection;
    private final ConnectionLife life;
    private final Network network;
    private final Origin origin;
    /** Null once the peer's open has come. */
    private @Nullable OpeningLimits limits;

    private Transport.@Nullable Attempt dial;
    private @Nullable EnginePump pump;
    private @Nullable AmqpException failure;
    private boolean streamEnded;
    private boolean retired;

    ConnectionAttempt(Connection connection, ConnectionLife life, Network network, Origin origin) {
        this.connection = connection;
        this.life = life;
        this.network = network;
        this.origin = origin;
    }

    /** The transport's part of the attempt, to be cancelled. */
    void dialling(Transport.Attempt attempt) {
        dial = attempt;
    }

    /** The engine; null until the wire stands. */
    @Nullable
    Engine engine() {
        return pump == null ? null : pump.engine();
    }

    /** Whether the connection has given this attempt up: what still comes of it is of no interest. */
    boolean retired() {
        return retired;
    }

    /** The peer's open has come. */
    void opened() {
        stopLimits();
        if (pump != null) {
            pump.rearm();
        }
    }

    /**
     * It fails for a reason that the engine does not know: the engine ends all that it holds, and tells so.
     *
     * @param why what the application is told
     */
    void fail(AmqpException why) {
        failure = why;
        if (pump != null) {
            pump.inputClosed();
            pump.abort();
        }
        life.failed(this, why);
    }

    /** The SASL layer is done. */
    void authenticated() {
        if (limits != null) {
            limits.authenticated();
        }
    }

    private void stopLimits() {
        if (limits != null) {
            limits.stop();
            limits = null;
        }
    }

    /** Authentication failed; that the engine has failed follows. */
    void notAuthenticated(SaslFailure reason) {
        failure = Failures.of(reason, life.place());
    }

    /** The engine has failed. */
    void failed(ErrorCondition error) {
        AmqpException known = failure;
        if (known == null && pump != null && pump.ticking()) {
            known = Failures.silent(error, life.place());
        } else if (known == null) {
            known = streamEnded ? Failures.disconnected(error, life.place()) : Failures.of(error, life.place());
        }
        life.failed(this, known);
    }

    /** The engine has output. */
    void wake() {
        if (pump != null) {
            pump.wake();
        }
    }

    /**
     * Nothing more is wanted of it: what the engine has to say is sent, and the wire is closed.
     *
     * @return whether there is a wire that will tell when it is closed
     */
    boolean retire() {
        retired = true;
        stopLimits();
        EnginePump running = pump;
        if (running == null) {
            if (dial != null) {
                dial.cancel();
            }
            return false;
        }
        running.wake();
        return !running.gone();
    }

    /** Closes the wire at once. */
    void abort() {
        if (pump != null) {
            pump.abort();
        }
    }

    // ---- what the transport tells

    @Override
    public void connected(Wire wire) {
        Engine engine = origin.engine(wire, new EngineEvents(life, this));
        EnginePump running = new EnginePump(engine, wire, network, connection, this);
        pump = running;
        dial = null;
        connection.work().pump(running);
        OpeningLimits opening = new OpeningLimits(connection, this::fail);
        limits = opening;
        opening.start();
        life.connected(engine, wire);
        running.start();
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        if (pump != null) {
            pump.received(bytes, offset, length);
        }
    }

    @Override
    public void readComplete() {
        if (pump != null) {
            pump.readComplete();
        }
    }

    @Override
    public void writable() {
        if (pump != null) {
            pump.writable();
        }
    }

    @Override
    public void inputClosed() {
        streamEnded = true;
        if (pump != null) {
            pump.inputClosed();
        }
    }

    @Override
    public void closed(@Nullable NetworkException cause) {
        if (pump != null) {
            pump.lost();
        }
        if (!retired) {
            AmqpException why = cause == null ? Failures.disconnected(NO_CLOSE, life.place()) : Failures.of(cause);
            fail(why);
        }
        life.wireClosed(this);
    }

    @Override
    public void connectFailed(NetworkException cause) {
        life.failed(this, Failures.of(cause));
    }
}
