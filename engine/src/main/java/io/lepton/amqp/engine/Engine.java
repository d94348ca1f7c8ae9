// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * AMQP 1.0 over one connection attempt, as a state machine without a socket, a thread or a clock: bytes and time in, bytes
 * and callbacks out. To be embedded by whoever has a transport.
 *
 * <p>Its methods are of four kinds. <em>Input</em>: {@link #start}, {@link #receive}, {@link #inputClosed}, {@link #tick}, all
 * of which are given the time in ms of a monotonic clock. <em>Commands</em>: those of {@link #connection()} and what it leads
 * to, which may be called at any time, also from within callbacks. <em>Output</em>: {@link #flush} at the end of each batch
 * of the former two, then take the bytes of {@link #output()}, and close when {@link #outputDone()}. <em>Questions</em>: the
 * rest. What happens is told to an {@link EngineListener} during input and flush.
 *
 * <p>Not thread-safe: all of it belongs to one thread at a time. Nothing that the peer sends makes a method throw.
 */
public final class Engine {

    /** How many times the mark for messages the output may reach by answers. */
    private static final int PATIENCE = 4;

    private final EngineOptions options;
    private final EngineListener listener;
    private final IdleTimers timers;
    private final Buffer output = Buffer.allocate(0);
    private final FrameWriter writer;
    private final EngineConnection connection = new EngineConnection(this);
    private final EngineInput input;

    private long now;
    private long written;
    private long closeDeadline = IdleTimers.NEVER;
    private boolean flushing;
    private @Nullable ErrorCondition failure;

    private Engine(EngineOptions options, EngineListener listener, boolean client) {
        this.options = options.withoutSasl();
        this.listener = listener;
        this.timers = new IdleTimers(options.idleTimeout());
        this.writer = new FrameWriter(output, options.outputHighWater(), options.trace());
        this.input = new EngineInput(this, client, options.saslClient(), options.saslServer());
    }

    /** The engine of the end that connected. */
    public static Engine client(EngineOptions options, EngineListener listener) {
        return new Engine(options, listener, true);
    }

    /** The engine of the end that was connected to. */
    public static Engine server(EngineOptions options, EngineListener listener) {
        return new Engine(options, listener, false);
    }

    /**
     * The transport is there: a client says what it wants to speak.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start(long nowMillis) {
        if (input.phase() != Phase.NEW) {
            throw new IllegalStateException("an engine serves one connection and is started once");
        }
        now = nowMillis;
        timers.start(nowMillis);
        input.start();
    }

    /**
     * Bytes of the peer came; callbacks run inside. The array may be used again when this returns.
     *
     * @throws IllegalStateException if it was not started, or from within a callback
     */
    public void receive(byte[] bytes, int offset, int length, long nowMillis) {
        requireDrivable();
        now = nowMillis;
        if (input.phase() == Phase.ENDED) {
            return;
        }
        timers.received(nowMillis);
        input.receive(bytes, offset, length);
    }

    /**
     * The peer ends the stream.
     *
     * @throws IllegalStateException if it was not started, or from within a callback
     */
    public void inputClosed(long nowMillis) {
        requireDrivable();
        now = nowMillis;
        if (input.phase() == Phase.HEADER) {
            fail(input.cutShort());
        } else if (input.phase() != Phase.ENDED) {
            if (connection.localState() == EndpointState.CLOSED) {
                end();
            } else {
                fail(ErrorCondition.of(
                        ConnectionError.FRAMING_ERROR, "the peer ended the stream without closing the connection"));
            }
        }
    }

    /**
     * The end of a batch: writes the dispositions and flows that have gathered, and sends what waits. May call back; does
     * nothing when called from there.
     */
    public void flush() {
        if (!flushing && amqpBegun()) {
            flushing = true;
            try {
                connection.flush();
            } finally {
                flushing = false;
            }
        }
        noteOutput();
    }

    /**
     * The bytes for the peer. The transport reads them and thereby moves the buffer's read index; what it does not take
     * stays. The buffer grows as needed; its array may change with any other call. To be asked for each time: after
     * {@link #takeOutput} was once used, only this call puts into it what would have been given from where it lies.
     */
    public Buffer output() {
        writer.gatherOutput();
        return output;
    }

    /** How many bytes of output there are. */
    public long outputSize() {
        return writer.outputSize();
    }

    /**
     * Gives the sink all bytes for the peer: instead of {@link #output()}, for transports that take everything at once. It
     * spares a copy of large messages ({@link EngineSender#sendLent}), which are given from where they lie. The sink must not
     * call the engine.
     */
    public void takeOutput(OutputSink sink) {
        writer.takeOutput(sink);
    }

    /** Whether there is more to send than was put into the output: take that, then {@link #flush} again. */
    public boolean morePending() {
        return amqpBegun() && connection.blockedByOutput();
    }

    /**
     * Whether to read on. A peer that asks and never reads the answers makes the output grow without end: while this is
     * false, leave further input where it is. What was given to {@link #receive} is taken in any case.
     */
    public boolean takesInput() {
        return writer.outputSize() < PATIENCE * (long) options.outputHighWater();
    }

    /**
     * Keeps the time: sends an empty frame if the peer has to be told that this end is alive, gives the connection up if the
     * peer seems not to be.
     *
     * @return when to call again at the latest, in ms of the same clock; {@link Long#MAX_VALUE} for not at all
     */
    public long tick(long nowMillis) {
        if (input.phase() == Phase.NEW || input.phase() == Phase.ENDED) {
            return IdleTimers.NEVER;
        }
        noteOutput();
        now = nowMillis;
        if (connection.localState() == EndpointState.CLOSED) {
            return tickClosing();
        }
        if (timers.expired(nowMillis)) {
            fail(timers.expiredError());
            return IdleTimers.NEVER;
        }
        if (timers.heartbeatDue(nowMillis)) {
            if (output.readable() == 0) {
                output.release(); // of the traffic that there was before
                connection.release();
                writer.writeEmpty();
            }
            written = writer.written();
            timers.sent(nowMillis);
        }
        return timers.nextDeadline();
    }

    /** Whether it is over: once the output is taken, the transport has to close. */
    public boolean outputDone() {
        return input.phase() == Phase.ENDED;
    }

    /** What ended it in a disorderly way, by whichever side; null as long as nothing did. */
    public @Nullable ErrorCondition failure() {
        return failure;
    }

    /** This end's view of the connection. */
    public EngineConnection connection() {
        return connection;
    }

    /** Who the client is, as SASL established it; null for nobody in particular. */
    public @Nullable String authenticatedUser() {
        return input.user();
    }

    /** The SASL mechanism in use; null if none is. */
    public @Nullable String mechanism() {
        return input.mechanism();
    }

    /** The options that it was made with, but for those of SASL: no credentials are kept once they have served. */
    public EngineOptions options() {
        return options;
    }

    EngineListener listener() {
        return listener;
    }

    FrameWriter writer() {
        return writer;
    }

    IdleTimers timers() {
        return timers;
    }

    /** Whether AMQP frames can be told to the peer. */
    boolean amqpBegun() {
        return input.amqpBegun() && input.phase() != Phase.ENDED;
    }

    EngineInput input() {
        return input;
    }

    void locallyOpened() {
        input.updateReadLimit();
        amqpOpened();
    }

    /** Empty frames may be sent once the AMQP header and this end's open are out. */
    void amqpOpened() {
        if (input.amqpBegun() && connection.states.locallyOpen()) {
            timers.opened();
        }
    }

    void remotelyOpened(Open open) {
        if (open.maxFrameSize() < FrameReader.MIN_MAX_FRAME_SIZE) {
            throw ProtocolFault.ofConnection(
                    AmqpError.INVALID_FIELD,
                    "a max-frame-size of " + open.maxFrameSize() + " is less than the 512 that every peer takes");
        }
        try {
            writer.peerOpened(open.maxFrameSize());
        } catch (IllegalStateException e) {
            throw ProtocolFault.ofConnection(AmqpError.FRAME_SIZE_TOO_SMALL, String.valueOf(e.getMessage()));
        }
        Long idle = open.idleTimeOut();
        ErrorCondition impossible = timers.remoteTimeout(idle == null ? 0 : idle);
        if (impossible != null) {
            throw ProtocolFault.ofConnection(impossible.condition(), String.valueOf(impossible.description()));
        }
    }

    void locallyClosed() {
        timers.closed();
        if (!input.amqpBegun() || connection.states.ended()) {
            end();
        }
    }

    void bothClosed() {
        end();
    }

    /** The peer broke the rules: tells it so, by what concerns least. */
    void answer(ProtocolFault fault) {
        EngineLink link = fault.link();
        EngineSession session = fault.session();
        if (link != null) {
            link.session().links().fail(link, fault.condition());
        } else if (session != null) {
            session.fail(fault.condition());
        } else {
            fail(fault.condition());
        }
    }

    /** The connection is of no use any more. */
    void fail(ErrorCondition reason) {
        if (input.phase() == Phase.ENDED) {
            return;
        }
        failure = reason;
        if (input.phase() == Phase.AMQP) {
            writer.drop();
            connection.close(reason);
        }
        end();
        listener.onFailure(this, reason);
    }

    private void end() {
        input.end();
        timers.closed();
        writer.drop();
        connection.abandon();
    }

    private long tickClosing() {
        if (closeDeadline == IdleTimers.NEVER) {
            closeDeadline = now + options.closeTimeout();
        }
        if (now >= closeDeadline) {
            end();
            return IdleTimers.NEVER;
        }
        return closeDeadline;
    }

    /** Output restarts the clock of the heartbeat; its time is the last one known. */
    private void noteOutput() {
        if (written != writer.written()) {
            written = writer.written();
            timers.sent(now);
        }
    }

    private void requireDrivable() {
        if (input.phase() == Phase.NEW || input.working()) {
            throw new IllegalStateException(
                    input.phase() == Phase.NEW
                            ? "start() comes first"
                            : "input cannot be given from within a callback");
        }
    }
}
