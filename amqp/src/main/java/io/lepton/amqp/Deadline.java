// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limit of one wait at a time. Belongs to the connection's loop. */
final class Deadline {

    private @Nullable Timer timer;

    /** Begins to wait, instead of for what was waited for before. */
    void set(LoopWork work, Duration limit, Runnable whenOver) {
        clear();
        timer = work.after(limit, whenOver);
    }

    /** What was waited for has come, or is of no interest any more. */
    void clear() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
