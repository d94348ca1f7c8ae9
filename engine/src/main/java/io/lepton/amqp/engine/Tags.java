// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Delivery tags made of a number: its bytes in big-endian order without leading zeros, one byte at least. */
final class Tags {

    /** The longest tag that is legal (part 2, 2.8.7 delivery-tag). */
    static final int MAX_LENGTH = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Tags() {}

    /** The tag of a number. */
    static byte[] of(long number) {
        byte[] room = new byte[Long.BYTES];
        return Arrays.copyOf(room, write(number, room));
    }

    static int length(long number) {
        return Math.max(1, (71 - Long.numberOfLeadingZeros(number)) / 8);
    }

    /** Writes the tag to the start of the array, which has eight bytes at least, and gives its length. */
    static int write(long number, byte[] target) {
        LONG.set(target, 0, bits(number));
        return length(number);
    }

    /** The tag of a number in the highest {@link #length} bytes. */
    static long bits(long number) {
        return number << (Long.SIZE - Byte.SIZE * length(number));
    }

    /** The number whose tag this is, or -1 if it is of no number below 2^63. */
    static long number(byte[] tag) {
        if (tag.length == 0 || tag.length > Long.BYTES || (tag.length > 1 && tag[0] == 0)) {
            return -1;
        }
        return Math.max(-1, bits(tag, 0, tag.length));
    }

    /** Up to eight bytes as one number. */
    static long bits(byte[] source, int offset, int length) {
        if (length > 0 && source.length - offset >= Long.BYTES) {
            return (long) LONG.get(source, offset) >>> (Long.SIZE - Byte.SIZE * length);
        }
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits = bits << Byte.SIZE | (source[offset + i] & 0xff);
        }
        return bits;
    }
}
