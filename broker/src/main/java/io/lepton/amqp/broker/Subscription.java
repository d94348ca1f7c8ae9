// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.DeliveryException;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.LinkError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A link on which a peer takes messages from a queue, and the messages that it has and has not settled. */
final class Subscription {

    private final Queue queue;
    private final Sender sender;
    private final DeadLetters deadLetters;
    private final Map<SentDelivery, StoredMessage> unsettled = new LinkedHashMap<>();

    Subscription(Queue queue, Sender sender, DeadLetters deadLetters) {
        this.queue = queue;
        this.sender = sender;
        this.deadLetters = deadLetters;
    }

    Queue queue() {
        return queue;
    }

    boolean hasCredit() {
        return sender.isOpen() && sender.credit() > 0;
    }

    void deliver(StoredMessage stored) {
        SentDelivery delivery = sender.send(stored.message());
        if (delivery.settled()) {
            queue.forget(stored);
            return;
        }
        unsettled.put(delivery, stored);
        if (sender.remoteMaxMessageSize() > 0) {
            delivery.outcome().whenComplete((outcome, failure) -> {
                if (failure instanceof DeliveryException refusal
                        && refusal.condition().condition().equals(LinkError.MESSAGE_SIZE_EXCEEDED)) {
                    notSent(delivery);
                }
            });
        }
    }

    /** A message that is too large for this receiver waits for another one. */
    private void notSent(SentDelivery delivery) {
        StoredMessage stored = unsettled.remove(delivery);
        if (stored != null) {
            stored.exclude(this);
            queue.requeue(stored);
        }
    }

    /** The peer is done with a delivery; null: it settled without saying how. */
    void outcome(SentDelivery delivery, @Nullable DeliveryState state) {
        StoredMessage stored = unsettled.remove(delivery);
        if (stored == null) {
            return;
        }
        if (state instanceof Accepted) {
            queue.forget(stored);
        } else if (state instanceof Rejected rejected) {
            queue.forget(stored);
            deadLetters.take(queue, stored, rejected);
        } else {
            takeBack(stored, state);
        }
        queue.dispatch();
    }

    /** Released, modified, or settled without an outcome, which loses nothing if it counts as released. */
    private void takeBack(StoredMessage stored, @Nullable DeliveryState state) {
        if (state instanceof Modified modified) {
            if (modified.deliveryFailed()) {
                stored.countFailure();
            }
            if (modified.undeliverableHere()) {
                stored.exclude(this);
            }
            stored.annotate(modified.messageAnnotations());
        }
        queue.requeue(stored);
    }

    /** The link is gone: what it left unsettled may have been seen, so each counts as a failed attempt. */
    void end() {
        queue.unsubscribe(this);
        for (StoredMessage stored : unsettled.values()) {
            stored.countFailure();
            queue.requeue(stored);
        }
        unsettled.clear();
        queue.dispatch();
    }
}
