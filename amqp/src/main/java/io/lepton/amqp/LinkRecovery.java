// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a link that the peer detached is attached again: with growing delays, which start anew once the link was stable.
 * Belongs to the connection's loop.
 */
final class LinkRecovery {

    private final ReconnectOptions options;
    private final Backoff delays;
    private int attempts;
    private long openedAt;
    private @Nullable Timer timer;

    LinkRecovery(ReconnectOptions options) {
        this.options = options;
        this.delays = new Backoff(options, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The link is open; milliseconds by a monotonic clock. */
    void opened(long now) {
        openedAt = now;
    }

    /** How long to wait now that it was detached; null to give up. */
    @Nullable
    Duration next(long now) {
        if (now - openedAt >= options.stableAfter.toMillis()) {
            attempts = 0;
            delays.reset();
        }
        if (options.maxAttempts > 0 && attempts >= options.maxAttempts) {
            return null;
        }
        attempts++;
        return delays.next();
    }

    void schedule(LoopWork work, Duration delay, Runnable attach) {
        timer = work.after(delay, attach);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
