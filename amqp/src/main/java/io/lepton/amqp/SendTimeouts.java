// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no message of a sender is without an outcome for ever. Time is counted in coarse ticks while there are such
 * messages, so that sending one reads no clock and sets no timer. Belongs to the connection's loop.
 */
final class SendTimeouts {

    private static final int TICKS = 4;

    private final Sending sending;
    private final LoopWork work;
    private final Duration limit;
    private @Nullable Timer timer;
    private int now;

    /**
     * Time-outs of a sender.
     *
     * @param limit how long a message may be without an outcome; zero for ever
     */
    SendTimeouts(Sending sending, LoopWork work, Duration limit) {
        this.sending = sending;
        this.work = work;
        this.limit = limit;
    }

    /** Time begins for a message. */
    void begin(SentDelivery delivery) {
        delivery.tick = (byte) now;
        if (timer == null && !limit.isZero()) {
            start();
        }
    }

    private void start() {
        long millis = Math.max(1, limit.toMillis() / TICKS);
        timer = work.after(Duration.ofMillis(millis), this::tick);
    }

    private void tick() {
        timer = null;
        now++;
        sending.expire(this::expired, limit);
        if (timer == null && sending.someWithoutOutcome()) {
            start();
        }
    }

    private boolean expired(SentDelivery delivery) {
        return (byte) (now - delivery.tick) > TICKS;
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
