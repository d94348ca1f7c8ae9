// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One thread that runs everything of its connections: their input, their output, their timers. */
public interface EventLoop extends Executor {

    /** Whether the calling thread is this loop's. */
    boolean inLoop();

    /**
     * Runs a task on the loop, after the tasks given before by the same thread. May be called from any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the transport is closed
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task on the loop once the delay is over, never earlier. May be called from any thread; the clock is
     * monotonic, so a change of the wall clock moves nothing.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the transport is closed
     */
    Timer schedule(Duration delay, Runnable task);
}
