// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.util.Arrays;

/**
 * Counts durations in nanoseconds. Below 128 each value has a slot of its own; above, each power of two is cut into 64
 * slots, so that a quantile is off by less than 1.6 %. Used by one thread.
 */
final class Histogram {
    private static final int SLOT_BITS = 6;
    private static final int SLOTS = 1 << SLOT_BITS;

    private final long[] counts = new long[(Long.SIZE - SLOT_BITS) * SLOTS];
    private long total;
    private long largest;

    /** Counts one duration; a negative one (clocks that differ) counts as zero. */
    void record(long nanos) {
        long value = Math.max(0, nanos);
        largest = Math.max(largest, value);
        total++;
        counts[slot(value)]++;
    }

    long total() {
        return total;
    }

    /** The lower bound of the slot that holds the quantile, in microseconds; 0 when nothing was recorded. */
    double quantileMicros(double quantile) {
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            seen += counts[slot];
            if (seen >= rank) {
                return Math.min(lowest(slot), largest) / 1000.0;
            }
        }
        return largest / 1000.0;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        largest = 0;
    }

    void writeTo(JsonLine line) {
        line.put("p50_us", quantileMicros(0.5))
                .put("p90_us", quantileMicros(0.9))
                .put("p99_us", quantileMicros(0.99))
                .put("p999_us", quantileMicros(0.999))
                .put("max_us", largest / 1000.0);
    }

    /** Values up to 127 are their own slot; a larger one is cut down to its seven leading bits. */
    private static int slot(long value) {
        int shift = Math.max(0, Long.SIZE - SLOT_BITS - 1 - Long.numberOfLeadingZeros(value));
        return shift * SLOTS + (int) (value >>> shift);
    }

    private static long lowest(int slot) {
        if (slot < 2 * SLOTS) {
            return slot;
        }
        int shift = slot / SLOTS - 1;
        return (long) (slot - shift * SLOTS) << shift;
    }
}
