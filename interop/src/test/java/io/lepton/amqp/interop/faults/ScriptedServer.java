// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that says exactly what its scripts make it say, right or wrong: the first script to the first connection and so
 * on, the last one to all that follow. When a script returns, its connection is closed.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Script> scripts;
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    /** What is said to one connection. */
    @FunctionalInterface
    public interface Script {
        void play(ScriptedWire wire) throws Exception;
    }

    public ScriptedServer(Script... scripts) {
        this.scripts = List.of(scripts);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Threads.start("scripted server", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code amqp://127.0.0.1:PORT}. */
    public String url() {
        return "amqp://127.0.0.1:" + port();
    }

    /** Connections that came. */
    public int connections() {
        return connections.get();
    }

    /** Ends all connections; what a script failed of is thrown, unless its connection had ended. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        failures.forEach(failure -> {
            throw new AssertionError("a script failed", failure);
        });
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.getAndIncrement();
                Script script = scripts.get(Math.min(number, scripts.size() - 1));
                Threads.start("script " + number, () -> play(script, socket));
            } catch (IOException e) {
                // closed by the test
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new ScriptedWire(socket));
        } catch (IOException e) {
            // the client went; whether it should have is what the test asserts
        } catch (Exception | AssertionError e) {
            failures.add(e);
        }
    }
}
