// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Sends raw frames, as many at a time as the window allows. Unsettled only. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and no figures come
final class RawSender extends ChannelInboundHandlerAdapter {

    /** Frames are gathered up to this size before they are written. */
    private static final int BATCH = 256 * 1024;

    private final Arguments arguments;
    private final Report report;
    private final boolean encrypted;
    private final Meter meter;
    private final StampQueue underWay = new StampQueue();
    private final int frame;
    private long sent;
    private long settled;
    private boolean over;
    /** Bytes of the acknowledgement in hand that have come, and the number that it begins with. */
    private int at;

    private int acknowledged;

    RawSender(Arguments arguments, Report report, boolean encrypted) {
        this.arguments = arguments;
        this.report = report;
        this.encrypted = encrypted;
        meter = new Meter(arguments);
        frame = RawEnd.OVERHEAD + arguments.size();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!encrypted) {
            send(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            send(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            send(context);
        }
    }

    private void send(ChannelHandlerContext context) {
        boolean wrote = false;
        while (!over && sent - settled < arguments.window() && context.channel().isWritable()) {
            int most = (int) Math.min(arguments.window() - (sent - settled), Math.max(1, BATCH / frame));
            // the JDK's TLS engine works on arrays, sockets on native memory
            ByteBuf batch = encrypted
                    ? context.alloc().heapBuffer(most * frame)
                    : context.alloc().directBuffer(most * frame);
            for (int i = 0; i < most && !over; i++) {
                add(batch);
            }
            context.write(batch, context.voidPromise());
            wrote = true;
        }
        if (wrote) {
            context.flush();
        }
        if (over && settled == sent) {
            report.of(meter);
            context.close();
        }
    }

    private void add(ByteBuf batch) {
        long now = System.nanoTime();
        if (!meter.wantsMore(sent, now)) {
            over = true;
            return;
        }
        batch.writeInt(frame).writeZero(RawEnd.OVERHEAD - Integer.BYTES).writeBytes(Stamp.body(arguments.size(), now));
        underWay.add(now);
        sent++;
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
        if (at < Integer.BYTES) {
            acknowledged = acknowledged << Byte.SIZE | in.readUnsignedByte();
            at++;
            return;
        }
        int count = Math.min(in.readableBytes(), RawEnd.ACKNOWLEDGEMENT - at);
        in.skipBytes(count);
        at += count;
        if (at == RawEnd.ACKNOWLEDGEMENT) {
            at = 0;
            long now = System.nanoTime();
            for (int i = 0; i < acknowledged; i++) {
                settled++;
                meter.message(now, underWay.remove());
            }
            acknowledged = 0;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        send(context);
    }
}
