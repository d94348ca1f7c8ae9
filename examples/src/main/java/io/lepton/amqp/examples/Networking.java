// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.TransportKind;
import java.nio.file.Path;
import java.time.Duration;

/** What else there is to say about the network. */
public final class Networking {

    private Networking() {}

    static Container natively(MessagingHandler handler) {
        // region native
        TransportKind kind = TransportKind.EPOLL.isAvailable() ? TransportKind.EPOLL : TransportKind.NIO;
        Container container = Container.create(handler, o -> o.transport(kind));
        // end native
        return container;
    }

    static Connection byFile(Container container) {
        // region file
        Connection connection = container.connect();
        // end file
        return connection;
    }

    static Connection byFile(Container container, Path file) {
        // region file-named
        Connection connection = container.connect(o -> o.connectFile(file).heartbeat(Duration.ofSeconds(10)));
        // end file-named
        return connection;
    }

    static Listener guarded(Container container) {
        // region guarded
        Listener listener = container.listen(
                "amqp://0.0.0.0:0",
                o -> o.maxConnections(1000).saslTimeout(Duration.ofSeconds(5)).openTimeout(Duration.ofSeconds(8)));
        // end guarded
        return listener;
    }

    static Listener listen(Container container, Path file) {
        // region unix-listen
        Listener listener = container.listen("amqp://localhost", o -> o.unixSocket(file));
        // end unix-listen
        return listener;
    }

    static Connection connect(Container container, Path file) {
        // region unix-connect
        Connection connection = container.connect("amqp://localhost", o -> o.unixSocket(file));
        // end unix-connect
        return connection;
    }
}
