// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.ConnectionErrorEvent;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DisconnectedEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.TransportErrorEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The ways to make a connection. Connects as its first argument says, to the URL that is its second. */
public final class Connecting implements MessagingHandler {

    private final String way;
    private final String url;

    Connecting(String way, String url) {
        this.way = way;
        this.url = url;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Container container = event.container();
        switch (way) {
            case "plain" -> plain(container);
            case "user" -> withUser(container);
            case "mechanisms" -> withMechanisms(container);
            case "bare" -> withoutSasl(container);
            case "tls" -> withOwnAuthority(container);
            case "failover" -> failover(container);
            case "tuned" -> tuned(container);
            default -> throw new IllegalArgumentException("there is no way called " + way);
        }
    }

    private void plain(Container container) {
        // region plain
        container.connect(url);
        // end plain
    }

    private void withUser(Container container) {
        // region user
        container.connect(url, o -> o.user("alice").password("secret"));
        // end user
    }

    private void withMechanisms(Container container) {
        // region mechanisms
        container.connect(url, o -> o.allowedMechs("ANONYMOUS"));
        // end mechanisms
    }

    private void withoutSasl(Container container) {
        // region bare
        container.connect(url, o -> o.saslEnabled(false));
        // end bare
    }

    private void withOwnAuthority(Container container) {
        // region tls
        container.connect(
                url,
                o -> o.tls(tls -> tls.trust(Path.of("ca.pem")).identity(Path.of("client.pem"), Path.of("client.key"))));
        // end tls
    }

    private void failover(Container container) {
        // region failover
        container.connect(List.of(url, "amqp://beta.example.com"));
        // end failover
    }

    private void tuned(Container container) {
        // region tuned
        container.connect(
                url,
                o -> o.heartbeat(Duration.ofSeconds(30))
                        .connectTimeout(Duration.ofSeconds(5))
                        .virtualHost("orders.example.com"));
        // end tuned
    }

    // region events
    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        System.out.println("connected to " + event.connection().remoteContainer());
        event.connection().close();
    }

    @Override
    public void onConnectionError(ConnectionErrorEvent event) {
        System.err.println("the peer ended the connection: " + event.condition());
    }

    @Override
    public void onTransportError(TransportErrorEvent event) {
        System.err.println("the network failed: " + event.cause().getMessage());
    }

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        System.err.println(event.willReconnect() ? "trying again" : "giving up");
    }
    // end events

    public static void main(String[] args) {
        Container.create(new Connecting(args[0], args[1]), "connecting-1").run();
    }
}
