// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.PayloadStore.Chunk;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Chunks for one large message each that are used again and again: a new array has to be zeroed, pushes other things out of
 * the caches, and from half a region of the JDK's default collector on takes a path of its own. Belongs to the connection's
 * loop.
 */
final class LargeChunks {

    /** As much as the sockets of both ends hold at once. */
    private static final int MOST_SPARE_BYTES = 8 << 20;

    /** The one that was used last is on top: it is the likeliest to be in a cache. */
    private final ArrayDeque<Chunk> spare = new ArrayDeque<>();

    private int spareBytes;

    /** Those that nobody holds, but which the output may yet have to be copied from. */
    private final ArrayDeque<Chunk> released = new ArrayDeque<>();

    /**
     * A spare chunk; null if there is none.
     *
     * @param outputTaken whether the wire has copied all that was sent
     */
    @Nullable
    Chunk take(boolean outputTaken) {
        if (outputTaken && !released.isEmpty()) {
            released.forEach(this::keep);
            released.clear();
        }
        Chunk chunk = spare.poll();
        if (chunk != null) {
            spareBytes -= chunk.bytes().length;
        }
        return chunk;
    }

    private void keep(Chunk chunk) {
        if (spareBytes + chunk.bytes().length <= MOST_SPARE_BYTES) {
            spareBytes += chunk.bytes().length;
            spare.push(chunk);
        }
    }

    /** Nobody holds it any more, and all of it is in the output or further. */
    void release(Chunk chunk) {
        released.add(chunk);
    }

    /** What was released is not to be used again: somebody may read it at any later time. */
    void forgetReleased() {
        released.clear();
    }
}
