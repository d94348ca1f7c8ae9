// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The native memory that the sockets of a loop read into, or are written from, one after the other. As a rule a buffer is given
 * back before the next is asked for, so that one is enough; while it is out, Netty's pool serves. That is not where to begin
 * with, because at its first buffer the pool loads the classes of the JDK's flight recorder, to be able to tell it: an eighth of
 * what a client needs from the start of the JVM to its first message. Belongs to its loop.
 */
final class LoopBuffer {

    private final int size;
    private @Nullable ByteBuf kept;

    LoopBuffer(int size) {
        this.size = size;
    }

    /** An empty buffer with room for so many bytes, which doesn't grow. Who takes it releases it. */
    ByteBuf take(int room) {
        if (room > size) {
            return PooledByteBufAllocator.DEFAULT.directBuffer(room, room);
        }
        ByteBuf buffer = kept;
        if (buffer == null) {
            // freed by the garbage collector, with the loop
            buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(size));
            kept = buffer;
        }
        if (buffer.refCnt() > 1) {
            return PooledByteBufAllocator.DEFAULT.directBuffer(room, room);
        }
        int start = size - room;
        return buffer.setIndex(start, start).retain();
    }
}
