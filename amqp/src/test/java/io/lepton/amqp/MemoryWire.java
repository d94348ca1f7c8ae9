// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.transport.Wire;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.util.Arrays;
import javax.net.ssl.SSLSession;

/** One end of a connection in memory. What is flushed arrives at the other end in a later turn of the loop. */
final class MemoryWire implements Wire {

    private final MemoryNetwork network;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private MemoryWire peer;
    private Driver driver;
    private boolean closing;
    private boolean closed;
    private boolean stalled;
    private int flushes;
    private int flushesLeft;

    MemoryWire(MemoryNetwork network, SocketAddress local, SocketAddress remote) {
        this.network = network;
        this.local = local;
        this.remote = remote;
    }

    void join(MemoryWire other) {
        peer = other;
        other.peer = this;
    }

    void driver(Driver value) {
        driver = value;
    }

    void connected() {
        driver.connected(this);
    }

    /** How often output was handed to the network. */
    int flushes() {
        return flushes;
    }

    /** Holds back what this end sends, and says that there is no room, until told otherwise. */
    void stall(boolean on) {
        stalled = on;
        if (!on) {
            flush();
            network.loop.execute(() -> {
                if (!closed) {
                    driver.writable();
                }
            });
        }
    }

    /** Stalls by itself when it has sent so many times more. */
    void stallAfter(int count) {
        flushesLeft = count;
    }

    @Override
    public EventLoop loop() {
        return network.loop;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, long more) {
        if (!closing && !closed) {
            unsent.write(bytes, offset, length);
        }
    }

    @Override
    public void flush() {
        if (stalled || closed || unsent.size() == 0) {
            return;
        }
        flushes++;
        stalled |= --flushesLeft == 0;
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        network.loop.execute(() -> peer.arrived(bytes));
    }

    private void arrived(byte[] bytes) {
        for (int start = 0; start < bytes.length && !closed && !closing; start += network.chunk()) {
            int end = (int) Math.min(bytes.length, (long) start + network.chunk());
            byte[] piece = Arrays.copyOfRange(bytes, start, end);
            driver.received(piece, 0, piece.length);
            driver.readComplete();
            if (network.chunk() == Integer.MAX_VALUE) {
                return;
            }
        }
    }

    @Override
    public boolean writable() {
        return !stalled;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void close() {
        if (!closing && !closed) {
            flush();
            closing = true;
            network.loop.execute(() -> peer.ended());
        }
    }

    private void ended() {
        if (closed) {
            return;
        }
        if (!closing) {
            driver.inputClosed();
            flush();
            closing = true;
        }
        over(null);
        network.loop.execute(() -> peer.over(null));
    }

    private void over(NetworkException cause) {
        if (!closed) {
            closed = true;
            network.remove(this);
            driver.closed(cause);
        }
    }

    @Override
    public void abort() {
        network.loop.execute(() -> {
            over(null);
            peer.broken(new NetworkException(NetworkException.Kind.BROKEN, "connection reset by the peer", null));
        });
    }

    /** The connection breaks. */
    void broken(NetworkException cause) {
        network.loop.execute(() -> over(cause));
    }

    /** The stream ends as if the process at the other end were gone, without a word of AMQP. */
    void vanish() {
        network.loop.execute(() -> {
            closing = true;
            peer.ended();
        });
        network.loop.drive();
    }

    @Override
    public SSLSession tls() {
        return null;
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }
}
