// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One end of a raw connection, which takes the bytes that come piece by piece. */
abstract class RawConnection extends ChannelInboundHandlerAdapter {

    private final RawCourse course;

    RawConnection(RawCourse course) {
        this.course = course;
    }

    RawCourse course() {
        return course;
    }

    /** Takes at least one of the bytes. */
    abstract void take(ByteBuf in);

    @Override
    public void channelActive(ChannelHandlerContext context) {
        course.opened();
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                take(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        course.closed();
    }
}
