// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

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

    private static final Logger LOG = LoggerFactory.getLogger(StoredMessage.class);

    private final Message message;
    private final int size;
    /** Its place in the queue, which it keeps when it comes back. */
    private final long position;

    private final long storedNanos;
    private final @Nullable Duration ttl;
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
        this.ttl = standard() ? message.ttl() : null;
    }

    /** Whether it has the standard's sections (part 3, 3.2.16); of other formats the broker knows nothing. */
    private boolean standard() {
        return message.messageFormat() == 0;
    }

    Message message() {
        return message;
    }

    /** Its bytes as it came. */
    int size() {
        return size;
    }

    long position() {
        return position;
    }

    /** Whether its time to live, counted from its arrival, is over (part 3, 3.2.1 ttl). */
    boolean expired(long nowNanos) {
        return ttl != null && nowNanos - storedNanos >= ttl.toNanos();
    }

    /** An attempt to deliver it failed (part 3, 3.2.1 delivery-count). */
    void countFailure() {
        if (standard()) {
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

    /** What a receiver adds when it gives the message back (part 3, 3.4.5 message-annotations). */
    void annotate(Map<Symbol, @Nullable Object> annotations) {
        if (!standard() || annotations.isEmpty()) {
            return;
        }
        try {
            annotations.forEach((key, value) -> message.annotation(key.toString(), value));
        } catch (AmqpException garbage) {
            LOG.warn("nothing can be added to annotations that are malformed: {}", garbage.getMessage());
        }
    }

    boolean mayGoTo(Subscription subscription) {
        return undeliverable == null || !undeliverable.contains(subscription);
    }
}
