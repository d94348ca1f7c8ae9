// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.ListenerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import java.nio.file.Path;

/**
 * A server and its client that show each other their certificates. The directory that is the first argument holds the
 * authority ({@code ca.pem}), {@code server.pem} with {@code server.key}, and {@code client.pem} with {@code client.key}.
 */
public final class Secured implements MessagingHandler {

    private final Path directory;

    Secured(Path directory) {
        this.directory = directory;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    // region listen
    @Override
    public void onStart(ContainerEvent event) {
        event.container()
                .listen(
                        "amqps://localhost:0",
                        o -> o.tls(tls -> tls.identity(file("server.pem"), file("server.key"))
                                .trust(file("ca.pem"))
                                .requireClientCertificate()));
    }
    // end listen

    @Override
    public void onListenerOpened(ListenerEvent event) {
        event.container()
                .connect(
                        event.listener().url(),
                        o -> o.tls(tls -> tls.trust(file("ca.pem")).identity(file("client.pem"), file("client.key"))));
    }

    // region session
    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        Connection connection = event.connection();
        Peer peer = connection.peer();
        if (connection.accepted()) {
            System.out.println(peer.tlsProtocol() + " with " + peer.principal());
        } else {
            connection.close();
        }
    }
    // end session

    @Override
    public void onConnectionClosed(ConnectionEvent event) {
        event.container().stop();
    }

    public static void main(String[] args) {
        Container.create(new Secured(Path.of(args[0]))).run();
    }
}
