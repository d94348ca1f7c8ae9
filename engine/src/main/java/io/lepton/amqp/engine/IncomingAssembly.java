// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;

/** A delivery that comes in several frames. */
final class IncomingAssembly {

    private static final byte[] EMPTY = {};

    final IncomingDelivery delivery;
    /** Frames so far. */
    int frames = 1;
    /** Payload bytes so far. */
    long size;
    /** Whether what comes is thrown away, because nobody wants the delivery any more. */
    boolean discard;

    /**
     * No more than so many times what has come is taken in advance, in the hope that a message is as large as the last: a peer
     * gains no more than that by not going on.
     */
    private static final long ADVANCE = 4;

    private final int expected;
    private byte[] bytes = EMPTY;
    private int count;

    /**
     * Nothing yet.
     *
     * @param expected how large it may turn out to be: the last such message of its link
     */
    IncomingAssembly(IncomingDelivery delivery, int expected) {
        this.delivery = delivery;
        this.expected = expected;
    }

    /** Bytes kept here. */
    int kept() {
        return count;
    }

    void append(byte[] source, int offset, int length) {
        if (bytes.length - count < length) {
            bytes = Arrays.copyOf(bytes, capacity(Math.addExact(count, length)));
        }
        System.arraycopy(source, offset, bytes, count, length);
        count += length;
    }

    private int capacity(int needed) {
        if (expected >= needed && expected <= ADVANCE * needed) {
            return expected;
        }
        return Math.max(needed, (int) Math.min(2L * count, Integer.MAX_VALUE - 8));
    }

    /** All bytes kept, as an exact array; keeps none afterwards. */
    byte[] take() {
        byte[] all = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        bytes = EMPTY;
        count = 0;
        return all;
    }
}
