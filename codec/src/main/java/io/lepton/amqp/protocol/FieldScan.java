// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.FormatCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the fields of the frames that flow with every message, as long as they come in the encodings that nearly every peer
 * chooses. Whatever else comes, broken bytes included, is {@link #ODD}: the frame is then read once more by the cursor of
 * {@link #openAny}, which knows every encoding and says what is wrong. So nothing is kept that only an error would need, and
 * the place of the scan is a local variable of who reads: that takes half the time of the cursor alone.
 *
 * <p>The methods take the index of a field and where the list ends, and answer the index of the next field; what they read is in
 * the registers. Not thread-safe.
 */
final class FieldScan {

    /** The index after a field that is not as usual: beyond every end, so that nothing after it is read either. */
    static final int ODD = Integer.MAX_VALUE;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Where the bytes begin that the size of a short list counts. */
    private static final int SIZED_FROM = 5;

    private static final int FIRST_FIELD = 6;

    /** How many fields the list has. */
    int count;

    /** Where the list ends, which is within what is readable. */
    int end;

    /** The bits of the uint read last; 0 if it was null. */
    int value;

    /** Whether the uint read last was not null. */
    boolean present;

    /** The boolean read last; false if it was null. */
    boolean truth;

    private final ListCursor cursor;

    /** For values of this type. */
    FieldScan(Composite<?> type) {
        cursor = new ListCursor(type);
    }

    /** The cursor that stands before the first field of a value in any encoding, which has to be the one with this descriptor. */
    ListCursor openAny(Buffer in, DecodeLimits limits, int descriptor, String wanted) {
        if (Descriptors.peek(in) != descriptor) {
            throw Descriptors.unexpected(in, limits, wanted);
        }
        Descriptors.skip(in);
        cursor.open(in);
        return cursor;
    }

    /** Lets go of the array that {@link #openAny} was given. */
    void release() {
        cursor.release();
    }

    /** The index of the first field, if what comes has this descriptor and is a short list of so many fields. */
    int open(Buffer in, int descriptor, int least, int most) {
        int left = in.readable();
        if (left < Long.BYTES) {
            return ODD;
        }
        int start = in.readIndex();
        long header = (long) LONG.get(in.array(), start);
        int size = (int) (header >>> 24) & 0xff;
        count = (int) (header >>> 16) & 0xff;
        end = start + SIZED_FROM + size;
        return (int) (header >>> 32) == (0x0053_0000 | descriptor << 8 | FormatCode.LIST8)
                        && size <= left - SIZED_FROM
                        && count >= least
                        && count <= most
                ? start + FIRST_FIELD
                : ODD;
    }

    /**
     * The value of a field that was found to be a long uint. Fields that mostly are one are asked for that in place, where they
     * are read, and only if not by {@link #uint}: the compiler counts what comes by place in the code, and in a method that all
     * fields share it sees no rule, which takes a third more time.
     */
    static int longUint(byte[] array, int at) {
        return (int) INT.get(array, at + 1);
    }

    /** Reads a uint. */
    int uint(byte[] array, int at, int limit) {
        if (at >= limit) {
            return ODD;
        }
        present = true;
        int code = array[at];
        if (code == FormatCode.SMALLUINT && limit - at >= 2) {
            value = array[at + 1] & 0xff;
            return at + 2;
        }
        if (code == FormatCode.UINT0) {
            value = 0;
            return at + 1;
        }
        if (code == FormatCode.UINT && limit - at >= FieldBytes.UINT_WIDTH) {
            value = longUint(array, at);
            return at + FieldBytes.UINT_WIDTH;
        }
        return ODD;
    }

    /** Reads a uint or null. */
    int uintOrNull(byte[] array, int at, int limit) {
        if (at < limit && array[at] == FormatCode.NULL) {
            present = false;
            value = 0;
            return at + 1;
        }
        return uint(array, at, limit);
    }

    /** Reads a boolean of one byte. */
    int bool(byte[] array, int at, int limit) {
        if (at >= limit) {
            return ODD;
        }
        int code = array[at];
        truth = code == FormatCode.TRUE;
        return code == FormatCode.TRUE || code == FormatCode.FALSE ? at + 1 : ODD;
    }

    /** Reads a boolean of one byte, or null. */
    int boolOrNull(byte[] array, int at, int limit) {
        if (at < limit && array[at] == FormatCode.NULL) {
            truth = false;
            return at + 1;
        }
        return bool(array, at, limit);
    }

    /** The index after a state that {@link DeliveryStates#plainOutcome} has found, or after null if it found none. */
    static int afterState(@Nullable DeliveryState found, byte[] array, int at, int limit) {
        return found == null ? afterNull(array, at, limit) : at + DeliveryStates.plainSize(array, at);
    }

    static int afterNull(byte[] array, int at, int limit) {
        return at < limit && array[at] == FormatCode.NULL ? at + 1 : ODD;
    }
}
