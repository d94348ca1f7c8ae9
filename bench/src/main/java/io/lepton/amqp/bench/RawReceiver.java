// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts raw frames and acknowledges each read. Of one connection. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and no figures come
final class RawReceiver extends ChannelInboundHandlerAdapter {

    private final Arguments arguments;
    private final Report report;
    private final Meter meter;
    private final int frame;
    private Runnable whenOver = () -> {};
    /** Bytes of the frame in hand that have come. */
    private int at;

    private long stamp;
    private int unacknowledged;

    RawReceiver(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        meter = new Meter(arguments);
        frame = RawEnd.OVERHEAD + arguments.size();
    }

    void whenOver(Runnable action) {
        whenOver = action;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                take(in);
            }
        } finally {
            in.release();
        }
    }

    private void take(ByteBuf in) {
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
            meter.message(System.nanoTime(), stamp);
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

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        report.of(meter);
        whenOver.run();
    }
}
