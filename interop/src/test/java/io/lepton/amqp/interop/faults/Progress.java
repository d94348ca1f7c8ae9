// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.util.concurrent.atomic.AtomicLongArray;

/** How many pieces of each kind have come from each side. Thread-safe. */
public final class Progress {
    private static final int KINDS = Kind.values().length;

    private final AtomicLongArray counts = new AtomicLongArray(2 * KINDS);

    long add(Side from, Kind kind) {
        return counts.incrementAndGet(index(from, kind));
    }

    /** Pieces of this kind that came from this side. */
    public long count(Side from, Kind kind) {
        return counts.get(index(from, kind));
    }

    private static int index(Side from, Kind kind) {
        return from.ordinal() * KINDS + kind.ordinal();
    }
}
