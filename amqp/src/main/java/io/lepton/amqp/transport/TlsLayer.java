// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** TLS on one connection: Netty's handler, and a guard against peers that send records without end and no data in them. */
@SuppressWarnings("FutureReturnValueIgnored") // what happens to a promise is for him to see who gave it
final class TlsLayer {

    /** Some records without data are usual (session tickets, key updates, one of 16 KiB that is not complete yet). */
    private static final int MOST_BYTES_WITHOUT_DATA = 256 * 1024;

    private final SslHandler handler;
    private final String peerName;
    private final Duration timeout;
    private int bytesWithoutData;

    /**
     * @param tasks runs the handshake's computations, some milliseconds each, and whatever a trust manager asks the network
     */
    TlsLayer(SSLEngine engine, Executor tasks, String peerName, Duration timeout) {
        handler = new SslHandler(engine, tasks);
        handler.setHandshakeTimeoutMillis(Math.max(1, timeout.toMillis()));
        this.peerName = peerName;
        this.timeout = timeout;
    }

    void install(Channel channel, NettyWire wire) {
        channel.pipeline().addLast(new Guard(wire), handler);
    }

    void dataArrived() {
        bytesWithoutData = 0;
    }

    ChannelFuture closeOutbound() {
        return handler.closeOutbound();
    }

    SSLSession session() {
        return handler.engine().getSession();
    }

    /** What ended the handshake. */
    NetworkException failure(String place, Throwable cause) {
        return Failures.handshake(place, peerName, timeout, shown(), cause);
    }

    /** What ended the connection after the handshake, such as, in TLS 1.3, what the server thinks of our certificate. */
    NetworkException broken(String place, Throwable cause) {
        return Failures.broken(place, shown(), cause);
    }

    /** Whose certificate we showed. */
    private @Nullable Principal shown() {
        SSLSession handshake = handler.engine().getHandshakeSession();
        return (handshake == null ? session() : handshake).getLocalPrincipal();
    }

    /** Stands between TLS and the socket. */
    private final class Guard extends ChannelDuplexHandler {

        private final NettyWire wire;

        Guard(NettyWire wire) {
            this.wire = wire;
        }

        /** Netty's handler closes as soon as it wrote an alert, which the peer may then never read: the wire does it better. */
        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            if (ctx.channel().isActive()) {
                wire.loop().execute(wire::closedByTls);
            } else {
                ctx.close(promise);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf records = (ByteBuf) message;
            bytesWithoutData += records.readableBytes();
            if (bytesWithoutData > MOST_BYTES_WITHOUT_DATA) {
                records.release();
                String text = "The peer sent " + bytesWithoutData + " bytes of TLS records without data";
                ctx.fireExceptionCaught(new NetworkException(Kind.TLS_FAILED, text, null));
                return;
            }
            ctx.fireChannelRead(message);
        }
    }
}
