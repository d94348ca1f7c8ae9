// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A loop that runs when the test says so, with a clock that moves when the test says so. */
final class TestLoop implements EventLoop {

    private static final int RUNAWAY = 1_000_000;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<TestTimer> timers =
            new PriorityQueue<>(Comparator.comparingLong((TestTimer t) -> t.due).thenComparingLong(t -> t.number));
    private long now;
    private long timerCount;
    private Thread running;

    long now() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == running;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        TestTimer timer = new TestTimer(now + Math.max(0, delay.toMillis()), timerCount++, task);
        timers.add(timer);
        return timer;
    }

    /** Runs what there is to run now. */
    void drive() {
        running = Thread.currentThread();
        try {
            for (int i = 0; i < RUNAWAY; i++) {
                Runnable task = tasks.poll();
                if (task == null) {
                    task = dueTimer();
                }
                if (task == null) {
                    return;
                }
                task.run();
            }
            throw new AssertionError("the loop does not come to rest");
        } finally {
            running = null;
        }
    }

    /** Lets time pass, and runs what falls due on the way in its turn. */
    void advance(Duration time) {
        drive();
        long end = now + time.toMillis();
        while (!timers.isEmpty() && timers.peek().due <= end) {
            now = Math.max(now, timers.peek().due);
            drive();
        }
        now = end;
    }

    private Runnable dueTimer() {
        TestTimer next = timers.peek();
        if (next == null || next.due > now) {
            return null;
        }
        timers.remove();
        return next.task;
    }

    private final class TestTimer implements Timer {

        private final long due;
        private final long number;
        private final Runnable task;

        private TestTimer(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }

        @Override
        public boolean cancel() {
            return timers.remove(this);
        }
    }
}
