// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work that SIGTERM or Ctrl-C interrupts come to its end in order, and leave with its own exit status. */
final class StopSignal {

    /** Longer than any part of the work takes to close in order. */
    private static final long PATIENCE_SECONDS = 15;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int status = Main.FAILED;

    private StopSignal() {}

    /**
     * Does the work on this thread.
     *
     * @param stop tells the work to come to its end; called on another thread
     * @return the exit status that the work answers
     */
    static int during(Callable<Integer> work, Runnable stop) throws Exception {
        StopSignal signal = new StopSignal();
        Thread hook = new Thread(() -> signal.stop(stop), "lepton-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            signal.status = work.call();
        } finally {
            signal.done.countDown();
            signal.forget(hook);
        }
        return signal.status;
    }

    private void stop(Runnable work) {
        work.run();
        try {
            if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // else the signal's own number would be the status
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is going down already, and the hook sees to the rest
        }
    }
}
