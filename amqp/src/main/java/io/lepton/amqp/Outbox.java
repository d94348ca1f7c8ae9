// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The encoded messages of one sender that wait: for the loop if another thread sent them, for the connection, for credit.
 * They are counted, by number and bytes, from any thread; the queue itself belongs to the loop.
 */
final class Outbox {

    private final int maxMessages;
    private final long maxBytes;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ArrayDeque<SentDelivery> waiting = new ArrayDeque<>(0);

    Outbox(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Makes room for a message; null if it may wait, else why it may not. May be called from any thread. */
    @Nullable
    DeliveryException reserve(Sender sender, int size) {
        int count = messages.incrementAndGet();
        long sum = bytes.addAndGet(size);
        if (count <= maxMessages && (sum <= maxBytes || count == 1)) {
            return null;
        }
        free(size);
        String text = sender + " has " + (count - 1) + " messages and " + (sum - size)
                + " bytes waiting already, of at most " + maxMessages + " and " + maxBytes;
        return new DeliveryException(text, ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, text), false, null);
    }

    /** Messages that wait. May be called from any thread. */
    int size() {
        return messages.get();
    }

    /** Whether none waits in the queue; others may be on their way to it. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts a message for which there is room. */
    void add(SentDelivery delivery) {
        waiting.add(delivery);
    }

    /** The next message; it keeps its room until it is {@linkplain #free freed}. */
    @Nullable
    SentDelivery poll() {
        return waiting.poll();
    }

    /** Gives back the room of a message. */
    void free(int size) {
        messages.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Empties the queue: none of them was sent. */
    void failAll(AmqpException cause) {
        SentDelivery delivery = waiting.poll();
        while (delivery != null) {
            byte[] payload = delivery.payload();
            free(payload == null ? 0 : payload.length);
            delivery.fail(cause);
            delivery = waiting.poll();
        }
    }
}
