// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the payloads of the messages that a connection has under way, so that they can be sent again if it is lost. Small
 * ones stand side by side in chunks that are used again and again, because an array for each would double what a message
 * costs. Belongs to the connection's loop.
 */
final class PayloadStore {

    /** An array of which deliveries keep parts, or one delivery all; the last that lets go gives it back. */
    static final class Chunk {

        private byte[] bytes;
        private int used;
        private int holders;
        private final boolean shared;

        private Chunk(int size, boolean shared) {
            bytes = new byte[size];
            this.shared = shared;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether it is for the messages of many. */
        boolean shared() {
            return shared;
        }

        /** One message fills it, which made its array grow or not. */
        void fill(byte[] array, int size) {
            bytes = array;
            used = size;
        }

        /** Whether enough of it was used for the next message to be likely to need as much. */
        private boolean fits() {
            return bytes.length - used <= Math.max(LARGEST_SHARED, bytes.length / 2);
        }
    }

    /** Small, because a single message that stays unsettled holds all of its chunk. */
    private static final int CHUNK = 8 * 1024;

    /** What is larger has an array of its own. */
    static final int LARGEST_SHARED = CHUNK / 2;

    /** 256 KiB: 2000 messages of 100 bytes may come and go without a chunk made for them. */
    private static final int MOST_SPARE = 32;

    private final long limit;
    /** Made when there is the first. */
    private @Nullable ArrayDeque<Chunk> spare;

    /** Made when the second large message is sent. */
    private @Nullable LargeChunks large;

    private @Nullable Chunk current;
    private long held;

    /**
     * An empty store.
     *
     * @param limit bytes above which there is no room
     */
    PayloadStore(long limit) {
        this.limit = limit;
    }

    /** Whether another message may be kept. */
    boolean hasRoom() {
        return held < limit;
    }

    /** Copies a payload; the delivery holds the chunk from then on. */
    Chunk keep(byte[] source, int from, int length) {
        Chunk chunk = chunkFor(length);
        if (chunk.holders == 0) {
            held += chunk.bytes.length;
        }
        System.arraycopy(source, from, chunk.bytes, chunk.used, length);
        chunk.used += length;
        chunk.holders++;
        return chunk;
    }

    private Chunk chunkFor(int length) {
        if (length > LARGEST_SHARED) {
            return new Chunk(length, false);
        }
        Chunk chunk = current;
        if (chunk == null || chunk.bytes.length - chunk.used < length) {
            Chunk again = spare == null ? null : spare.poll();
            chunk = again == null ? new Chunk(CHUNK, true) : again;
            current = chunk;
        }
        return chunk;
    }

    /** Where the payload that was kept last begins in its chunk. */
    static int lastStart(Chunk chunk, int length) {
        return chunk.used - length;
    }

    /** Counts an array that a delivery keeps by itself. */
    void count(int length) {
        held += length;
    }

    /** A delivery no longer keeps an array of its own. */
    void discount(int length) {
        held -= length;
    }

    /**
     * A chunk for one large message, to be {@link Chunk#fill filled} by it.
     *
     * @param size a guess
     * @param outputTaken whether the wire has copied all that was sent
     */
    Chunk take(int size, boolean outputTaken) {
        LargeChunks again = large;
        if (again == null) {
            again = new LargeChunks();
            large = again;
        }
        Chunk chunk = again.take(outputTaken);
        return chunk == null ? new Chunk(size, false) : chunk;
    }

    /** A delivery holds its chunk; nothing changes if it does already. */
    void hold(Chunk chunk) {
        if (chunk.holders == 0) {
            chunk.holders = 1;
            held += chunk.bytes.length;
        }
    }

    /**
     * A delivery lets go of its part.
     *
     * @param sent whether all of it is in the output or further; a chunk that is needed yet is left to whoever needs it
     */
    void release(Chunk chunk, boolean sent) {
        if (chunk.holders > 0) {
            chunk.holders--;
            if (chunk.holders > 0) {
                return;
            }
            held -= chunk.bytes.length;
        }
        if (!chunk.shared) {
            if (large != null && sent && chunk.fits()) {
                large.release(chunk);
            }
            return;
        }
        chunk.used = 0;
        if (chunk != current) {
            keepSpare(chunk);
        }
    }

    /** What large messages were released is not to be used again: somebody may read it at any later time. */
    void forgetReleased() {
        if (large != null) {
            large.forgetReleased();
        }
    }

    /** Nothing was sent for a while: lets go of what was kept for the next large messages. */
    void forgetSpares() {
        large = null;
    }

    private void keepSpare(Chunk chunk) {
        ArrayDeque<Chunk> all = spare;
        if (all == null) {
            all = new ArrayDeque<>(MOST_SPARE);
            spare = all;
        }
        if (all.size() < MOST_SPARE) {
            all.push(chunk);
        }
    }

    /** Bytes held, chunks that are only partly used counted whole. */
    long held() {
        return held;
    }
}
