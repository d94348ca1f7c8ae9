// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.ListenerOptions;
import io.lepton.amqp.MessageEvent;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a {@link Broker} may be told. Not thread-safe; read once, when the broker starts. */
public final class BrokerOptions {

    /** Deep enough for bursts in tests, shallow enough to notice a consumer that is missing. */
    static final int DEFAULT_MAX_MESSAGES = 1_000_000;

    /** Far more than the clients of a small broker use, and few enough to keep the names of. */
    static final int DEFAULT_MAX_QUEUES = 20_000;

    /** What else needs memory: the messages on their way, in and out. */
    private static final int SHARE_OF_MEMORY = 2;

    private String url = "amqp://127.0.0.1:0";
    private int maxMessagesPerQueue = DEFAULT_MAX_MESSAGES;
    private int maxQueues = DEFAULT_MAX_QUEUES;
    private long maxBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
    private long maxMessageSize;
    private Consumer<? super ListenerOptions> listener = options -> {};
    private BiConsumer<? super String, ? super MessageEvent> onStored = (address, event) -> {};

    BrokerOptions() {}

    /**
     * Where to listen; port 0 means a free one. The default is {@code amqp://127.0.0.1:0}. {@link Broker#start} refuses what is
     * no URL.
     */
    public BrokerOptions url(String value) {
        url = Objects.requireNonNull(value, "url");
        return this;
    }

    /**
     * How many messages a queue holds; what comes after is rejected with {@code amqp:resource-limit-exceeded}. The
     * default is 1,000,000.
     *
     * @throws IllegalArgumentException if that is less than one
     */
    public BrokerOptions maxMessagesPerQueue(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a queue holds at least one message, not " + value);
        }
        maxMessagesPerQueue = value;
        return this;
    }

    /**
     * How many queues there may be, dynamic nodes included; a link to one more is refused with
     * {@code amqp:resource-limit-exceeded}. The default is 20,000.
     *
     * @throws IllegalArgumentException if that is less than one
     */
    public BrokerOptions maxQueues(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a broker has at least one queue, not " + value);
        }
        maxQueues = value;
        return this;
    }

    /**
     * How many bytes of messages all queues hold together, where each message counts 256 bytes more than it has; what comes
     * after is rejected with {@code amqp:resource-limit-exceeded}. The default is half of the most memory that Java takes.
     *
     * @throws IllegalArgumentException if that is less than one
     */
    public BrokerOptions maxBytes(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("the queues hold at least one byte, not " + value);
        }
        maxBytes = value;
        return this;
    }

    /**
     * The largest message in bytes, announced to senders and enforced: a larger one closes its link with
     * {@code amqp:link:message-size-exceeded}. 0, the default, means what {@link #maxBytes} says.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public BrokerOptions maxMessageSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the largest size of a message must be 0 or more, not " + bytes);
        }
        maxMessageSize = bytes;
        return this;
    }

    /** Options of the listener: TLS, users, limits. */
    public BrokerOptions listener(Consumer<? super ListenerOptions> choices) {
        listener = Objects.requireNonNull(choices, "choices");
        return this;
    }

    /**
     * Told of each message that was put into a queue, with the queue's address; called on the broker's loop, which it must not
     * block. By then the message is accepted, and may be with a receiver already: it is not to be changed. What the callback
     * throws is logged.
     */
    public BrokerOptions onStored(BiConsumer<? super String, ? super MessageEvent> callback) {
        onStored = Objects.requireNonNull(callback, "callback");
        return this;
    }

    String url() {
        return url;
    }

    int maxMessagesPerQueue() {
        return maxMessagesPerQueue;
    }

    int maxQueues() {
        return maxQueues;
    }

    long maxBytes() {
        return maxBytes;
    }

    long maxMessageSize() {
        return maxMessageSize == 0 ? maxBytes : maxMessageSize;
    }

    Consumer<? super ListenerOptions> listener() {
        return listener;
    }

    BiConsumer<? super String, ? super MessageEvent> onStored() {
        return onStored;
    }
}
