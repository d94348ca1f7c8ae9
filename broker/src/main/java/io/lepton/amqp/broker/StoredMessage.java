// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.message.Field;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message in a queue, with what the broker has learned about it. */
final class StoredMessage {

    /** What a message takes besides its bytes: the objects that keep it, and its place in the queue. */
    static final int OVERHEAD = 256;

    private static final Logger LOG = LoggerFactory.getLogger(StoredMessage.class);
    private static final long MOST_FAILURES = 0xffff_ffffL;

    /** Its place in the queue, which it keeps when it comes back. */
    private final long position;

    private final long storedNanos;
    private final @Nullable Duration ttl;
    private Message message;
    private int size;
    private @Nullable Set<Subscription> undeliverable;

    /**
     * A message that has arrived.
     *
     * @throws AmqpException if its header is malformed: better found now than each time that it is to go out
     */
    StoredMessage(Message message, int size, long position, long nowNanos) {
        this.message = message;
        this.size = size;
        this.position = position;
        this.storedNanos = nowNanos;
        this.ttl = standard() ? limit(message.ttl()) : null;
    }

    /** A time to live of zero means none to every broker there is. */
    private static @Nullable Duration limit(@Nullable Duration ttl) {
        return ttl == null || ttl.isZero() ? null : ttl;
    }

    /** Whether it has the standard's sections (part 3, 3.2.16); of other formats the broker knows nothing. */
    private boolean standard() {
        return message.messageFormat() == 0;
    }

    Message message() {
        return message;
    }

    /** Its bytes. */
    int size() {
        return size;
    }

    /** What it takes of the memory for messages. */
    long cost() {
        return (long) size + OVERHEAD;
    }

    long position() {
        return position;
    }

    /** Whether its time to live, counted from its arrival, is over (part 3, 3.2.1 ttl). */
    boolean expired(long nowNanos) {
        return ttl != null && nowNanos - storedNanos >= ttl.toNanos();
    }

    /** A link had it: no other will be the first (part 3, 3.2.1 first-acquirer). */
    void acquired() {
        if (standard() && message.has(Field.FIRST_ACQUIRER) && message.firstAcquirer()) {
            message.firstAcquirer(false);
        }
    }

    /** An attempt to deliver it failed (part 3, 3.2.1 delivery-count). */
    void countFailure() {
        if (standard() && message.deliveryCount() < MOST_FAILURES) {
            message.deliveryCount(message.deliveryCount() + 1);
        }
    }

    /** Not to be sent to this subscription again (part 3, 3.4.5 undeliverable-here). */
    void exclude(Subscription subscription) {
        if (undeliverable == null) {
            undeliverable = new HashSet<>();
        }
        undeliverable.add(subscription);
    }

    /** The subscription has ended. */
    void include(Subscription subscription) {
        if (undeliverable != null) {
            undeliverable.remove(subscription);
        }
    }

    boolean mayGoTo(Subscription subscription) {
        return undeliverable == null || !undeliverable.contains(subscription);
    }

    /** It leaves its queue for good. */
    void leave() {
        if (undeliverable != null) {
            undeliverable.forEach(subscription -> subscription.hasLeft(this));
            undeliverable = null;
        }
    }

    /** What a receiver adds when it gives the message back (part 3, 3.4.5 message-annotations), if there is room for it. */
    void annotate(Map<Symbol, @Nullable Object> annotations, MessageMemory memory) {
        if (!standard() || annotations.isEmpty()) {
            return;
        }
        try {
            Message changed = message.copy();
            annotations.forEach((key, value) -> changed.annotation(key.toString(), value));
            int newSize = changed.encode().length;
            if (newSize > size && !memory.take((long) newSize - size)) {
                LOG.warn("there is no room for what a receiver adds to the annotations of a message");
                return;
            }
            if (newSize < size) {
                memory.give((long) size - newSize);
            }
            message = changed;
            size = newSize;
        } catch (AmqpException garbage) {
            LOG.warn("nothing can be added to annotations that are malformed: {}", garbage.getMessage());
        }
    }
}
