// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is written to a wire into pieces, and hands these to the channel. Each full piece leaves at once, while it is in
 * the processor's cache: waiting until 256 KiB had gathered cost half of the throughput of messages of 10 KiB.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails arrives in exceptionCaught
final class WireOutput {

    /** As much as is written at once as a rule. */
    static final int PIECE = 64 * 1024;

    private final LoopBuffer buffer;
    private final boolean tls;
    private @Nullable ByteBuf piece;

    @SuppressWarnings("NullAway.Init") // set when the wire is added to its pipeline, before anything else
    private ChannelHandlerContext context;

    WireOutput(LoopBuffer buffer, boolean tls) {
        this.buffer = buffer;
        this.tls = tls;
    }

    void of(ChannelHandlerContext wire) {
        context = wire;
    }

    /** Takes the bytes from {@code offset} to {@code end}, of which {@code more} are known to be followed. */
    void write(byte[] bytes, int offset, int end, long more) {
        int at = offset;
        while (at < end) {
            ByteBuf room = roomFor(end - at + more);
            int size = Math.min(room.writableBytes(), end - at);
            room.writeBytes(bytes, at, size);
            at += size;
        }
    }

    private ByteBuf roomFor(long wanted) {
        if (piece != null && !piece.isWritable()) {
            flush();
        }
        ByteBuf room = piece;
        if (room == null) {
            room = newPiece(wanted);
            piece = room;
        }
        return room;
    }

    private ByteBuf newPiece(long wanted) {
        int size = (int) Math.min(PIECE, wanted);
        // the socket wants native memory, the JDK's TLS engine arrays
        return tls ? context.alloc().heapBuffer(size, size) : buffer.take(size);
    }

    /** Hands over what was written, and lets all of it leave. */
    void flush() {
        ByteBuf written = piece;
        if (written != null) {
            piece = null;
            context.write(written, context.voidPromise());
        }
        context.flush();
    }

    /** The channel is gone, and with it what was not handed over. */
    void drop() {
        ByteBuf written = piece;
        if (written != null) {
            piece = null;
            written.release();
        }
    }
}
