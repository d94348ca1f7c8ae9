// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

/** The stamps of what is under way, oldest first: a peer settles in the order of sending. Used by one thread. */
final class StampQueue {
    private long[] stamps = new long[1024];
    private int head;
    private int size;

    void add(long stamp) {
        if (size == stamps.length) {
            grow();
        }
        stamps[(head + size) & (stamps.length - 1)] = stamp;
        size++;
    }

    /** The oldest; {@link Stamp#END}, which tells no latency, if there is none. */
    long remove() {
        if (size == 0) {
            return Stamp.END;
        }
        long oldest = stamps[head];
        head = (head + 1) & (stamps.length - 1);
        size--;
        return oldest;
    }

    private void grow() {
        long[] larger = new long[2 * stamps.length];
        for (int i = 0; i < size; i++) {
            larger[i] = stamps[(head + i) & (stamps.length - 1)];
        }
        stamps = larger;
        head = 0;
    }
}
