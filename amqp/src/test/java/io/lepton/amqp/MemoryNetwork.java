// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Acceptor;
import io.lepton.amqp.transport.ConnectSettings;
import io.lepton.amqp.transport.Driver;
import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.ListenSettings;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.transport.NetworkException.Kind;
import io.lepton.amqp.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A network inside the test: containers on it share one loop and one clock, both moved by the test. */
final class MemoryNetwork {

    private static final int FIRST_PORT = 40_000;

    final TestLoop loop = new TestLoop();
    private final Map<Integer, Acceptor> ports = new HashMap<>();
    private final List<MemoryWire> wires = new ArrayList<>();
    private int nextPort = FIRST_PORT;
    private int chunk = Integer.MAX_VALUE;
    private boolean stallNew;

    /** A container on this network. */
    Container container(MessagingHandler handler, String id) {
        return container(handler, options -> options.id(id));
    }

    Container container(MessagingHandler handler, Consumer<ContainerOptions> choices) {
        ContainerOptions options = Options.choose(new ContainerOptions(), choices);
        return new Container(handler, options, new Network(options.id, MemoryTransport::new, loop::now));
    }

    /** Delivers input in pieces of at most this size from now on. */
    void trickle(int bytes) {
        chunk = bytes;
    }

    int chunk() {
        return chunk;
    }

    /** Breaks every connection: both ends hear of a reset. */
    void cut() {
        cutSoon();
        loop.drive();
    }

    /** Breaks every connection in the next turn of the loop. */
    void cutSoon() {
        List.copyOf(wires)
                .forEach(wire -> wire.broken(new NetworkException(Kind.BROKEN, "connection reset by the test", null)));
    }

    /** Nothing that is sent arrives any more, on wires that stand and on those to come. */
    void stallAll() {
        stallNew = true;
        loop.drive();
        wires().forEach(wire -> wire.stall(true));
    }

    /** The wires that stand, two for each connection, the dialling end first. */
    List<MemoryWire> wires() {
        return List.copyOf(wires);
    }

    void remove(MemoryWire wire) {
        wires.remove(wire);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private final class MemoryTransport implements Transport {

        private final List<MemoryWire> own = new ArrayList<>();
        private final List<Integer> listening = new ArrayList<>();

        @Override
        public EventLoop nextLoop() {
            return loop;
        }

        @Override
        public Attempt connect(ConnectSettings settings, EventLoop on, Driver driver) {
            boolean[] cancelled = new boolean[1];
            loop.execute(() -> {
                if (!cancelled[0]) {
                    dial(settings, driver);
                }
            });
            return () -> cancelled[0] = true;
        }

        private void dial(ConnectSettings settings, Driver driver) {
            Acceptor acceptor = ports.get(settings.port());
            if (acceptor == null) {
                driver.connectFailed(new NetworkException(
                        Kind.REFUSED, settings.host() + ":" + settings.port() + ": connection refused", null));
                return;
            }
            MemoryWire near = new MemoryWire(MemoryNetwork.this, address(nextPort++), address(settings.port()));
            MemoryWire far = new MemoryWire(MemoryNetwork.this, near.remoteAddress(), near.localAddress());
            near.join(far);
            if (stallNew) {
                near.stall(true);
                far.stall(true);
            }
            wires.add(near);
            wires.add(far);
            own.add(near);
            near.driver(driver);
            far.driver(acceptor.accepted(far));
            far.connected();
            near.connected();
        }

        @Override
        public Binding listen(ListenSettings settings, EventLoop on, Acceptor acceptor) {
            int port = settings.port() == 0 ? nextPort++ : settings.port();
            loop.execute(() -> {
                if (ports.putIfAbsent(port, acceptor) != null) {
                    acceptor.listenFailed(new NetworkException(Kind.CANNOT_BIND, "port " + port + " is taken", null));
                    return;
                }
                listening.add(port);
                acceptor.listening(address(port));
            });
            return () -> loop.execute(() -> {
                if (ports.remove(port, acceptor)) {
                    acceptor.closed(null);
                }
            });
        }

        @Override
        public void close() {
            own.forEach(MemoryWire::abort);
            listening.forEach(ports::remove);
        }
    }
}
