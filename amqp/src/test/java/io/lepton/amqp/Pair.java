// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;
import java.util.function.Consumer;

/** Two containers on one network in memory: a client and a server that listens. */
final class Pair {

    final MemoryNetwork network = new MemoryNetwork();
    final Container client;
    final Container server;
    final Listener listener;

    Pair(MessagingHandler clientHandler, MessagingHandler serverHandler) {
        this(clientHandler, serverHandler, options -> {});
    }

    Pair(MessagingHandler clientHandler, MessagingHandler serverHandler, Consumer<ListenerOptions> listening) {
        client = network.container(clientHandler, "client");
        server = network.container(serverHandler, "server");
        listener = server.listen("amqp://127.0.0.1:0", listening);
        server.start();
        client.start();
        drive();
    }

    Connection connect() {
        return connect(options -> {});
    }

    Connection connect(Consumer<ConnectionOptions> choices) {
        Connection connection = client.connect(listener.url(), choices);
        drive();
        return connection;
    }

    void drive() {
        network.loop.drive();
    }

    void advance(Duration time) {
        network.loop.advance(time);
    }
}
