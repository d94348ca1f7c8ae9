// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Puts the fields of the frames that flow with every message straight into an array, in the shortest encoding. The caller has
 * made room; each method returns the index after what it put.
 */
final class FieldBytes {

    /** The most bytes of a uint. */
    static final int UINT_WIDTH = 5;

    /** The bytes of a descriptor of the standard. */
    static final int DESCRIPTOR_WIDTH = 3;

    /** The descriptor and the header of a short list. */
    static final int HEADER_WIDTH = DESCRIPTOR_WIDTH + 3;

    /** What may be written behind the last field, to be written over. */
    static final int SLACK = Long.BYTES - UINT_WIDTH;

    /** Where the bytes begin that the size of a short list counts. */
    private static final int SIZED_FROM = HEADER_WIDTH - 1;

    private static final int LARGEST_SHORT = 0xff;
    private static final long LONG_UINT = (long) FormatCode.UINT << 56;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FieldBytes() {}

    /** A descriptor and the header of a short list, whose size and count {@link #endList} puts. */
    static int putHeader(byte[] array, int index, int descriptor) {
        INT.set(array, index, 0x0053_0000 | descriptor << 8 | FormatCode.LIST8);
        return index + HEADER_WIDTH;
    }

    /** Ends a list that is sure to be short, whose descriptor is at {@code start} and whose last field ends at {@code end}. */
    static void endList(Buffer out, int start, int end, int count) {
        out.setShort(start + SIZED_FROM - 1, (end - start - SIZED_FROM) << 8 | count);
        out.writeIndex(end);
    }

    /** Ends the list whose descriptor is at {@code start} with what has been written. */
    static void endList(Buffer out, int start, int count) {
        int size = out.writeIndex() - start - SIZED_FROM;
        if (size <= LARGEST_SHORT) {
            out.setShort(start + SIZED_FROM - 1, size << 8 | count);
        } else {
            Encoder.endList(out, start + DESCRIPTOR_WIDTH, count);
        }
    }

    /** Puts all of it at once: one store, and one check of the index, whatever the encoding; so it needs {@link #SLACK}. */
    static int putUint(byte[] array, int index, int bits) {
        if ((bits & ~0xff) != 0) {
            LONG.set(array, index, LONG_UINT | (bits & 0xffff_ffffL) << 24);
            return index + UINT_WIDTH;
        }
        if (bits == 0) {
            array[index] = FormatCode.UINT0;
            return index + 1;
        }
        SHORT.set(array, index, (short) (FormatCode.SMALLUINT << 8 | bits));
        return index + 2;
    }

    /** A uint, or null if it is absent. */
    static int putUint(byte[] array, int index, boolean present, int bits) {
        return present ? putUint(array, index, bits) : putNull(array, index);
    }

    /** True, or null which means false. */
    static int putTrue(byte[] array, int index, boolean value) {
        array[index] = (byte) (value ? FormatCode.TRUE : FormatCode.NULL);
        return index + 1;
    }

    /** Accepted, which nearly all states are. */
    static int putAccepted(byte[] array, int index) {
        INT.set(array, index, DeliveryStates.ACCEPTED);
        return index + Integer.BYTES;
    }

    /** Appends true, or null which means false. */
    static void writeTrue(Buffer out, boolean value) {
        out.writeByte(value ? FormatCode.TRUE : FormatCode.NULL);
    }

    static int putNull(byte[] array, int index) {
        array[index] = FormatCode.NULL;
        return index + 1;
    }

    /** A binary of less than 256 bytes; there has to be room for eight bytes at least. */
    static int putBinary(byte[] array, int index, byte[] source, int offset, int length) {
        array[index] = (byte) FormatCode.VBIN8;
        array[index + 1] = (byte) length;
        int start = index + 2;
        if (length <= Long.BYTES && source.length - offset >= Long.BYTES) {
            // a short tag: one word is cheaper than a call; what it writes too much is written over by what follows
            LONG.set(array, start, (long) LONG.get(source, offset));
        } else {
            System.arraycopy(source, offset, array, start, length);
        }
        return start + length;
    }
}
