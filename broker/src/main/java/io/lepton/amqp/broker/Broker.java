// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A small broker that keeps its messages in memory: for tests, for trying things out, and as an example of a server on
 * the public API.
 *
 * <p>An address is a queue, made when first used; it goes when it has neither links nor messages. Its receivers compete for
 * its messages; a message that its receiver gave back or left behind is delivered again, in its old place. One that was
 * rejected goes to the queue {@code dead-letters}; one that is rejected there, or finds no room, is dropped and logged. A link
 * with a dynamic source or target gets a queue of its own, which goes with the link unless the link asks for another
 * lifetime policy. Messages sent to no address go by their {@code to} property.
 *
 * <p>What it does not have, it refuses or says that it isn't there: browsing and transactions are refused; filters,
 * durability, expiry and capabilities that it lacks are missing from the answer to an attach. Durable messages are taken like
 * others, although nothing outlives the broker.
 *
 * <p>What clients can make it keep has limits: see {@link BrokerOptions}.
 *
 * <p>All methods may be called from any thread.
 */
public final class Broker implements AutoCloseable {

    /** How clients learn that they may send to no address, and let each message name its own. */
    private static final String ANONYMOUS_RELAY = "ANONYMOUS-RELAY";

    private final Container container;
    private final Listener listener;
    private final Addresses addresses;

    private Broker(Container container, Listener listener, Addresses addresses) {
        this.container = container;
        this.listener = listener;
        this.addresses = addresses;
    }

    /**
     * A broker on a free port of the loopback interface, without authentication.
     *
     * @throws io.lepton.amqp.types.AmqpException if it can't listen there
     */
    public static Broker start() {
        return start(options -> {});
    }

    /**
     * A broker with these options, which listens when this method returns.
     *
     * @throws io.lepton.amqp.types.AmqpException if it can't listen there
     * @throws IllegalArgumentException if the options contradict each other, or name no URL
     */
    public static Broker start(Consumer<? super BrokerOptions> choices) {
        BrokerOptions options = new BrokerOptions();
        choices.accept(options);
        Addresses addresses = new Addresses(options);
        Container container =
                Container.create(new BrokerHandler(addresses, options), "lepton-broker-" + UUID.randomUUID());
        container.start();
        try {
            Listener listener = container.listen(options.url(), listening -> {
                listening.offeredCapabilities(ANONYMOUS_RELAY);
                options.listener().accept(listening);
            });
            listener.opened().toCompletableFuture().join();
            return new Broker(container, listener, addresses);
        } catch (RuntimeException e) {
            container.close();
            throw Failures.unwrap(e);
        }
    }

    /** Where it listens, ready for {@link Container#connect(String)}; with the port that it really got. */
    public String url() {
        return listener.url().toString();
    }

    /** The port that it listens on. */
    public int port() {
        return listener.port();
    }

    /** How many messages wait in the queue with this address or are with a receiver; 0 if there is none. */
    public int messageCount(String address) {
        Queue queue = addresses.find(address);
        return queue == null ? 0 : queue.messageCount();
    }

    /**
     * Closes all connections and forgets all messages. Returns when the broker has stopped; a client that does not answer
     * holds that up for the listener's {@code closeTimeout}. Closing again does nothing.
     */
    @Override
    public void close() {
        container.close();
    }
}
