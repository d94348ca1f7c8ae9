// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.proxy.ProxyConnectionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing connection until it stands: name, addresses, TCP, TLS. A second address is tried when the first failed or
 * has not answered for a while, and the first to answer wins (RFC 8305, 5). Lives on its loop.
 */
final class Dialer implements Transport.Attempt, NettyWire.Opener {

    /** What RFC 8305, 5 recommends to wait for an address before the next is tried beside it. */
    private static final Duration HEAD_START = Duration.ofMillis(250);

    private record Prepared(
            List<? extends SocketAddress> addresses,
            @Nullable InetSocketAddress local,
            @Nullable TlsEngines engines) {}

    private final NettyTransport transport;
    private final ConnectSettings settings;
    private final NettyLoop loop;
    private final Driver driver;
    private final @Nullable ProxySettings proxy;
    private final String place;
    private final List<DuplexChannel> pending = new ArrayList<>();
    private final List<NetworkException> failures = new ArrayList<>();
    private List<? extends SocketAddress> addresses = List.of();
    private @Nullable InetSocketAddress local;
    private @Nullable TlsEngines engines;
    private int next;
    private boolean done;
    private @Nullable Timer limit;
    private @Nullable Timer headStart;
    private @Nullable DuplexChannel winner;

    Dialer(NettyTransport transport, ConnectSettings settings, NettyLoop loop, Driver driver) {
        this.transport = transport;
        this.settings = settings;
        this.loop = loop;
        this.driver = driver;
        this.proxy = settings.proxy();
        String destination = Failures.place(settings.host(), settings.port());
        if (settings.unixSocket() != null) {
            this.place = String.valueOf(settings.unixSocket());
        } else {
            this.place = proxy == null
                    ? destination
                    : destination + " by the proxy " + Failures.place(proxy.host(), proxy.port());
        }
    }

    void start() {
        loop.execute(() -> {
            if (done) {
                return;
            }
            limit = loop.schedule(settings.connectTimeout(), this::timedOut);
            Executor where = mayBlock() ? transport.lookups() : Runnable::run;
            where.execute(this::prepare);
        });
    }

    private boolean mayBlock() {
        String host = proxy == null ? settings.host() : proxy.host();
        return settings.tls() != null || Addresses.literal(host) == null || settings.bindHost() != null;
    }

    /** Off the loop: asks the resolver, reads certificates. */
    private void prepare() {
        try {
            TlsSettings tls = settings.tls();
            TlsEngines ready = tls == null ? null : transport.engines(tls);
            String from = settings.bindHost();
            InetSocketAddress local = from == null
                    ? null
                    : Addresses.resolve(transport.resolver(), from, 0).get(0);
            Prepared prepared = new Prepared(remote(), local, ready);
            loop.executeUnlessEnded(() -> race(prepared));
        } catch (Exception e) {
            loop.executeUnlessEnded(() -> fail(Failures.connect(place, e)));
        }
    }

    /** Where the channel is to go: the peer's addresses, the proxy's, or a file. */
    private List<? extends SocketAddress> remote() throws UnknownHostException {
        Path file = settings.unixSocket();
        if (file != null) {
            return List.of(transport.sockets().unixAddress(file));
        }
        return proxy == null
                ? Addresses.resolve(transport.resolver(), settings.host(), settings.port())
                : Addresses.resolve(transport.resolver(), proxy.host(), proxy.port());
    }

    private void race(Prepared prepared) {
        if (!done) {
            addresses = prepared.addresses;
            local = prepared.local;
            engines = prepared.engines;
            tryNext();
        }
    }

    private void tryNext() {
        if (headStart != null) {
            headStart.cancel();
        }
        if (done || winner != null || next == addresses.size()) {
            return;
        }
        SocketAddress address = addresses.get(next++);
        if (next < addresses.size()) {
            headStart = loop.schedule(HEAD_START, this::tryNext);
        }
        try {
            tryAddress(address);
        } catch (ChannelException e) {
            failed(Failures.connect(Failures.place(address), e.getCause() == null ? e : e.getCause()));
        }
    }

