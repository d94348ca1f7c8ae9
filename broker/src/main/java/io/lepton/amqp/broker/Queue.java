// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.Receiver;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their arrival, and the subscriptions that compete for them, served in turn. Used on the
 * broker's loop only, but for {@link #messageCount}.
 */
final class Queue {

    private final String address;
    private final int maxMessages;
    private final Deque<StoredMessage> arrived = new ArrayDeque<>();
    /** What came back, by its old place: always older than all that {@link #arrived} holds. */
    private final TreeSet<StoredMessage> returned = new TreeSet<>(Comparator.comparingLong(StoredMessage::position));

    private final Set<Receiver> producers = new HashSet<>();
    private final Set<Subscription> subscriptions = new HashSet<>();
    private final Turns turns = new Turns();
    private final MessageMemory memory;
    private final Lifetime lifetime;
    private long nextPosition;
    private boolean discarded;
    private volatile int messageCount;

    Queue(String address, int maxMessages, MessageMemory memory, Lifetime lifetime) {
        this.address = address;
        this.maxMessages = maxMessages;
        this.memory = memory;
        this.lifetime = lifetime;
    }

    String address() {
        return address;
    }

    /** Those waiting and those that a receiver has and has not settled. */
    int messageCount() {
        return messageCount;
    }

    // ---- its links

    void addProducer(Receiver link) {
        producers.add(link);
    }

    void removeProducer(Receiver link) {
        producers.remove(link);
    }

    void subscribe(Subscription subscription) {
        subscriptions.add(subscription);
        sendable(subscription);
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
        turns.remove(subscription);
    }

    /** The link is gone that this queue was made for. */
    void ownerGone() {
        lifetime.ownerGone();
    }

    /** Whether the queue has to go. */
    boolean over() {
        return lifetime.over(producers.size() + subscriptions.size(), messageCount);
    }

    /**
     * Nobody can put messages here or take them any more. Links that wait for messages are closed; those that bring some are
     * told with each.
     */
    void discard() {
        discarded = true;
        arrived.forEach(this::forget);
        arrived.clear();
        returned.forEach(this::forget);
        returned.clear();
        ErrorCondition gone = gone();
        List.copyOf(subscriptions).forEach(subscription -> subscription.close(gone));
    }

    private ErrorCondition gone() {
        return ErrorCondition.of(AmqpError.RESOURCE_DELETED, "the node \"" + address + "\" is gone");
    }

    // ---- its messages

    /** Puts a message of so many bytes at the end; null, or why it cannot. */
    @Nullable
    ErrorCondition put(Message message, int bytes) {
        if (discarded) {
            return gone();
        }
        StoredMessage stored = new StoredMessage(message, bytes, nextPosition++, System.nanoTime());
        if (messageCount >= maxMessages) {
            forgetExpired();
        }
        if (messageCount >= maxMessages) {
            return full("queue \"" + address + "\" is full: it holds " + maxMessages + " messages");
        }
        if (!memory.take(stored.cost())) {
            forgetExpired();
            if (!memory.take(stored.cost())) {
                return full("the broker is full: it has no room for another " + bytes + " bytes");
            }
        }
        arrived.add(stored);
        count(1);
        turns.all();
        dispatch();
        return null;
    }

    private static ErrorCondition full(String why) {
        return ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, why);
    }

    /** Makes room: what has expired goes else only when a receiver comes to it. */
    private void forgetExpired() {
        long now = System.nanoTime();
        forgetExpired(returned.iterator(), now);
        forgetExpired(arrived.iterator(), now);
    }

    private void forgetExpired(Iterator<StoredMessage> messages, long now) {
        while (messages.hasNext()) {
            StoredMessage message = messages.next();
            if (!message.expired(now)) {
                return;
            }
            messages.remove();
            forget(message);
        }
    }

    /** A message is done with. */
    void forget(StoredMessage message) {
        message.leave();
        count(-1);
        memory.give(message.cost());
    }

    /** A message comes back, to be delivered again before all that arrived after it. */
    void requeue(StoredMessage message) {
        if (discarded) {
            forget(message);
        } else {
            returned.add(message);
            turns.all();
        }
    }

    /** Adds to the annotations of a message as far as there is room for it. */
    void annotate(StoredMessage message, Map<Symbol, @Nullable Object> annotations) {
        message.annotate(annotations, memory);
    }

    // ---- giving them out

    /** A subscription may have credit. */
    void sendable(Subscription subscription) {
        turns.add(subscription);
        dispatch();
    }

    /** Hands out as many messages as the subscriptions have credit for. */
    void dispatch() {
        Subscription next = turns.next();
        while (next != null && !(arrived.isEmpty() && returned.isEmpty())) {
            if (next.hasCredit()) {
                if (deliverTo(next)) {
                    turns.add(next);
                } else {
                    turns.pass(next);
                }
            }
            next = turns.next();
        }
        if (next != null) {
            turns.addFirst(next);
        }
    }

    private boolean deliverTo(Subscription subscription) {
        StoredMessage message = take(returned.iterator(), subscription);
        if (message == null) {
            message = take(arrived.iterator(), subscription);
        }
        return message != null && subscription.deliver(message);
    }

    private @Nullable StoredMessage take(Iterator<StoredMessage> messages, Subscription subscription) {
        long now = System.nanoTime();
        while (messages.hasNext()) {
            StoredMessage message = messages.next();
            if (message.expired(now)) {
                messages.remove();
                forget(message);
            } else if (message.mayGoTo(subscription)) {
                messages.remove();
                return message;
            }
        }
        return null;
    }

    /** The loop is the only writer. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(int change) {
        messageCount += change;
    }
}
