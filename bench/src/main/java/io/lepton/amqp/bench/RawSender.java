// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Sends raw frames, as many at a time as the window of its connection allows. Unsettled only. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and no figures come
final class RawSender extends RawConnection {

    /** Frames are gathered up to this size before they are written. */
    private static final int BATCH = 256 * 1024;

    private final Arguments arguments;
    private final boolean encrypted;
    private final StampQueue underWay = new StampQueue();
    private final int frame;
    private long sent;
    private long settled;
    /** Bytes of the acknowledgement in hand that have come, and the number that it begins with. */
    private int at;

    private int acknowledged;

    RawSender(Arguments arguments, RawCourse course, boolean encrypted) {
        super(course);
        this.arguments = arguments;
        this.encrypted = encrypted;
        frame = RawEnd.OVERHEAD + arguments.size();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        super.channelActive(context);
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
        while (!course().over()
                && sent - settled < arguments.window()
                && context.channel().isWritable()) {
            int most = (int) Math.min(arguments.window() - (sent - settled), Math.max(1, BATCH / frame));
            // the JDK's TLS engine works on arrays, sockets on native memory
            ByteBuf batch = encrypted
                    ? context.alloc().heapBuffer(most * frame)
                    : context.alloc().directBuffer(most * frame);
            for (int i = 0; i < most && !course().over(); i++) {
                add(batch);
            }
            context.write(batch, context.voidPromise());
            wrote = true;
        }
        if (wrote) {
            context.flush();
        }
        if (course().over() && settled == sent) {
            context.close();
        }
    }

    private void add(ByteBuf batch) {
        long now = System.nanoTime();
        if (!course().sendsMore(now)) {
            return;
        }
        batch.writeInt(frame).writeZero(RawEnd.OVERHEAD - Integer.BYTES).writeBytes(Stamp.body(arguments.size(), now));
        underWay.add(now);
        sent++;
    }

    @Override
    void take(ByteBuf in) {
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
                course().meter().message(now, underWay.remove());
            }
            acknowledged = 0;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        send(context);
    }
}
