// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import org.jspecify.annotations.Nullable;

/**
 * One end's measured window. It opens the warm-up's length after the first message, and closes when its time is over, at
 * the last message of a given count, or when the traffic ends. Used by one thread.
 */
final class Meter {
    /** How much longer a sender goes on than its own window, so that the receiver's closes under load. */
    static final long SENDER_EXCESS_NANOS = 400_000_000;

    private final Arguments arguments;
    private final Histogram latency = new Histogram();
    private boolean begun;
    private long opensAt;
    private long closesAt;
    private long total;
    private long counted;
    private @Nullable Usage start;
    private @Nullable Usage used;

    Meter(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * A message came in, or at a sender was settled or handed over.
     *
     * @param now the monotonic clock
     * @param stamp when the message was made; {@link Stamp#END}: it tells no latency
     */
    void message(long now, long stamp) {
        total++;
        if (!begun) {
            begun = true;
            opensAt = now + arguments.warmupNanos();
            closesAt = opensAt + arguments.measureNanos();
        }
        if (start == null) {
            if (now - opensAt >= 0) {
                open();
            }
        } else if (used == null) {
            count(now, stamp);
        }
    }

    private void open() {
        start = Usage.now();
        closesAt = start.wallNanos() + arguments.measureNanos();
    }

    private void count(long now, long stamp) {
        counted++;
        if (stamp != Stamp.END) {
            latency.record(now - stamp);
        }
        if (now - closesAt >= 0 || total == arguments.count()) {
            close();
        }
    }

    private void close() {
        if (start != null && used == null) {
            used = Usage.now().since(start);
        }
    }

    /** Whether a sender that has sent so many has to go on. */
    boolean wantsMore(long sent, long now) {
        if (arguments.count() > 0) {
            return sent < arguments.count();
        }
        return !begun || now - closesAt < SENDER_EXCESS_NANOS;
    }

    /** Whether the messages that were asked for have all been seen; never, when time decides. */
    boolean countReached() {
        return arguments.count() > 0 && total >= arguments.count();
    }

    long total() {
        return total;
    }

    /** The traffic is over; the answer is the line to print. */
    String report(String name) {
        close();
        Usage figures = used == null ? Usage.NONE : used;
        double seconds = figures.seconds();
        double messages = Math.max(1, counted);
        JsonLine line = new JsonLine()
                .put("impl", name)
                .put("mode", arguments.mode())
                .put("size", arguments.size())
                .put("window", arguments.window())
                .put("settlement", arguments.settlement())
                .put("total", total)
                .put("count", counted)
                .put("seconds", seconds)
                .put("msgs_per_s", counted / seconds)
                .put("bytes_per_s", (double) counted * arguments.size() / seconds)
                .put("cpu_s", figures.cpuNanos() / 1e9)
                .put("cpu_us_per_msg", figures.cpuNanos() / 1000.0 / messages)
                .put("alloc_b_per_msg", figures.allocatedBytes() / messages)
                .put("gc_count", figures.collections())
                .put("gc_ms", figures.collectionMillis())
                .put("jit_ms", figures.compilerMillis())
                .put("transfers_per_msg", figures.kernel().transfers() / messages)
                .put("waits_per_msg", figures.kernel().waits() / messages)
                .put("peak_rss_kib", Memory.peakResidentKib());
        if (latency.total() > 0) {
            latency.writeTo(line);
        }
        return line.put("java", System.getProperty("java.version")).toString();
    }
}
