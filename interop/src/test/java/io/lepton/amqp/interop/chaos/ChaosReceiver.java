// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.ConnectionErrorEvent;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryEvent;
import io.lepton.amqp.DisconnectedEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.TransportErrorEvent;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Receives numbered messages, whatever happens, and closes when all have come. Remembers which may have been under way
 * whenever the connection was lost: the last window of them.
 */
final class ChaosReceiver implements MessagingHandler {
    static final int WINDOW = 200;

    private final String address;
    private final int count;
    private final Consumer<? super ConnectionOptions> connection;
    private final Ledger received = new Ledger();
    private final Deque<Integer> latest = new ArrayDeque<>();
    private final BitSet inDoubt = new BitSet();
    private volatile int losses;
    private int causes;

    ChaosReceiver(String address, int count, Consumer<? super ConnectionOptions> connection) {
        this.address = address;
        this.count = count;
        this.connection = connection;
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(connection::accept).createReceiver(address, options -> options.creditWindow(WINDOW));
    }

    @Override
    public void onMessage(MessageEvent event) {
        int number = Numbered.of(event.message());
        received.see(number);
        latest.add(number);
        if (latest.size() > WINDOW) {
            latest.remove();
        }
        event.accept();
        if (received.size() == count) {
            event.connection().close();
        }
    }

    @Override
    public void onTransportError(TransportErrorEvent event) {
        causes++;
    }

    @Override
    public void onConnectionError(ConnectionErrorEvent event) {
        causes++;
    }

    /** An acceptance came too late; the message comes again. */
    @Override
    public void onStale(DeliveryEvent event) {}

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        losses++;
        assertThat(causes).as("a cause for each loss").isEqualTo(losses);
        assertThat(event.willReconnect())
                .as("will go on after " + event.cause())
                .isTrue();
        latest.forEach(inDoubt::set);
    }

    int losses() {
        return losses;
    }

    Ledger received() {
        return received;
    }

    /** Afterwards: all came; twice only what was stored twice or may have been under way at a loss. */
    void assertNothingLost(Ledger stored) {
        assertThat(received.size()).as("received").isEqualTo(count);
        BitSet unexplained = received.again();
        unexplained.andNot(inDoubt);
        unexplained.andNot(stored.again());
        assertThat(unexplained).as("received twice without need").isEqualTo(new BitSet());
    }
}
