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

    private byte[] bytes = EMPTY;
    private int count;

    IncomingAssembly(IncomingDelivery delivery) {
        this.delivery = delivery;
    }

    /** Bytes kept here. */
    int kept() {
        return count;
    }

    void append(byte[] source, int offset, int length) {
        if (bytes.length - count < length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(count, length), (int)
                    Math.min(2L * count, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(source, offset, bytes, count, length);
        count += length;
    }

    /** All bytes kept, as an exact array; keeps none afterwards. */
    byte[] take() {
        byte[] all = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        bytes = EMPTY;
        count = 0;
        return all;
    }
}
