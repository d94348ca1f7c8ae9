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

    /** What else needs memory: the messages on their way, in and out. */
    private static final int SHARE_OF_MEMORY = 2;

    private String url = "amqp://127.0.0.1:0";
    private int maxMessagesPerQueue = DEFAULT_MAX_MESSAGES;
    private long maxBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
    private long maxMessageSize;
    private Consumer<? super ListenerOptions> listener = options -> {};
    private BiConsumer<? super String, ? super MessageEvent> onStored = (address, event) -> {};

    BrokerOptions() {}

    /** Where to listen; port 0 means a free one. The default is {@code amqp://127.0.0.1:0}. */
    public BrokerOptions url(String value) {
        url = Objects.requireNonNull(value, "url");
        return this;
    }

    /**
     * How many messages a queue holds; what comes after is rejected with {@code amqp:resource-limit-exceeded}. The
     * default is 1,000,000.
     */
    public BrokerOptions maxMessagesPerQueue(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a queue holds at least one message, not " + value);
        }
        maxMessagesPerQueue = value;
        return this;
    }

    /**
     * How many bytes of messages all queues hold together; what comes after is rejected with
     * {@code amqp:resource-limit-exceeded}. The default is half of the most memory that Java takes.
     */
    public BrokerOptions maxBytes(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("the queues hold at least one byte, not " + value);
        }
        maxBytes = value;
        return this;
    }

    /** The largest message in bytes, announced to senders and enforced; 0, the default, is no limit. */
    public BrokerOptions maxMessageSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a message size is not negative: " + bytes);
        }
        maxMessageSize = bytes;
        return this;
    }

    /** Options of the listener: TLS, users, limits. */
    public BrokerOptions listener(Consumer<? super ListenerOptions> choices) {
        listener = Objects.requireNonNull(choices, "choices");
        return this;
    }

    /** Told of each message that was put into a queue, with the queue's address; called on the broker's loop. */
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

    long maxBytes() {
        return maxBytes;
    }

    long maxMessageSize() {
        return maxMessageSize;
    }

    Consumer<? super ListenerOptions> listener() {
        return listener;
    }

    BiConsumer<? super String, ? super MessageEvent> onStored() {
        return onStored;
    }
}
