// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections, listeners and timers of a container, to be ended when it stops. Thread-safe. */
final class Activities {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Set<Task> timers = ConcurrentHashMap.newKeySet();

    void add(Object activity) {
        if (activity instanceof Connection connection) {
            connections.add(connection);
        } else if (activity instanceof Listener listener) {
            listeners.add(listener);
        } else if (activity instanceof Task timer) {
            timers.add(timer);
        }
    }

    void remove(Object activity) {
        if (activity instanceof Connection connection) {
            connections.remove(connection);
        } else if (activity instanceof Listener listener) {
            listeners.remove(listener);
        } else if (activity instanceof Task timer) {
            timers.remove(timer);
        }
    }

    /**
     * Closes all.
     *
     * @param atOnce whether connections leave what they have queued
     */
    void closeAll(boolean atOnce) {
        listeners.forEach(Listener::close);
        timers.forEach(Task::cancel);
        connections.forEach(atOnce ? Connection::closeNow : Connection::close);
    }

    /** How long it may take until all have ended by themselves: each part keeps its own limit, which this only backs up. */
    Duration closeLimit() {
        Duration longest = Duration.ZERO;
        for (Connection connection : connections) {
            Duration limit = connection.closeTimeout();
            longest = limit.compareTo(longest) > 0 ? limit : longest;
        }
        return longest.multipliedBy(2).plus(GRACE);
    }
}
