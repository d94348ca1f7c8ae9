// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.transport.Timer;
import io.lepton.amqp.transport.Wire;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between an engine and its wire: input as it comes, output once a batch. A batch is what the wire read at once,
 * or the calls that were waiting for the loop. Belongs to the connection's loop.
 */
final class EnginePump {

    /**
     * Output is handed to the wire early when more of the same would make it larger than this, which is what the wire hands on
     * in one piece: less costs more system calls, more leaves the processor's cache before it is sent.
     */
    private static final int SPILL = 64 * 1024;

    /** What many messages that waited, or the frames of a large one, may make of it at once. */
    static final int MOST_OUTPUT = 2 * SPILL;

    /** An array for output that is no larger is not kept: a connection that says little holds none, a busy one's has grown. */
    private static final int SMALL = 512;

    private final Engine engine;
    private final Wire wire;
    private final Network network;
    private final Connection connection;
    private final ConnectionAttempt attempt;
    private @Nullable Timer timer;
    private boolean inBatch;
    private boolean flushing;
    private boolean congested;
    private boolean gone;
    private boolean ticking;
    private boolean lookAtClock;
    private boolean wroteSinceLook;
    private long sizeBefore;

    EnginePump(Engine engine, Wire wire, Network network, Connection connection, ConnectionAttempt attempt) {
        this.engine = engine;
        this.wire = wire;
        this.network = network;
        this.connection = connection;
        this.attempt = attempt;
    }

    Engine engine() {
        return engine;
    }

    /** Whether the wire is closed. */
    boolean gone() {
        return gone;
    }

    /** Whether the engine is looking at the clock: what it finds wrong then is that the peer is silent. */
    boolean ticking() {
        return ticking;
    }

    /** Whether all output was handed to the wire. */
    boolean outputTaken() {
        return engine.outputSize() == 0;
    }

    /** Whether the peer takes output more slowly than it comes. */
    boolean congested() {
        return congested;
    }

    void start() {
        engine.start(network.now());
        lookAtClock = true;
        flush();
    }

    void received(byte[] bytes, int offset, int length) {
        inBatch = true;
        engine.receive(bytes, offset, length, network.now());
    }

    void readComplete() {
        inBatch = false;
        flush();
    }

    void inputClosed() {
        engine.inputClosed(network.now());
        flush();
    }

    void writable() {
        congested = !wire.writable();
        flush();
    }

    /** There is output, or may be; it leaves with the end of the batch. */
    void wake() {
        long size = engine.outputSize();
        long growth = size - sizeBefore;
        sizeBefore = size;
        if (size + growth > SPILL) {
            write();
        }
        if (!inBatch && !flushing && !gone) {
            flushing = true;
            connection.work().later(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        if (gone) {
            return;
        }
        if (!attempt.retired()) {
            connection.work().endBatch();
        }
        if (lookAtClock) {
            lookAtClock();
        }
        boolean progress = false;
        do {
            engine.flush();
            progress |= write();
        } while (engine.morePending() && !congested);
        if (progress && connection.work().stalled()) {
            wake();
        }
        if (engine.outputDone() || attempt.retired()) {
            wire.close();
        }
    }

    /** Hands the output to the wire; false if there is none. */
    private boolean write() {
        if (engine.outputSize() == 0) {
            return false;
        }
        engine.takeOutput(wire::write);
        sizeBefore = 0;
        wroteSinceLook = true;
        Buffer output = engine.output();
        if (output.array().length > SMALL) {
            output.clear();
        } else {
            output.release();
        }
        wire.flush();
        congested = !wire.writable();
        return true;
    }

    /** The engine's next deadline may have come nearer: it is asked at the end of this batch. */
    void rearm() {
        lookAtClock = true;
        wake();
    }

    private void timeIsUp() {
        timer = null;
        lookAtClock = true;
        if (!wroteSinceLook) {
            connection.work().store().forgetSpares();
        }
        wroteSinceLook = false;
        flush();
    }

    private void lookAtClock() {
        lookAtClock = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        long now = network.now();
        ticking = true;
        long deadline = engine.tick(now);
        ticking = false;
        if (deadline != Long.MAX_VALUE) {
            timer = wire.loop().schedule(Duration.ofMillis(Math.max(1, deadline - now)), this::timeIsUp);
        }
    }

    void abort() {
        wire.abort();
    }

    void peerKnown() {
        wire.peerKnown();
    }

    /** The wire is closed. */
    void lost() {
        gone = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