    private void tryAddress(SocketAddress address) {
        Sockets sockets = transport.sockets();
        DuplexChannel channel = settings.unixSocket() == null ? sockets.tcp() : sockets.unix();
        pending.add(channel);
        boolean plain = proxy == null && engines == null && settings.webSocket() == null;
        NettyTransport.configure(channel, loop, plain);
        channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0); // there is one limit for all addresses
        SocketAddress target = address;
        if (proxy != null) {
            channel.pipeline().addLast(Proxies.handler(proxy, (InetSocketAddress) address));
            target = InetSocketAddress.createUnresolved(settings.host(), settings.port());
        }
        channel.pipeline().addLast(new Candidate(channel, address));
        loop.register(channel);
        ChannelFuture connected = local == null ? channel.connect(target) : channel.connect(target, local);
        connected.addListener(result -> {
            if (!result.isSuccess()) {
                lost(channel, Failures.connect(Failures.place(address), result.cause()));
            }
        });
    }

    /** Waits until its channel leads to the destination, and makes place for the wire then. */
    private final class Candidate extends ChannelInboundHandlerAdapter {

        private final DuplexChannel channel;
        private final SocketAddress address;

        Candidate(DuplexChannel channel, SocketAddress address) {
            this.channel = channel;
            this.address = address;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (proxy == null) {
                arrived(ctx);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ProxyConnectionEvent) {
                arrived(ctx);
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        private void arrived(ChannelHandlerContext ctx) {
            won(channel);
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            lost(channel, Proxies.failure(Failures.place(address), cause));
            close(channel);
        }
    }

    private void lost(DuplexChannel channel, NetworkException failure) {
        if (pending.remove(channel) && !done && winner == null) {
            failed(failure);
        }
    }

    private void failed(NetworkException failure) {
        failures.add(failure);
        if (next < addresses.size()) {
            tryNext();
        } else if (pending.isEmpty()) {
            fail(summary());
        }
    }

    /** One failure for all: that of the favourite address, told of the whole host, with those of the others attached. */
    private NetworkException summary() {
        NetworkException first = failures.get(0);
        NetworkException summary = first.kind() == Kind.PROXY_FAILED
                ? first
                : Failures.connect(place, first.getCause() == null ? first : first.getCause());
        failures.stream().skip(1).forEach(summary::addSuppressed);
        return summary;
    }

    private void won(DuplexChannel channel) {
        pending.remove(channel);
        if (done || winner != null) {
            close(channel);
            return;
        }
        winner = channel;
        stopTimers();
        closePending();
        try {
            TlsLayer tls = engines == null
                    ? null
                    : new TlsLayer(
                            engines.client(settings.peerName(), settings.port()),
                            transport.handshakes(),
                            settings.peerName(),
                            settings.tlsTimeout());
            WebSocketSettings socket = settings.webSocket();
            WebSocketLayer webSocket = socket == null ? null : WebSocketLayer.client(settings, socket, place);
            new NettyWire(loop, this, tls, webSocket, place, settings.closeTimeout()).install(channel);
        } catch (NetworkException | RuntimeException e) {
            fail(Failures.connect(place, e));
        }
    }

    @Override
    public Driver opened(NettyWire wire) {
        done = true;
        return driver;
    }

    @Override
    public void openingFailed(NettyWire wire, NetworkException cause) {
        winner = null; // the wire closes its channel by itself, once the peer was told why
        fail(cause);
    }

    private void timedOut() {
        fail(Failures.connectTimeout(place, settings.connectTimeout()));
    }

    private void fail(NetworkException cause) {
        if (!done) {
            giveUp();
            driver.connectFailed(cause);
        }
    }

    @Override
    public void cancel() {
        loop.execute(() -> {
            if (!done) {
                giveUp();
            }
        });
    }

    private void giveUp() {
        done = true;
        stopTimers();
        closePending();
        if (winner != null) {
            close(winner);
        }
    }

    private void closePending() {
        List.copyOf(pending).forEach(Dialer::close);
    }

    private static void close(DuplexChannel channel) {
        channel.unsafe().close(channel.voidPromise());
    }

    private void stopTimers() {
        if (limit != null) {
            limit.cancel();
        }
        if (headStart != null) {
            headStart.cancel();
        }
    }
}
