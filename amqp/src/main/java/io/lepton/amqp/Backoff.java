// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Delays that grow, with a part that is left to chance: none, the initial one, then longer and longer up to a limit. */
final class Backoff implements ReconnectDelay {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ReconnectOptions options;
    private final DoubleSupplier chance;
    private double nextMillis;

    /**
     * Delays by these options.
     *
     * @param chance numbers from 0 up to, but not including, 1
     */
    Backoff(ReconnectOptions options, DoubleSupplier chance) {
        this.options = options;
        this.chance = chance;
    }

    @Override
    public void reset() {
        nextMillis = 0;
    }

    @Override
    public Duration next() {
        double initial = millis(options.initialDelay);
        double full = nextMillis;
        nextMillis = full == 0 ? initial : Math.min(full * options.multiplier, millis(options.maxDelay));
        double spread = options.jitter * chance.getAsDouble();
        double chosen = full == 0 ? initial * spread : full * (1 - spread);
        return Duration.ofNanos((long) (chosen * NANOS_PER_MILLI));
    }

    private static double millis(Duration duration) {
        return duration.getSeconds() * 1e3 + duration.getNano() / NANOS_PER_MILLI;
    }
}
