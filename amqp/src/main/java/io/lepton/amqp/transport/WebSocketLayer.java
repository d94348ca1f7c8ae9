// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** AMQP in the binary messages of a WebSocket with the subprotocol {@code amqp} (OASIS AMQP WebSocket Binding 1.0). */
@SuppressWarnings("FutureReturnValueIgnored") // what happens to a promise is for him to see who gave it
final class WebSocketLayer {

    /** What happened, for the wire above. */
    enum Event {
        /** The handshake is done. */
        READY,
        /** The peer said that it closes. */
        INPUT_ENDED
    }

    private static final String SUBPROTOCOL = "amqp";
    /** HTTP requests and responses of a handshake have no body worth mentioning. */
    private static final int LONGEST_BODY = 8192;
    /** Netty's own limit begins with the first whole request, which a slow peer never sends. */
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * What a listener holds of a frame that is not complete while the client is still unknown: as much as of a frame of AMQP.
     * Messages, which make frames long, can't come before the client's open was answered.
     */
    private static final int MOST_OF_THE_UNKNOWN = 64 * 1024;

    private final List<ChannelHandler> handshake;
    private final Duration limit;
    private final String place;
    private boolean peerKnown;
    private long held;

    /**
     * @param handshake what does the handshake and then WebSocket's frames
     * @param peerKnown whether the peer may send long frames from the beginning
     */
    private WebSocketLayer(List<ChannelHandler> handshake, boolean peerKnown, Duration limit, String place) {
        this.handshake = handshake;
        this.peerKnown = peerKnown;
        this.limit = limit;
        this.place = place;
    }

    static WebSocketLayer client(ConnectSettings settings, WebSocketSettings socket, String place) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri(settings, socket))
                .version(WebSocketVersion.V13)
                .subprotocol(SUBPROTOCOL)
                .maxFramePayloadLength(socket.maxFrame())
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .handshakeTimeoutMillis(NEVER)
                .build();
        Duration limit = limit(settings.tls(), settings.tlsTimeout());
        List<ChannelHandler> handshake = List.of(
                new HttpClientCodec(),
                new HttpObjectAggregator(LONGEST_BODY),
                new WebSocketClientProtocolHandler(config));
        return new WebSocketLayer(handshake, true, limit, place);
    }

    private static URI uri(ConnectSettings settings, WebSocketSettings socket) {
        String scheme = settings.tls() == null ? "ws" : "wss";
        try {
            return new URI(scheme, null, settings.host(), settings.port(), socket.path(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("WebSocket: \"" + socket.path() + "\" cannot be a path", e);
        }
    }

    static WebSocketLayer server(ListenSettings settings, WebSocketSettings socket, String place) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .subprotocols(SUBPROTOCOL)
                .maxFramePayloadLength(socket.maxFrame())
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .handshakeTimeoutMillis(NEVER)
                .build();
        Duration limit = limit(settings.tls(), settings.tlsTimeout());
        List<ChannelHandler> handshake = List.of(
                new HttpServerCodec(),
                new HttpObjectAggregator(LONGEST_BODY),
                new WebSocketOrigins(socket.origins()),
                new WebSocketServerProtocolHandler(config));
        return new WebSocketLayer(handshake, false, limit, place);
    }

    private static Duration limit(@Nullable TlsSettings tls, Duration each) {
        return tls == null ? each : each.multipliedBy(2);
    }

    void install(Channel channel) {
        channel.pipeline()
                .addLast(new Guard())
                .addLast(handshake.toArray(ChannelHandler[]::new))
                .addLast(new Frames());
    }

    /** The peer has authenticated and opened: what it sends may be as long as the settings say. */
    void peerKnown() {
        peerKnown = true;
    }

    /** Tells the peer that nothing more follows. */
    ChannelFuture goodbye(ChannelHandlerContext above) {
        return above.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }

    private NetworkException failure(String why, Throwable cause) {
        return new NetworkException(Kind.WEBSOCKET_FAILED, "The WebSocket with " + place + " failed: " + why, cause);
    }

    /** Stands before the decoder, which gathers a frame until it is whole, and counts what that is. */
    private final class Guard extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            held += ((ByteBuf) message).readableBytes();
            ctx.fireChannelRead(message);
            if (held > MOST_OF_THE_UNKNOWN && !peerKnown) {
                held = Long.MIN_VALUE; // told once
                String text = "more than " + MOST_OF_THE_UNKNOWN + " bytes of one frame came before the peer's open";
                ChannelHandlerContext frames = ctx.pipeline().context(Frames.class);
                if (frames != null) {
                    frames.fireExceptionCaught(failure(text, new IllegalStateException(text)));
                }
            }
        }
    }

    /** A client's frame has come whole: as long as its header with the mask (RFC 6455, 5.2) and its content. */
    private void whole(int content) {
        int header = content < 126 ? 6 : content <= 0xffff ? 8 : 14;
        held -= content + header;
    }

    /** Between WebSocket frames and bytes. */
    private final class Frames extends ChannelDuplexHandler {

        private @Nullable Future<?> timer;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            timer = ctx.executor()
                    .schedule(
                            () -> exceptionCaught(ctx, new IllegalStateException("no end of the handshake in time")),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
            ctx.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            stopTimer();
            ctx.fireChannelInactive();
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel(false);
            }
        }

        private void ready(ChannelHandlerContext ctx) {
            stopTimer();
            held = 0;
            ctx.fireUserEventTriggered(Event.READY);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            boolean data = message instanceof ByteBuf bytes && bytes.isReadable();
            ctx.write(data ? new BinaryWebSocketFrame((ByteBuf) message) : message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame) {
                ByteBuf content = ((WebSocketFrame) message).content();
                whole(content.readableBytes());
                ctx.fireChannelRead(content);
                return;
            }
            ReferenceCountUtil.release(message);
            if (message instanceof CloseWebSocketFrame) {
                ctx.fireUserEventTriggered(Event.INPUT_ENDED);
            } else {
                exceptionCaught(ctx, new IllegalStateException("the peer sent text; AMQP takes binary messages"));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                ready(ctx);
            } else if (event instanceof HandshakeComplete done) {
                if (SUBPROTOCOL.equals(done.selectedSubprotocol())) {
                    ready(ctx);
                } else {
                    exceptionCaught(ctx, new IllegalStateException("the peer did not offer the subprotocol amqp"));
                }
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        /** What the handlers below throw is the peer's doing. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            boolean network = Failures.unwrap(cause) instanceof IOException;
            ctx.fireExceptionCaught(network ? cause : failure(Failures.words(cause), cause));
        }
    }
}
