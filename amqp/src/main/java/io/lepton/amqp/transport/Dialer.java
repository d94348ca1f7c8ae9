// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
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
            List<InetSocketAddress> addresses,
            @Nullable InetSocketAddress local,
            @Nullable TlsEngines engines) {}

    private final NettyTransport transport;
    private final ConnectSettings settings;
    private final NettyLoop loop;
    private final Driver driver;
    private final String place;
    private final List<SocketChannel> pending = new ArrayList<>();
    private final List<NetworkException> failures = new ArrayList<>();
    private List<InetSocketAddress> addresses = List.of();
    private @Nullable InetSocketAddress local;
    private @Nullable TlsEngines engines;
    private int next;
    private boolean done;
    private @Nullable Timer limit;
    private @Nullable Timer headStart;
    private @Nullable SocketChannel winner;

    Dialer(NettyTransport transport, ConnectSettings settings, NettyLoop loop, Driver driver) {
        this.transport = transport;
        this.settings = settings;
        this.loop = loop;
        this.driver = driver;
        this.place = Failures.place(settings.host(), settings.port());
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
        return settings.tls() != null || Addresses.literal(settings.host()) == null || settings.bindHost() != null;
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
            List<InetSocketAddress> remote = Addresses.resolve(transport.resolver(), settings.host(), settings.port());
            Prepared prepared = new Prepared(remote, local, ready);
            loop.execute(() -> race(prepared));
        } catch (Exception e) {
            loop.execute(() -> fail(Failures.connect(place, e)));
        }
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
        InetSocketAddress address = addresses.get(next++);
        if (next < addresses.size()) {
            headStart = loop.schedule(HEAD_START, this::tryNext);
        }
        try {
            tryAddress(address);
        } catch (ChannelException e) {
            failed(Failures.connect(Failures.place(address), e.getCause() == null ? e : e.getCause()));
        }
    }

    private void tryAddress(InetSocketAddress address) {
        SocketChannel channel = new NioSocketChannel();
        pending.add(channel);
        NettyTransport.configure(channel);
        channel.config().setAutoRead(false); // until the wire is there to take what is read
        channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0); // there is one limit for all addresses
        loop.register(channel);
        ChannelFuture connected = local == null ? channel.connect(address) : channel.connect(address, local);
        connected.addListener(result -> {
            pending.remove(channel);
            if (result.isSuccess()) {
                won(channel);
            } else if (!done && winner == null) {
                failed(Failures.connect(Failures.place(address), result.cause()));
            }
        });
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
        NetworkException summary = Failures.connect(place, first.getCause() == null ? first : first.getCause());
        failures.stream().skip(1).forEach(summary::addSuppressed);
        return summary;
    }

    private void won(SocketChannel channel) {
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
            new NettyWire(loop, this, tls, place, settings.closeTimeout()).install(channel);
            channel.config().setAutoRead(true);
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

    private static void close(SocketChannel channel) {
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
