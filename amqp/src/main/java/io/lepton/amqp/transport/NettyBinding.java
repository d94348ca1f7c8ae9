// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener: binds, accepts, limits. Lives on its loop; only what it hands out lives on others. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel has no failure that anybody could mend
final class NettyBinding extends ChannelInboundHandlerAdapter implements Transport.Binding {

    private static final Logger log = LoggerFactory.getLogger(NettyBinding.class);

    /** The usual cause of a failed accept is a lack of file descriptors; trying at once again would only burn time. */
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final NettyTransport transport;
    private final ListenSettings settings;
    private final NettyLoop loop;
    private final Acceptor acceptor;
    private final String place;
    private final AtomicInteger connections = new AtomicInteger();
    private @Nullable TlsEngines engines;
    private @Nullable ServerSocketChannel channel;
    private boolean closed;

    NettyBinding(NettyTransport transport, ListenSettings settings, NettyLoop loop, Acceptor acceptor) {
        this.transport = transport;
        this.settings = settings;
        this.loop = loop;
        this.acceptor = acceptor;
        this.place = Failures.place(settings.host(), settings.port());
    }

    void start() {
        transport.lookups().execute(this::prepare);
    }

    /** Off the loop: asks the resolver, reads certificates. */
    private void prepare() {
        try {
            InetSocketAddress address = Addresses.resolve(transport.resolver(), settings.host(), settings.port())
                    .get(0);
            if (settings.tls() != null) {
                engines = transport.engines(settings.tls());
                engines.server(); // so that settings of no use are told now, not to the first client
            }
            loop.execute(() -> bind(address));
        } catch (Exception e) {
            loop.execute(() -> acceptor.listenFailed(Failures.bind(place, e)));
        }
    }

    private void bind(InetSocketAddress address) {
        ServerSocketChannel opened;
        try {
            opened = new NioServerSocketChannel();
        } catch (ChannelException e) {
            acceptor.listenFailed(Failures.bind(place, e.getCause() == null ? e : e.getCause()));
            return;
        }
        channel = opened;
        opened.config().setBacklog(settings.backlog());
        opened.pipeline().addLast(this);
        loop.register(opened);
        opened.bind(address).addListener(bound -> {
            if (!bound.isSuccess()) {
                opened.close();
                acceptor.listenFailed(Failures.bind(place, bound.cause()));
                return;
            }
            opened.closeFuture().addListener(end -> acceptor.closed(null));
            acceptor.listening(opened.localAddress());
            if (closed) {
                opened.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        SocketChannel child = (SocketChannel) message;
        if (connections.get() >= settings.maxConnections()) {
            InetSocketAddress remote = child.remoteAddress();
            child.unsafe().closeForcibly();
            String text = "A connection from " + Failures.place(remote) + " to " + place
                    + " was turned away: there are " + settings.maxConnections() + " already";
            acceptor.refused(remote, new NetworkException(Kind.TOO_MANY_CONNECTIONS, text, null));
            return;
        }
        accept(child);
    }

    private void accept(SocketChannel child) {
        InetSocketAddress remote = child.remoteAddress();
        String peer = Failures.place(remote);
        NettyLoop childLoop = transport.nextLoop();
        try {
            NettyTransport.configure(child);
            TlsLayer tls = engines == null
                    ? null
                    : new TlsLayer(engines.server(), transport.handshakes(), peer, settings.tlsTimeout());
            WebSocketSettings socket = settings.webSocket();
            WebSocketLayer webSocket = socket == null ? null : WebSocketLayer.server(settings, socket, peer);
            NettyWire wire =
                    new NettyWire(childLoop, new Accepted(remote), tls, webSocket, peer, settings.closeTimeout());
            wire.install(child);
        } catch (NetworkException | RuntimeException e) {
            child.unsafe().closeForcibly();
            acceptor.refused(remote, Failures.broken(peer, e));
            return;
        }
        connections.incrementAndGet();
        child.closeFuture().addListener(end -> connections.decrementAndGet());
        childLoop.register(child);
    }

    private final class Accepted implements NettyWire.Opener {

        private final InetSocketAddress remote;

        Accepted(InetSocketAddress remote) {
            this.remote = remote;
        }

        @Override
        public Driver opened(NettyWire wire) {
            return acceptor.accepted(wire);
        }

        @Override
        public void openingFailed(NettyWire wire, NetworkException cause) {
            acceptor.refused(remote, cause);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.warn(
                "Cannot accept connections on {}; trying again in {}",
                place,
                Failures.words(REST_AFTER_FAILURE),
                cause);
        ctx.channel().config().setAutoRead(false);
        loop.schedule(REST_AFTER_FAILURE, () -> ctx.channel().config().setAutoRead(true));
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            if (channel != null) {
                channel.close();
            }
        });
    }
}
