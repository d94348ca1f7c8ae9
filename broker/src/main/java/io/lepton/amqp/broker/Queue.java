// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.message.Message;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
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

    private final Deque<Subscription> subscriptions = new ArrayDeque<>();
    private final MessageMemory memory;
    private long nextPosition;
    private boolean discarded;
    private volatile int messageCount;

    Queue(String address, int maxMessages, MessageMemory memory) {
        this.address = address;
        this.maxMessages = maxMessages;
        this.memory = memory;
    }

    String address() {
        return address;
    }

    /** Those waiting and those that a receiver has and has not settled. */
    int messageCount() {
        return messageCount;
    }

    /** Puts a message of so many bytes at the end; null, or why there is no room for it. */
    @Nullable
    String put(Message message, int bytes) {
        if (messageCount >= maxMessages) {
            return "queue \"" + address + "\" is full: it holds " + maxMessages + " messages";
        }
        StoredMessage stored = new StoredMessage(message, bytes, nextPosition++, System.nanoTime());
        if (!memory.take(bytes)) {
            return "the broker is full: it has no room for another " + bytes + " bytes";
        }
        arrived.add(stored);
        count(1);
        dispatch();
        return null;
    }

    void subscribe(Subscription subscription) {
        subscriptions.add(subscription);
        dispatch();
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** A message is done with. */
    void forget(StoredMessage message) {
        count(-1);
        memory.give(message.size());
    }

    /** Nobody can take messages from here any more. */
    void discard() {
        discarded = true;
        arrived.forEach(this::forget);
        arrived.clear();
        returned.forEach(this::forget);
        returned.clear();
    }

    /** A message comes back, to be delivered again before all that arrived after it. */
    void requeue(StoredMessage message) {
        if (discarded) {
            forget(message);
        } else {
            returned.add(message);
        }
    }

    /** Hands out as many messages as the subscriptions have credit for. */
    void dispatch() {
        boolean progress = true;
        while (progress && !subscriptions.isEmpty()) {
            progress = false;
            for (int turn = subscriptions.size(); turn > 0; turn--) {
                Subscription next = subscriptions.remove();
                subscriptions.add(next);
                progress |= next.hasCredit() && deliverTo(next);
            }
        }
    }

    private boolean deliverTo(Subscription subscription) {
        StoredMessage message = take(returned.iterator(), subscription);
        if (message == null) {
            message = take(arrived.iterator(), subscription);
        }
        if (message == null) {
            return false;
        }
        subscription.deliver(message);
        return true;
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
