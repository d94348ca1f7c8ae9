// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network by way of Netty. */
public final class NettyTransport implements Transport {

    /** The longest read: some hundred small messages, or several large frames, handled and answered as one batch. */
    static final int MAX_READ = 128 * 1024;

    private static final Logger log = LoggerFactory.getLogger(NettyTransport.class);

    private static final int SHORTEST_READ = 512;
    private static final int FIRST_READ = 4096;
    /**
     * Reads of a socket that fill their buffer each, before what they bring is answered: an answer to each of them took a third
     * of a receiver's time.
     */
    private static final int MOST_READS = 4;
    /** Enough that one slow name server, or one burst of handshakes, doesn't hold up everything. */
    private static final int HELPERS = 4;

    private static final Duration HELPERS_STAY = Duration.ofSeconds(5);
    private static final Duration LOOPS_END_WITHIN = Duration.ofSeconds(5);
    /** Distinct settings are few; each keeps sessions to resume and a trust store. */
    private static final int ENGINES_KEPT = 64;

    private static final WriteBufferWaterMark WATER_MARKS =
            new WriteBufferWaterMark(Wire.LOW_WATER_MARK, Wire.HIGH_WATER_MARK);
    private static final RecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(SHORTEST_READ, FIRST_READ, MAX_READ).maxMessagesPerRead(MOST_READS);

    private final List<NettyLoop> loops = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService lookups;
    private final ExecutorService handshakes;
    private final AddressResolver resolver;
    private final Sockets sockets;
    private final Map<TlsSettings, TlsEngines> engines = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsSettings, TlsEngines> eldest) {
            return size() > ENGINES_KEPT;
        }
    };

    NettyTransport(String name, int loopCount, SocketKind kind, AddressResolver resolver) {
        if (loopCount < 1) {
            throw new IllegalArgumentException("a transport needs at least one loop, not " + loopCount);
        }
        this.sockets = Sockets.of(kind);
        for (int i = 1; i <= loopCount; i++) {
            loops.add(new NettyLoop("lepton-" + name + "-" + i, sockets.handlers()));
        }
        this.resolver = resolver;
        this.lookups = helpers("lepton-" + name + "-lookup-");
        this.handshakes = helpers("lepton-" + name + "-handshake-");
    }

    /**
     * A transport with so many loops; their threads, and those that resolve names and compute TLS handshakes, start when
     * first needed. All are daemon threads, named {@code lepton-<name>-<number>}: what the program waits for keeps it
     * alive, not a forgotten connection.
     */
    public static Transport create(String name, int loopCount) {
        return create(name, loopCount, SocketKind.NIO);
    }

    /** As {@link #create(String, int)}, by sockets of a kind that {@linkplain SocketKind#check can be used}. */
    public static Transport create(String name, int loopCount, SocketKind kind) {
        return new NettyTransport(name, loopCount, kind, AddressResolver::jdk);
    }

    private static ExecutorService helpers(String prefix) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                HELPERS, HELPERS, HELPERS_STAY.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, prefix + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * What every connection gets.
     *
     * @param plain whether what the socket brings goes to the wire as it is, which copies it: then it need not stay
     */
    static void configure(DuplexChannel channel, NettyLoop loop, boolean plain) {
        ChannelConfig config = channel.config();
        if (channel instanceof SocketChannel) {
            // output is collected into batches above; nothing is gained by waiting for more
            config.setOption(ChannelOption.TCP_NODELAY, true);
        }
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true); // so that an answer to the last input still gets out
        config.setWriteBufferWaterMark(WATER_MARKS);
        if (plain) {
            config.setRecvByteBufAllocator(
                    () -> new LoopReads(loop.input(), (RecvByteBufAllocator.ExtendedHandle) READS.newHandle()));
        } else {
            config.setAllocator(PooledByteBufAllocator.DEFAULT);
            config.setRecvByteBufAllocator(READS);
        }
    }

    @Override
    public NettyLoop nextLoop() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    @Override
    public Attempt connect(ConnectSettings settings, EventLoop loop, Driver driver) {
        if (settings.port() < 1 || settings.port() > 65_535) {
            throw new IllegalArgumentException("connect: the port must be 1 to 65535, not " + settings.port());
        }
        Dialer dialer = new Dialer(this, settings, own(loop), driver);
        dialer.start();
        return dialer;
    }

    @Override
    public Binding listen(ListenSettings settings, EventLoop loop, Acceptor acceptor) {
        TlsSettings tls = settings.tls();
        if (tls != null && tls.identity() == null && tls.context() == null) {
            throw new IllegalArgumentException("listen: TLS needs an identity, a certificate with its key");
        }
        NettyBinding binding = new NettyBinding(this, settings, own(loop), acceptor);
        binding.start();
        return binding;
    }

    private NettyLoop own(EventLoop loop) {
        if (loop instanceof NettyLoop own && loops.contains(own)) {
            return own;
        }
        throw new IllegalArgumentException("the loop belongs to another transport");
    }

    /** For what may block: names, files. */
    ExecutorService lookups() {
        return lookups;
    }

    /** For the computations of TLS, some milliseconds each. */
    ExecutorService handshakes() {
        return handshakes;
    }

    Sockets sockets() {
        return sockets;
    }

    AddressResolver resolver() {
        return resolver;
    }

    /** The engines for such settings, whose files are read if that wasn't done yet. May block. */
    TlsEngines engines(TlsSettings settings) throws NetworkException {
        TlsEngines found;
        synchronized (engines) {
            found = engines.computeIfAbsent(settings, TlsEngines::new);
        }
        found.load();
        return found;
    }

    @Override
    public void close() {
        loops.forEach(NettyLoop::shutDown);
        lookups.shutdown();
        handshakes.shutdown();
        if (loops.stream().anyMatch(NettyLoop::inLoop)) {
            return;
        }
        try {
            for (NettyLoop loop : loops) {
                if (!loop.awaitEnd(LOOPS_END_WITHIN)) {
                    log.warn(
                            "A loop is still busy {} after the transport was closed", Failures.words(LOOPS_END_WITHIN));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
