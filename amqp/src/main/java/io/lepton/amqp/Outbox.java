// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one sender that have no outcome yet, in the order of their sending: first those that went out, then those
 * that wait, for the connection, for credit or for room. After a loss all of them wait again. Those that wait are counted, by
 * number and bytes, from any thread; the list itself belongs to the loop.
 */
final class Outbox {

    private volatile int maxMessages;
    private volatile long maxBytes;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable SentDelivery first;
    private @Nullable SentDelivery last;
    /** The first that waits; null if none does. */
    private @Nullable SentDelivery next;

    Outbox(int maxMessages, long maxBytes) {
        limit(maxMessages, maxBytes);
    }

    /** Sets how many messages and bytes may wait. */
    void limit(int newMaxMessages, long newMaxBytes) {
        maxMessages = newMaxMessages;
        maxBytes = newMaxBytes;
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

    /** Gives back the room of a message that will not wait. May be called from any thread. */
    void free(int size) {
        messages.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Messages that wait. May be called from any thread. */
    int waiting() {
        return messages.get();
    }

    /** Whether none waits in the list; others may be on their way to it. */
    boolean noneWaits() {
        return next == null;
    }

    /** Whether no message is without an outcome. */
    boolean isEmpty() {
        return first == null;
    }

    /** Whether a message went out and has no outcome yet. */
    boolean someUnderWay() {
        return first != null && first != next;
    }

    /** The oldest without an outcome. */
    @Nullable
    SentDelivery first() {
        return first;
    }

    /** Adds a message that waits, for which there is room. */
    void add(SentDelivery delivery) {
        append(delivery);
        if (next == null) {
            next = delivery;
        }
    }

    /** Adds a message that went out at once, while none waited. */
    void addSent(SentDelivery delivery) {
        append(delivery);
    }

    private void append(SentDelivery delivery) {
        SentDelivery before = last;
        delivery.before = before;
        if (before == null) {
            first = delivery;
        } else {
            before.after = delivery;
        }
        last = delivery;
    }

    /** The message whose turn it is; null if none waits. */
    @Nullable
    SentDelivery next() {
        return next;
    }

    /** The message whose turn it was goes out; its room is free. */
    void wentOut(SentDelivery delivery) {
        next = delivery.after;
        free(delivery.size());
    }

    /** Takes a message out, wherever it is: it has its outcome. */
    void remove(SentDelivery delivery) {
        SentDelivery before = delivery.before;
        SentDelivery after = delivery.after;
        if (before == null && first != delivery) {
            return;
        }
        if (!delivery.underWay()) {
            free(delivery.size());
        }
        if (next == delivery) {
            next = after;
        }
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        delivery.before = null;
        delivery.after = null;
    }

    /** What went out has to go once more. */
    void rewind() {
        for (SentDelivery gone = first; gone != null && gone != next; gone = gone.after) {
            messages.incrementAndGet();
            bytes.addAndGet(gone.size());
            gone.waitAgain();
        }
        next = first;
    }

    /** Takes out all, oldest first. */
    List<SentDelivery> takeAll() {
        List<SentDelivery> all = new ArrayList<>();
        for (SentDelivery delivery = first; delivery != null; delivery = first) {
            remove(delivery);
            all.add(delivery);
        }
        return all;
    }
}
