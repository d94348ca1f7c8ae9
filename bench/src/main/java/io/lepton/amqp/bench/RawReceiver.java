// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Counts raw frames and acknowledges each read. Of one connection. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and no figures come
final class RawReceiver extends RawConnection {

    private final Arguments arguments;
    private final int frame;
    /** Bytes of the frame in hand that have come. */
    private int at;

    private long stamp;
    private int unacknowledged;

    RawReceiver(Arguments arguments, RawCourse course) {
        super(course);
        this.arguments = arguments;
        frame = RawEnd.OVERHEAD + arguments.size();
    }

    @Override
    void take(ByteBuf in) {
        if (at == 0 && in.readableBytes() >= RawEnd.OVERHEAD + Stamp.BYTES) {
            stamp = in.getLong(in.readerIndex() + RawEnd.OVERHEAD);
            pass(in, RawEnd.OVERHEAD + Stamp.BYTES);
        } else if (at < RawEnd.OVERHEAD) {
            pass(in, Math.min(in.readableBytes(), RawEnd.OVERHEAD - at));
        } else if (at < RawEnd.OVERHEAD + Stamp.BYTES) {
            stamp = stamp << Byte.SIZE | in.readUnsignedByte();
            at++;
        } else {
            pass(in, Math.min(in.readableBytes(), frame - at));
        }
        if (at == frame) {
            at = 0;
            unacknowledged++;
            course().meter().message(System.nanoTime(), stamp);
        }
    }

    private void pass(ByteBuf in, int count) {
        in.skipBytes(count);
        at += count;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unacknowledged > 0 && !arguments.presettled()) {
            ByteBuf room = context.alloc().ioBuffer(RawEnd.ACKNOWLEDGEMENT);
            context.writeAndFlush(RawEnd.acknowledgement(room, unacknowledged), context.voidPromise());
        }
        unacknowledged = 0;
    }
}
