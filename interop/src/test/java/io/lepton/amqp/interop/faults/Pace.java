// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.SplittableRandom;

/** How bytes go out to one end: whole, in pieces, late or slowly. Called by one thread. */
interface Pace {

    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Returns when all that was written is out. */
    default void finish() throws InterruptedException {}

    /** What was written and is not out yet is of no interest any more. */
    default void abandon() {}

    /** Makes one for each direction of each connection. */
    @FunctionalInterface
    interface Maker {
        Pace of(OutputStream out);
    }

    /** As the bytes come. */
    static Pace whole(OutputStream out) {
        return out::write;
    }

    /** In fragments of so many bytes, each written by itself. */
    static Maker fragments(int size) {
        return out -> (bytes, offset, length) -> {
            for (int done = 0; done < length; done += size) {
                out.write(bytes, offset + done, Math.min(size, length - done));
            }
        };
    }

    /** In fragments of random size up to so many bytes. */
    static Maker randomFragments(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return out -> (bytes, offset, length) -> {
            int done = 0;
            while (done < length) {
                int next = Math.min(random.nextInt(1, size + 1), length - done);
                out.write(bytes, offset + done, next);
                done += next;
            }
        };
    }

    /** Late by this much, and no more bytes a second than this. */
    static Maker slow(Duration latency, long bytesPerSecond) {
        return out -> new DelayLine(out, latency, bytesPerSecond, Duration.ofNanos(1));
    }

    /** In bursts, so far apart, of all that came in between. */
    static Maker bursts(Duration beat) {
        return out -> new DelayLine(out, Duration.ZERO, Integer.MAX_VALUE, beat);
    }
}
