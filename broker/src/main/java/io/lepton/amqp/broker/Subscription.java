// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link on which a peer takes messages from a queue, and the messages that it has and has not settled. */
final class Subscription {

    /** So many messages may wait that are not for this link: each is looked at before one that is. */
    static final int MOST_REFUSED = 1_000;

    private static final Modified FAILED = new Modified(true, false, Map.of());

    private final Queue queue;
    private final Sender sender;
    private final DeadLetters deadLetters;
    private final Map<SentDelivery, StoredMessage> unsettled = new LinkedHashMap<>();
    /** What must not come here again. */
    private final Set<StoredMessage> refused = new HashSet<>();

    Subscription(Queue queue, Sender sender, DeadLetters deadLetters) {
        this.queue = queue;
        this.sender = sender;
        this.deadLetters = deadLetters;
    }

    Queue queue() {
        return queue;
    }

    /** If not, and there is only no room in the network, {@code onSendable} tells when there is. */
    boolean hasCredit() {
        return sender.sendable();
    }

    void close(ErrorCondition reason) {
        sender.close(reason);
    }

    /** Sends a message; false if that is not possible, and the message is back. */
    boolean deliver(StoredMessage stored) {
        SentDelivery delivery;
        try {
            delivery = sender.send(stored.message());
        } catch (IllegalStateException closing) {
            queue.requeue(stored);
            return false;
        }
        if (sender.remoteMaxMessageSize() > 0
                && delivery.outcome().toCompletableFuture().isCompletedExceptionally()) {
            // too large for this receiver: it waits for another one
            exclude(stored);
            queue.requeue(stored);
        } else if (delivery.settled()) {
            queue.forget(stored);
        } else {
            unsettled.put(delivery, stored);
        }
        return true;
    }

    private void exclude(StoredMessage stored) {
        stored.exclude(this);
        refused.add(stored);
        if (refused.size() == MOST_REFUSED) {
            close(ErrorCondition.of(
                    AmqpError.RESOURCE_LIMIT_EXCEEDED, MOST_REFUSED + " messages wait that this link cannot be given"));
        }
    }

    /** A message has left the queue that was not for this link. */
    void hasLeft(StoredMessage stored) {
        refused.remove(stored);
    }

    /** The peer is done with a delivery. */
    void outcome(SentDelivery delivery) {
        StoredMessage stored = unsettled.remove(delivery);
        if (stored == null) {
            return;
        }
        Outcome outcome = outcomeOf(delivery);
        if (outcome instanceof Accepted) {
            queue.forget(stored);
        } else if (outcome instanceof Rejected rejected) {
            queue.forget(stored);
            deadLetters.take(queue, stored, rejected);
        } else {
            takeBack(stored, outcome);
        }
        queue.dispatch();
    }

    /** What the peer told, or else its source's default-outcome (part 3, 3.5.3); null: settled without either. */
    private static @Nullable Outcome outcomeOf(SentDelivery delivery) {
        DeliveryState told = delivery.remoteState();
        return told instanceof Outcome outcome
                ? outcome
                : delivery.outcome().toCompletableFuture().getNow(null);
    }

    /** Released, modified, or settled without an outcome, which loses nothing if it counts as released. */
    private void takeBack(StoredMessage stored, @Nullable Outcome outcome) {
        stored.acquired();
        if (outcome instanceof Modified modified) {
            if (modified.deliveryFailed()) {
                stored.countFailure();
            }
            if (modified.undeliverableHere()) {
                exclude(stored);
            }
            queue.annotate(stored, modified.messageAnnotations());
        }
        queue.requeue(stored);
    }

    /** The link is gone. What it left unsettled may have been seen, so each counts as a failed attempt, unless the peer said. */
    void end() {
        Source source = sender.remoteSource();
        Outcome left = source != null && source.defaultOutcome() instanceof Released ? Released.INSTANCE : FAILED;
        queue.unsubscribe(this);
        for (StoredMessage stored : unsettled.values()) {
            takeBack(stored, left);
        }
        unsettled.clear();
        List.copyOf(refused).forEach(stored -> stored.include(this));
        refused.clear();
        queue.dispatch();
    }
}
