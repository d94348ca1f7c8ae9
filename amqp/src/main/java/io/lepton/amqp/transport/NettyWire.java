// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire over a Netty channel: the last handler of its pipeline. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails arrives in exceptionCaught
final class NettyWire extends ChannelInboundHandlerAdapter implements Wire {

    private static final Logger log = LoggerFactory.getLogger(NettyWire.class);

    /**
     * What may wait unsent without a driver's doing (TLS answers to key updates) or in spite of {@link #writable()}; beyond it,
     * nothing is read from a peer that doesn't read either.
     */
    private static final long HELD_BACK_ABOVE = 8L << 20;

    /** Who opened the channel and waits until it is of use. */
    interface Opener {

        /** The channel stands, TLS included; gives the driver. */
        Driver opened(NettyWire wire);

        /** It never came to that; called once and instead. */
        void openingFailed(NettyWire wire, NetworkException cause);
    }

    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final NettyLoop loop;
    private @Nullable Opener opener;
    private final @Nullable TlsLayer tls;
    private final @Nullable WebSocketLayer webSocket;
    private final String place;
    private final WireClosing closing;
    private final WireOutput output;
    private State state = State.OPENING;
    private boolean received;
    private boolean flushing;
    private boolean toldUnwritable;
    private boolean readingWanted = true;
    private boolean heldBack;
    private @Nullable NetworkException cause;

    @SuppressWarnings("NullAway.Init") // set when the handler is added to its pipeline, before anything else
    private ChannelHandlerContext context;

    @SuppressWarnings("NullAway.Init") // set on the way from OPENING to OPEN
    private Driver driver;

    NettyWire(
            NettyLoop loop,
            Opener opener,
            @Nullable TlsLayer tls,
            @Nullable WebSocketLayer webSocket,
            String place,
            Duration closeTimeout) {
        this.loop = loop;
        this.opener = opener;
        this.tls = tls;
        this.webSocket = webSocket;
        this.place = place;
        this.closing = new WireClosing(loop, tls, webSocket, place, closeTimeout);
        this.output = new WireOutput(loop.output(), tls != null);
    }

