// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of a connection ask of its loop, whichever attempt is under way. To be used on that loop. */
final class LoopWork {

    /** A scratch buffer that a large message made larger than this is not kept. */
    private static final int LARGEST_SCRATCH = 1 << 20;

    private static final int FIRST_SCRATCH = 1024;

    private static final byte[] NOTHING = {};

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final EventLoop loop;
    private final EndOfBatch endOfBatch = new EndOfBatch();
    private final PayloadStore store;
    // made with the first message that needs them: an idle connection has none
    private @Nullable AwaitedOutcomes outcomes;
    private @Nullable Buffer view;
    private @Nullable Buffer rest;
    private @Nullable Buffer scratch;
    private @Nullable Buffer large;

    private @Nullable EnginePump pump;
    private int stalled;

    /**
     * The work of a connection.
     *
     * @param maxUnsettledBytes for {@link #store()}
     */
    LoopWork(EventLoop loop, long maxUnsettledBytes) {
        this.loop = loop;
        this.store = new PayloadStore(maxUnsettledBytes);
    }

    /** What the connection has under way, to be sent again if need be. */
    PayloadStore store() {
        return store;
    }

    /** What is done for those who wait for an outcome. */
    AwaitedOutcomes outcomes() {
        AwaitedOutcomes made = outcomes;
        if (made == null) {
            made = new AwaitedOutcomes(loop);
            outcomes = made;
        }
        return made;
    }

    /** A buffer to stand for the bytes of one message after the other. */
    Buffer view() {
        Buffer made = view;
        if (made == null) {
            made = Buffer.wrap(NOTHING);
            view = made;
        }
        return made;
    }

    /** A buffer to stand for the second part of one message after the other. */
    Buffer rest() {
        Buffer made = rest;
        if (made == null) {
            made = Buffer.wrap(NOTHING);
            rest = made;
        }
        return made;
    }

    /** The attempt that is under way now; null if there is none with a wire. */
    void pump(@Nullable EnginePump current) {
        pump = current;
        store.forgetReleased(); // the earlier attempt may have them in its output still
    }

    /** There is something to send: it leaves at the end of the batch. */
    void wake() {
        EnginePump current = pump;
        if (current != null) {
            current.wake();
        }
    }

    /** Whether the peer takes output more slowly than it comes, so that messages had better wait. */
    boolean congested() {
        EnginePump current = pump;
        return current == null || current.congested();
    }

    /**
     * Does something at the end of this batch.
     *
     * @param chore false if it has to be tried again at the end of the next one
     */
    void atEndOfBatch(BooleanSupplier chore) {
        endOfBatch.add(chore);
        wake();
    }

    /** Whether a sender waits for something else than credit, and looks for it at the end of each batch. */
    boolean stalled() {
        return stalled > 0;
    }

    /** A sender waits for something else than credit, or does no longer. */
    void stalled(boolean more) {
        stalled += more ? 1 : -1;
    }

    /** The batch is over. */
    void endBatch() {
        endOfBatch.run();
    }

    /** Does something soon, never inside this call: what raises events must not do so inside a call of the application. */
    void later(Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException over) {
            LOG.debug("the loop has ended, and with it all that it would have told");
        }
    }

    /** Does something after a delay. */
    Timer after(Duration delay, Runnable action) {
        return loop.schedule(delay, action);
    }

    /** A chunk for one large message, and {@link #large()} to encode the message in it. */
    PayloadStore.Chunk chunkForLarge(int size) {
        EnginePump current = pump;
        PayloadStore.Chunk chunk = store.take(size, current == null || current.outputTaken());
        large().restart(chunk.bytes());
        return chunk;
    }

    /** A buffer that stands for one chunk after the other, and grows beyond. */
    Buffer large() {
        Buffer made = large;
        if (made == null) {
            made = Buffer.allocate(0);
            large = made;
        }
        return made;
    }

    /** An empty buffer to encode a message in; its content is good until the next call. */
    Buffer scratch() {
        Buffer room = scratch;
        if (room == null || room.array().length > LARGEST_SCRATCH) {
            room = Buffer.allocate(FIRST_SCRATCH);
            scratch = room;
        }
        room.clear();
        return room;
    }
}
