// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import org.jspecify.annotations.Nullable;

/** The client's side of round trips with one message in flight. Used by one thread. */
final class RoundTrips {
    private final Arguments arguments;
    private final Histogram times = new Histogram();
    private final long opensAt;
    private long closesAt;
    private long total;
    private @Nullable Usage start;

    RoundTrips(Arguments arguments, long now) {
        this.arguments = arguments;
        opensAt = now + arguments.warmupNanos();
    }

    /** A reply to the request of {@code stamp} came in; answers whether to send the next request. */
    boolean reply(long now, long stamp) {
        total++;
        if (start != null) {
            times.record(now - stamp);
            return now - closesAt < 0 && (arguments.count() == 0 || times.total() < arguments.count());
        }
        if (now - opensAt >= 0) {
            start = Usage.now();
            closesAt = start.wallNanos() + arguments.measureNanos();
        }
        return true;
    }

    /** The trips are over; the answer is the line to print. */
    String report(String name) {
        Usage figures = start == null ? Usage.NONE : Usage.now().since(start);
        double trips = Math.max(1, times.total());
        JsonLine line = new JsonLine()
                .put("impl", name)
                .put("mode", arguments.mode())
                .put("size", arguments.size())
                .put("settlement", arguments.settlement())
                .put("total", total)
                .put("count", times.total())
                .put("seconds", figures.seconds())
                .put("msgs_per_s", times.total() / figures.seconds())
                .put("cpu_us_per_msg", figures.cpuNanos() / 1000.0 / trips)
                .put("alloc_b_per_msg", figures.allocatedBytes() / trips)
                .put("gc_count", figures.collections())
                .put("gc_ms", figures.collectionMillis())
                .put("jit_ms", figures.compilerMillis())
                .put("peak_rss_kib", Memory.peakResidentKib());
        times.writeTo(line);
        return line.put("java", System.getProperty("java.version")).toString();
    }
}