    /** Puts TLS and WebSocket, if wanted, and this wire on a channel that is about to become active. */
    void install(Channel channel) {
        if (tls != null) {
            tls.install(channel, this);
        }
        if (webSocket != null) {
            webSocket.install(channel);
        }
        channel.pipeline().addLast(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        closing.of(ctx);
        output.of(ctx);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (tls == null && webSocket == null) {
            opened();
        }
    }

    private void opened() {
        Opener by = opener;
        if (state != State.OPENING || by == null) {
            return;
        }
        try {
            driver = by.opened(this);
            state = State.OPEN;
            opener = null;
            driver.connected(this);
        } catch (Throwable failure) {
            exceptionCaught(context, failure);
        }
    }

    private void openingFailed(NetworkException failure) {
        Opener by = opener;
        if (state != State.OPENING || by == null) {
            return;
        }
        state = State.CLOSED;
        opener = null;
        by.openingFailed(this, failure);
        closing.afterFailure();
    }

    /** TLS wants to close the channel. It told why before, unless there is nothing to tell. */
    void closedByTls() {
        if (state == State.OPEN) {
            closing.cut();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (tls != null) {
                tls.dataArrived();
            }
            if (state == State.OPEN) {
                received = true;
                hand(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void hand(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            driver.received(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), length);
            return;
        }
        byte[] scratch = loop.scratch();
        while (length > 0 && state == State.OPEN) {
            int part = Math.min(length, scratch.length);
            bytes.readBytes(scratch, 0, part);
            driver.received(scratch, 0, part);
            length -= part;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        endBatch();
        if (!heldBack && ctx.channel().bytesBeforeWritable() > HELD_BACK_ABOVE) {
            heldBack = true;
            applyReading();
        }
    }

    private void endBatch() {
        if (received && state == State.OPEN) {
            received = false;
            driver.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            return;
        }
        if (heldBack) {
            heldBack = false;
            applyReading();
        }
        if (!toldUnwritable) {
            return;
        }
        toldUnwritable = false;
        if (flushing) {
            loop.execute(this::tellWritable); // the driver is in the middle of its own call
        } else {
            tellWritable();
        }
    }

    private void tellWritable() {
        if (state == State.OPEN) {
            driver.writable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                exceptionCaught(ctx, handshake.cause());
            } else if (webSocket == null) {
                opened();
            }
        } else if (event == WebSocketLayer.Event.READY) {
            opened();
        } else if (event == WebSocketLayer.Event.INPUT_ENDED) {
            inputEnded();
        } else if (event instanceof SslCloseCompletionEvent close) {
            if (close.isSuccess()) {
                inputEnded();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            streamEnded();
        }
    }

    /** TCP's end of the stream. */
    private void streamEnded() {
        if (tls == null || closing.inputEnded() || state == State.CLOSING || state == State.CLOSED) {
            inputEnded();
        } else if (state == State.OPENING) {
            exceptionCaught(context, new EOFException("the peer closed the connection during the handshake"));
        } else {
            exceptionCaught(context, Failures.truncated(place));
        }
    }

    private void inputEnded() {
        if (closing.endInput() && state == State.OPEN) {
            endBatch();
            driver.inputClosed();
            close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        switch (state) {
            case OPENING -> openingFailed(tls == null ? Failures.broken(place, failure) : tls.failure(place, failure));
            case OPEN -> {
                NetworkException broken = tls == null ? Failures.broken(place, failure) : tls.broken(place, failure);
                if (broken.kind() == Kind.OTHER) {
                    log.error("{}", broken.getMessage(), failure);
                }
                cause = closing.inputEnded() ? null : broken;
                state = State.CLOSING;
                closing.cut();
            }
            case CLOSED -> log.debug("After the end of the connection to {}", place, failure);
            case CLOSING -> {
                if (Failures.unwrap(failure) instanceof IOException) {
                    log.debug("While closing the connection to {}", place, failure);
                } else {
                    log.error("While closing the connection to {}", place, failure);
                }
                closing.cut();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing.done();
        if (state == State.OPENING) {
            openingFailed(Failures.broken(place, new EOFException("closed by the peer during the handshake")));
        } else if (state != State.CLOSED) {
            state = State.CLOSED;
            driver.closed(cause);
        }
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, long more) {
        if (state != State.OPEN) {
            return;
        }
        flushing = true;
        try {
            output.write(bytes, offset, offset + length, more);
        } catch (OutOfMemoryError full) { // which Netty throws, too, when memory outside the heap is short
            // a part may be on its way: what would follow it fits no more
            exceptionCaught(context, full);
        }
        flushing = false;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        output.drop();
    }

    @Override
    public void flush() {
        flushing = true;
        output.flush();
        flushing = false;
    }

    @Override
    public boolean writable() {
        boolean writable = context.channel().isWritable();
        toldUnwritable |= !writable;
        return writable;
    }

    @Override
    public void reading(boolean on) {
        readingWanted = on;
        applyReading();
    }

    private void applyReading() {
        context.channel().config().setAutoRead(state != State.OPEN || (readingWanted && !heldBack));
    }

    @Override
    public void close() {
        if (state != State.OPEN) {
            return;
        }
        flush();
        state = State.CLOSING;
        applyReading();
        closing.begin();
    }

    @Override
    public void abort() {
        if (state == State.OPEN) {
            state = State.CLOSING;
        }
        closing.cut();
    }

    @Override
    public void peerKnown() {
        if (webSocket != null) {
            webSocket.peerKnown();
        }
    }

    @Override
    public @Nullable SSLSession tls() {
        return tls == null ? null : tls.session();
    }

    @Override
    public SocketAddress localAddress() {
        return context.channel().localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        SocketAddress remote = context.channel().remoteAddress();
        return remote == null ? localAddress() : remote; // who connects by a Unix domain socket has no address
    }

    @Override
    public String toString() {
        return "wire to " + place;
    }
}
