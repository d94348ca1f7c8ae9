// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a call, one step after the other on the call's own thread: so that a script that reads slowly holds up
 * that thread and no connection, and the call's state needs no lock. Steps come from any thread; how many there can be
 * is bounded by the credit and the windows of those who post them.
 */
public final class CallSteps {

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final CountDownLatch hurry = new CountDownLatch(1);
    private final long begin = System.nanoTime();
    private final long limitNanos;
    private boolean ended;

    /**
     * Steps that have not begun.
     *
     * @param limit how long the call may take from now on; null: for ever
     */
    public CallSteps(@Nullable Duration limit) {
        limitNanos = limit == null ? FOR_EVER : limit.toNanos();
    }

    /** Adds a step. */
    void post(Runnable step) {
        steps.add(step);
    }

    /** Adds a step that a {@link #pause} must not delay. */
    void postUrgently(Runnable step) {
        steps.add(step);
        hurry.countDown();
    }

    /** No further step will be taken. To be called in a step. */
    void end() {
        ended = true;
    }

    /** Takes steps until one says {@link #end}; false if the time was over before. */
    boolean run() {
        try {
            while (!ended) {
                Runnable step = steps.poll(left(), TimeUnit.NANOSECONDS);
                if (step == null || left() == 0) {
                    return false;
                }
                step.run();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the call was interrupted", e);
        }
    }

    /**
     * Waits inside a step, but not once there is something urgent.
     *
     * @return false if the time of the call is over
     */
    boolean pause(Duration time) {
        try {
            hurry.await(Math.min(time.toNanos(), left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return left() > 0;
    }

    private long left() {
        return limitNanos == FOR_EVER ? FOR_EVER : Math.max(0, limitNanos - (System.nanoTime() - begin));
    }
}
