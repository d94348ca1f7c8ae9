// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;

/** A delivery that comes in several frames. */
final class IncomingAssembly {

    private static final byte[] EMPTY = {};
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    final IncomingDelivery delivery;
    /** Frames so far. */
    int frames = 1;
    /** Payload bytes so far. */
    long size;
    /** Whether what comes is thrown away, because nobody wants the delivery any more. */
    boolean discard;

    /**
     * No more than so many times what has come is taken in advance, in the hope that a message is as large as the last: a peer
     * gains no more than that by not going on. Enough for 1 MiB in frames of 64 KiB, whose array would grow four times.
     */
    private static final long ADVANCE = 16;

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

    /** Bytes of memory that are held here. */
    int held() {
        return bytes.length;
    }

    /**
     * Adds what a frame brought.
     *
     * @param most how many bytes may be held here
     */
    void append(byte[] source, int offset, int length, long most) {
        if (bytes.length - count < length) {
            bytes = Arrays.copyOf(bytes, capacity(Math.addExact(count, length), most));
        }
        System.arraycopy(source, offset, bytes, count, length);
        count += length;
    }

    private int capacity(int needed, long most) {
        boolean likely = expected >= needed && expected <= ADVANCE * needed;
        long wanted = likely ? expected : 2L * count;
        if (wanted > most / 2) {
            wanted = needed + needed / 8L; // nearer to the limit more carefully, yet without a copy for each frame
        }
        return (int) Math.max(needed, Math.min(Math.min(wanted, most), LARGEST_ARRAY));
    }

    /** All bytes kept, as an exact array; keeps none afterwards. */
    byte[] take() {
        byte[] all = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        bytes = EMPTY;
        count = 0;
        return all;
    }
}
