// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
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
    private final ConnectionCounts connections;
    private @Nullable TlsEngines engines;
    private @Nullable ServerChannel channel;
    private boolean closed;

    NettyBinding(NettyTransport transport, ListenSettings settings, NettyLoop loop, Acceptor acceptor) {
        this.transport = transport;
        this.settings = settings;
        this.loop = loop;
        this.acceptor = acceptor;
        this.connections = new ConnectionCounts(settings.maxConnections(), settings.maxPerAddress());
        this.place = settings.unixSocket() == null
                ? Failures.place(settings.host(), settings.port())
                : String.valueOf(settings.unixSocket());
    }

    void start() {
        transport.lookups().execute(this::prepare);
    }

    /** Off the loop: asks the resolver, reads certificates. */
    private void prepare() {
        try {
            SocketAddress address = address();
            if (settings.tls() != null) {
                engines = transport.engines(settings.tls());
                engines.server(); // so that settings of no use are told now, not to the first client
            }
            loop.executeUnlessEnded(() -> bind(address));
        } catch (Exception e) {
            loop.executeUnlessEnded(() -> acceptor.listenFailed(Failures.bind(place, e)));
        }
    }

    private SocketAddress address() throws IOException {
        Path file = settings.unixSocket();
        if (file == null) {
            return Addresses.resolve(transport.resolver(), settings.host(), settings.port())
                    .get(0);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) { // not every system refuses by itself to take it over
            throw new BindException("there is such a file already; delete it if nobody listens there any more");
        }
        return transport.sockets().unixAddress(file);
    }

    private void bind(SocketAddress address) {
        Sockets sockets = transport.sockets();
        ServerChannel opened;
        try {
            opened = settings.unixSocket() == null ? sockets.tcpListener() : sockets.unixListener();
        } catch (ChannelException e) {
            acceptor.listenFailed(Failures.bind(place, e.getCause() == null ? e : e.getCause()));
            return;
        }
        channel = opened;
        opened.config().setOption(ChannelOption.SO_BACKLOG, settings.backlog());
        opened.pipeline().addLast(this);
        loop.register(opened);
        opened.bind(address).addListener(bound -> {
            if (!bound.isSuccess()) {
                opened.close();
                acceptor.listenFailed(Failures.bind(place, bound.cause()));
                return;
            }
            opened.closeFuture().addListener(end -> closed());
            acceptor.listening(opened.localAddress());
            if (closed) {
                opened.close();
            }
        });
    }

    private void closed() {
        Path file = settings.unixSocket();
        if (file == null) {
            acceptor.closed(null);
            return;
        }
        try {
            Files.deleteIfExists(file); // the system leaves it, and it would be in the way of the next listener
        } catch (IOException e) {
            log.warn("Cannot delete {}, which nobody listens at any more", file, e);
        }
        acceptor.closed(null);
    }

    /** Who connects by a Unix domain socket has no address of its own. */
    private SocketAddress remote(Channel child) {
        SocketAddress remote = child.remoteAddress();
        Path file = settings.unixSocket();
        return file == null ? remote : transport.sockets().unixAddress(file);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        DuplexChannel child = (DuplexChannel) message;
        SocketAddress remote = remote(child);
        String obstacle = connections.obstacle(remote);
        if (obstacle != null) {
            child.unsafe().closeForcibly();
            String text = "A connection from " + Failures.place(remote) + " to " + place
                    + " was turned away: there are " + obstacle;
            acceptor.refused(remote, new NetworkException(Kind.TOO_MANY_CONNECTIONS, text, null));
            return;
        }
        accept(child, remote);
    }

    private void accept(DuplexChannel child, SocketAddress remote) {
        String peer = Failures.place(remote);
        NettyLoop childLoop = transport.nextLoop();
        try {
            NettyTransport.configure(child, childLoop, engines == null && settings.webSocket() == null);
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
        connections.came(remote);
        child.closeFuture().addListener(end -> connections.left(remote));
        childLoop.register(child);
    }

    private final class Accepted implements NettyWire.Opener {

        private final SocketAddress remote;

        Accepted(SocketAddress remote) {
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
