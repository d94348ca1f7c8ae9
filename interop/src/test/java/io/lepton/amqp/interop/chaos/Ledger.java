// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import java.util.BitSet;

/** Which numbers came, which of them more than once, and whether they kept their order at their first coming. Thread-safe. */
final class Ledger {
    private final BitSet seen = new BitSet();
    private final BitSet again = new BitSet();
    private int last = -1;
    private int outOfOrder;
    private long repetitions;

    synchronized void see(int number) {
        if (seen.get(number)) {
            again.set(number);
            repetitions++;
            return;
        }
        if (number < last) {
            outOfOrder++;
        }
        last = number;
        seen.set(number);
    }

    synchronized boolean has(int number) {
        return seen.get(number);
    }

    /** How many different numbers came. */
    synchronized int size() {
        return seen.cardinality();
    }

    /** Those that came more than once. */
    synchronized BitSet again() {
        return (BitSet) again.clone();
    }

    /** Comings beyond the first. */
    synchronized long repetitions() {
        return repetitions;
    }

    /** Numbers whose first coming was after that of a larger one. */
    synchronized int outOfOrder() {
        return outOfOrder;
    }

    @Override
    public synchronized String toString() {
        return size() + " numbers, " + repetitions + " repetitions of " + again.cardinality() + ", " + outOfOrder
                + " out of order";
    }
}
