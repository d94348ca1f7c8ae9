// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a container alive: it starts once, counts its activities (connections, listeners, timers, tasks), and is
 * over when it has been told to stop and nothing is left, or, for {@link Container#run()}, when nothing is left.
 * Thread-safe.
 */
final class Lifecycle {

    private enum Phase {
        NEW,
        RUNNING,
        STOPPING,
        OVER
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> beforeStart = new ArrayList<>();
    private final Runnable whenOver;
    private Phase phase = Phase.NEW;
    private boolean begun;
    private int activities;
    private @Nullable Throwable failure;

    /**
     * A life that has not begun.
     *
     * @param whenOver runs once, on the thread that ends the last activity or says stop
     */
    Lifecycle(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    /** Begins; what was to be run before is handed over, in order. */
    List<Runnable> begin() {
        lock.lock();
        try {
            if (phase != Phase.NEW) {
                throw new IllegalStateException("the container was started before; a container runs once");
            }
            phase = Phase.RUNNING;
            begun = true;
            return List.copyOf(beforeStart);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts a new activity.
     *
     * @param deferred kept until {@link #begin} if the container has not been started
     * @return whether the caller has to run it, and to {@linkplain #leave leave} once more after that: the activity may
     *     end on its loop at once, and the loops must not end while it is being started
     */
    boolean enter(Runnable deferred) {
        lock.lock();
        try {
            if (phase == Phase.STOPPING || phase == Phase.OVER) {
                throw new IllegalStateException("the container has been stopped");
            }
            activities++;
            if (phase == Phase.NEW) {
                beforeStart.add(deferred);
                return false;
            }
            activities++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Counts an activity that the network began; false if the container takes no more. */
    boolean tryEnter() {
        lock.lock();
        try {
            if (phase != Phase.RUNNING) {
                return false;
            }
            activities++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells that no more activities shall begin.
     *
     * @return whether there may be some that the caller has to end, and to {@linkplain #leave leave} after that: the loops
     *     must not end before all have been told
     */
    boolean stop() {
        boolean running;
        boolean over;
        lock.lock();
        try {
            running = phase == Phase.RUNNING || phase == Phase.NEW;
            over = running && activities == 0;
            if (over) {
                phase = Phase.OVER;
            } else if (running) {
                phase = Phase.STOPPING;
                activities++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (over) {
            whenOver.run();
        }
        return running && !over;
    }

    /** What was to be run at the start, if there was none: each has to be run so that it finds that it is over. */
    List<Runnable> unbegun() {
        lock.lock();
        try {
            return begun ? List.of() : List.copyOf(beforeStart);
        } finally {
            lock.unlock();
        }
    }

    /** An activity has ended. */
    void leave() {
        boolean over;
        lock.lock();
        try {
            activities--;
            over = phase == Phase.STOPPING && activities == 0;
            if (over) {
                phase = Phase.OVER;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (over) {
            whenOver.run();
        }
    }

    /** Waits until there is no activity or somebody has said stop. */
    void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (phase == Phase.RUNNING && activities > 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything has ended after {@link #stop}; false if that took longer. */
    boolean awaitOver(Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (phase != Phase.OVER) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for nothing more: the network is gone. */
    void abandon() {
        lock.lock();
        try {
            phase = Phase.OVER;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Remembers the first failure. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first failure, if any. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
