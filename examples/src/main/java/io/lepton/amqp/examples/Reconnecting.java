// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryFailedEvent;
import io.lepton.amqp.DisconnectedEvent;
import io.lepton.amqp.LinkLostEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.ReconnectDelay;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import java.time.Duration;
import java.util.List;

/**
 * Sends ten messages, whatever happens to the connection in between.
 *
 * <p>Usage: {@code Reconnecting ADDRESS URL...}
 */
public final class Reconnecting implements MessagingHandler {

    private static final int COUNT = 10;

    private final String address;
    private final List<String> urls;
    private int accepted;

    Reconnecting(String address, List<String> urls) {
        this.address = address;
        this.urls = urls;
    }

    // region start
    @Override
    public void onStart(ContainerEvent event) {
        event.container()
                .connect(
                        urls,
                        o -> o.reconnect(r -> r.initialDelay(Duration.ofMillis(200))
                                .maxDelay(Duration.ofSeconds(30))
                                .maxAttempts(20)));
    }

    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        if (event.reconnected()) {
            System.out.println("back at " + event.connection().url());
            return;
        }
        Sender sender = event.connection().createSender(address);
        for (int i = 0; i < COUNT; i++) {
            sender.send(Message.of("message " + i));
        }
    }
    // end start

    // region events
    @Override
    public void onDisconnected(DisconnectedEvent event) {
        System.out.println(
                event.willReconnect()
                        ? "lost; attempt " + event.attempt() + " goes to " + event.url() + " in "
                                + event.delay().toMillis() + " ms"
                        : "given up: " + event.cause().getMessage());
    }

    @Override
    public void onLinkLost(LinkLostEvent event) {
        System.out.println(event.cause().getMessage());
    }

    @Override
    public void onDeliveryFailed(DeliveryFailedEvent event) {
        System.out.println(event.cause().inDoubt() ? "it may have arrived" : "it was not sent");
    }
    // end events

    @Override
    public void onAccepted(OutcomeEvent event) {
        accepted++;
        if (accepted == COUNT) {
            System.out.println("all accepted");
            event.connection().close();
        }
    }

    static void once(Container container, String url) {
        // region off
        container.connect(url, o -> o.reconnect(false));
        // end off
    }

    // region delays
    /** Waits a second longer each time. */
    static final class Slower implements ReconnectDelay {
        private Duration delay = Duration.ZERO;

        @Override
        public void reset() {
            delay = Duration.ZERO;
        }

        @Override
        public Duration next() {
            delay = delay.plusSeconds(1);
            return delay;
        }
    }

    static void slower(Container container, String url) {
        container.connect(url, o -> o.reconnect(new Slower()));
    }
    // end delays

    static void freshToken(Container container, String url, Tokens tokens) {
        // region hook
        container.connect(
                url,
                o -> o.user("alice")
                        .password(tokens.next())
                        .reconnect(r -> r.beforeAttempt(attempt -> attempt.credentials("alice", tokens.next()))));
        // end hook
    }

    /** Where passwords come from that are good for a while only. */
    interface Tokens {
        String next();
    }

    public static void main(String[] args) {
        Container.create(new Reconnecting(args[0], List.of(args).subList(1, args.length)))
                .run();
    }
}
