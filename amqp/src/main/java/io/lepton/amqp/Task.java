// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.EventLoop;
import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A task of the application on the container's loop, now or after a delay; it keeps the container alive until then. */
final class Task implements Runnable, Cancellable {

    private final Container container;
    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable Timer timer;

    Task(Container container, Runnable action) {
        this.container = container;
        this.action = action;
    }

    /** Starts the clock. */
    void start(EventLoop loop, Duration delay) {
        timer = loop.schedule(delay.isNegative() ? Duration.ZERO : delay, this);
        if (done.get()) {
            stopTimer();
        }
    }

    @Override
    public void run() {
        if (done.compareAndSet(false, true)) {
            try {
                Callbacks.run(container, action);
            } finally {
                container.ended(this);
            }
        }
    }

    @Override
    public boolean cancel() {
        if (!done.compareAndSet(false, true)) {
            return false;
        }
        stopTimer();
        container.ended(this);
        return true;
    }

    private void stopTimer() {
        Timer running = timer;
        if (running != null) {
            running.cancel();
        }
    }
}
