// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Passes connections on to a port of this machine, and lets go wrong what a test asks for: at a frame of a kind, at a byte, or
 * now. What it carries in the clear it reads frame by frame; TLS passes as bytes. May be used from any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final Progress progress = new Progress();
    private final ConcurrentLinkedQueue<List<Fault>> scripted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger strikes = new AtomicInteger();
    private final int port;
    private volatile int upstream;
    private volatile Pace.Maker pace = Pace::whole;
    private volatile IntFunction<List<Fault>> plan = number -> List.of();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private volatile boolean closed;

    private FaultProxy(int upstream) {
        this.upstream = upstream;
        listener = listen(0);
        port = listener.getLocalPort();
        acceptor = accept(listener);
    }

    /** In front of this port of the loopback interface. */
    public static FaultProxy to(int port) {
        return new FaultProxy(port);
    }

    public int port() {
        return port;
    }

    /** {@code amqp://127.0.0.1:PORT}. */
    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    // ---- what shall go wrong

    /** What happens to the connection after those that were told of before; those that come later pass. */
    public FaultProxy next(Fault... faults) {
        scripted.add(List.of(faults));
        return this;
    }

    /** What happens to a connection, by its number from 1 on, when nothing else was told of it. */
    public FaultProxy plan(IntFunction<List<Fault>> value) {
        plan = value;
        return this;
    }

    /** Where the connections to come go to. */
    public FaultProxy upstream(int value) {
        upstream = value;
        return this;
    }

    /** Fragments of so many bytes, for the connections to come. */
    public FaultProxy fragments(int bytes) {
        pace = Pace.fragments(bytes);
        return this;
    }

    /** Fragments of random sizes up to so many bytes, for the connections to come. */
    public FaultProxy randomFragments(int bytes, long seed) {
        pace = Pace.randomFragments(bytes, seed);
        return this;
    }

    /** Bursts of all that came in between, so far apart, for the connections to come. */
    public FaultProxy bursts(Duration beat) {
        pace = Pace.bursts(beat);
        return this;
    }

    /** A long thin wire each way, for the connections to come. */
    public FaultProxy slow(Duration latency, long bytesPerSecond) {
        pace = Pace.slow(latency, bytesPerSecond);
        return this;
    }

    /** Does this now to all connections that stand, as if it had waited for something from that side. */
    public void strike(Deed deed, Side from) {
        passages.forEach(passage -> passage.strike(deed, from));
    }

    /** Resets all connections that stand. */
    public void reset() {
        strike(Deed.RESET, Side.CLIENT);
    }

    /** What was {@linkplain Deed#HOLD held up} goes on. */
    public void release() {
        passages.forEach(Passage::release);
    }

    /** Connections are refused from now on; those that stand stay. */
    public void refuse() {
        closeListener();
    }

    /** Connections are taken again, on the same port. */
    public void acceptAgain() {
        listener = listen(port);
        acceptor = accept(listener);
    }

    // ---- what has happened

    /** Connections that came. */
    public int connections() {
        return connections.get();
    }

    /** Connections that stand. */
    public int standing() {
        return passages.size();
    }

    /** Faults that struck. */
    public int strikes() {
        return strikes.get();
    }

    /** Pieces of this kind that came from this side, on all connections. */
    public long count(Side from, Kind kind) {
        return progress.count(from, kind);
    }

    @Override
    public void close() {
        closed = true;
        closeListener();
        passages.forEach(Passage::reset);
    }

    // ---- for its parts

    void seen(Piece piece) {
        progress.add(piece.from(), piece.kind());
    }

    void struck() {
        strikes.incrementAndGet();
    }

    void over(Passage passage) {
        passages.remove(passage);
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port is free only when nobody waits at it any more. */
    private void closeListener() {
        try {
            listener.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread accept(ServerSocket from) {
        return Threads.start("proxy", () -> {
            while (!from.isClosed()) {
                try {
                    pass(from.accept());
                } catch (IOException e) {
                    // closed by the test
                }
            }
        });
    }

    private void pass(Socket client) {
        int number = connections.incrementAndGet();
        List<Fault> faults = scripted.poll();
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream));
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Passage passage = new Passage(this, client, server, faults == null ? plan.apply(number) : faults);
            passages.add(passage);
            passage.start(pace);
            if (closed) {
                passage.reset();
            }
        } catch (IOException e) {
            Passage.reset(server);
            Passage.reset(client);
        }
    }
}
