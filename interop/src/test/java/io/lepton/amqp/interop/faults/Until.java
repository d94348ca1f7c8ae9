// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what nobody tells of, for so long that it counts as never. */
public final class Until {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Until() {}

    /** Returns once this is so. */
    public static void holds(BooleanSupplier condition, Supplier<String> complaint) {
        long end = System.nanoTime() + LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(complaint.get());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Returns once this is so. */
    public static void holds(String what, BooleanSupplier condition) {
        holds(condition, () -> "never came true: " + what);
    }
}
