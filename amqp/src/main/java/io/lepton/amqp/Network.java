// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.sasl.mechanisms.SaslWork;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.NettyTransport;
import io.lepton.amqp.transport.Transport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The transport of a container, made when it is first needed, and the clock by which its connections live. Thread-safe. */
final class Network {

    private final Supplier<Transport> factory;
    private final LongSupplier clock;
    private final SaslWork saslWork;
    private final Object lock = new Object();
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    private @Nullable Transport transport;
    private boolean closed;

    /**
     * A network that is not open yet.
     *
     * @param name the container's, for the names of threads
     * @param factory makes the transport
     * @param clock a monotonic clock in milliseconds
     */
    Network(String name, Supplier<Transport> factory, LongSupplier clock) {
        this.factory = factory;
        this.clock = clock;
        this.saslWork = new SaslWork(name);
    }

    /** A network of real sockets of this kind, by this many loops. */
    static Network real(String name, int loops, TransportKind kind) {
        return new Network(
                name,
                () -> NettyTransport.create(name, loops, kind.sockets()),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** The transport; its making is quick, so that a lock around it does no harm. */
    Transport transport() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the container has been stopped");
            }
            if (transport == null) {
                transport = factory.get();
            }
            return transport;
        }
    }

    /** The loop of the container itself: the first. */
    EventLoop mainLoop() {
        synchronized (lock) {
            return loops.isEmpty() ? nextLoop() : loops.get(0);
        }
    }

    /** The loop for the next connection. */
    EventLoop nextLoop() {
        EventLoop loop = transport().nextLoop();
        synchronized (lock) {
            if (!loops.contains(loop)) {
                loops.add(loop);
            }
        }
        return loop;
    }

    /** Whether the calling thread is one of the loops. */
    boolean inLoop() {
        for (EventLoop loop : loops) {
            if (loop.inLoop()) {
                return true;
            }
        }
        return false;
    }

    /** Milliseconds by a monotonic clock. */
    long now() {
        return clock.getAsLong();
    }

    /** What authentication needs beside the loops. */
    SaslWork saslWork() {
        return saslWork;
    }

    /** As {@link #close()}, without waiting for handlers that still run. */
    void end() {
        EventLoop one;
        synchronized (lock) {
            closed = true;
            one = loops.isEmpty() ? null : loops.get(0);
        }
        if (one == null) {
            close();
            return;
        }
        try {
            one.execute(this::close); // on a loop it waits for none
        } catch (RejectedExecutionException over) {
            close();
        }
    }

    /** Closes what is still open and ends the loops; waits for that unless called on one of them. */
    void close() {
        Transport open;
        synchronized (lock) {
            closed = true;
            open = transport;
        }
        if (open != null) {
            open.close();
        }
        saslWork.close();
    }
}
