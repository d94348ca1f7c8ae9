// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: subscriptions that may have credit, one after the other. One without credit leaves until it is added
 * again, so that those that take nothing cost nothing.
 */
final class Turns {

    private final Deque<Subscription> order = new ArrayDeque<>();
    private final Set<Subscription> waiting = new HashSet<>();
    /** Those with credit that no message was for. */
    private final Set<Subscription> passed = new LinkedHashSet<>();

    /** Its turn comes after all others, unless it waits for it already. */
    void add(Subscription subscription) {
        if (waiting.add(subscription)) {
            passed.remove(subscription);
            order.add(subscription);
        }
    }

    /** It has not had its turn. */
    void addFirst(Subscription subscription) {
        if (waiting.add(subscription)) {
            order.addFirst(subscription);
        }
    }

    /** Whose turn it is now: it waits no longer. */
    @Nullable
    Subscription next() {
        Subscription next = order.poll();
        if (next != null) {
            waiting.remove(next);
        }
        return next;
    }

    /** No message was for it; it has another turn with the next message. */
    void pass(Subscription subscription) {
        passed.add(subscription);
    }

    /** There is another message. */
    void all() {
        if (!passed.isEmpty()) {
            List<Subscription> again = List.copyOf(passed);
            passed.clear();
            again.forEach(this::add);
        }
    }

    void remove(Subscription subscription) {
        if (waiting.remove(subscription)) {
            order.remove(subscription);
        }
        passed.remove(subscription);
    }
}
