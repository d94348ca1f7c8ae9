// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message in a queue, with what the broker has learned about it. */
final class StoredMessage {

    private final Message message;
    /** Its place in the queue, which it keeps when it comes back. */
    private final long position;

    private final long storedNanos;
    private @Nullable Set<Subscription> undeliverable;

    StoredMessage(Message message, long position, long nowNanos) {
        this.message = message;
        this.position = position;
        this.storedNanos = nowNanos;
    }

    Message message() {
        return message;
    }

    long position() {
        return position;
    }

    /** Whether its time to live, counted from its arrival, is over (part 3, 3.2.1 ttl). */
    boolean expired(long nowNanos) {
        Duration ttl = message.ttl();
        return ttl != null && nowNanos - storedNanos >= ttl.toNanos();
    }

    /** An attempt to deliver it failed (part 3, 3.2.1 delivery-count). */
    void countFailure() {
        message.deliveryCount(message.deliveryCount() + 1);
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
        annotations.forEach((key, value) -> message.annotation(key.toString(), value));
    }

    boolean mayGoTo(Subscription subscription) {
        return undeliverable == null || !undeliverable.contains(subscription);
    }
}
