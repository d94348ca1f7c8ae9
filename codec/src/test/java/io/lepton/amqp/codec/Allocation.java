// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory a piece of work asks for, freed or not. */
public final class Allocation {

    /** The worst honest case: one-byte elements that become objects, with the lists, maps and texts around them. */
    public static final int MULTIPLE = 64;
    /** An exception with its stack trace. */
    public static final int CONSTANT = 48 << 10;
    /** The same under a fuzzer, whose hooks in the instrumented code ask for memory too. */
    private static final int FUZZED_CONSTANT = 256 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** The bytes that this thread asked for while it did the work. */
    public static long of(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /**
     * Does the work and fails if that takes more memory than a small multiple of the input's size. Classes are loaded once:
     * what was too much counts only if it is a second time.
     */
    public static void bounded(byte[] input, Runnable work) {
        long bound = FUZZED_CONSTANT + (long) MULTIPLE * input.length;
        if (of(work) > bound) {
            long again = of(work);
            if (again > bound) {
                throw new AssertionError(again + " bytes allocated for an input of " + input.length);
            }
        }
    }
}
