// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values of fields between Java and AMQP, refused with the field's name where AMQP has no room for them. */
final class FieldValues {

    private static final long MAX_UINT = 0xffff_ffffL;
    private static final int MAX_UBYTE = 0xff;

    private FieldValues() {}

    static int ubyte(Field field, int value) {
        if (value < 0 || value > MAX_UBYTE) {
            throw new IllegalArgumentException(field + " is 0 to " + MAX_UBYTE + ", not " + value);
        }
        return value;
    }

    /** The bits of a uint. */
    static int uint(Field field, long value) {
        if (value < 0 || value > MAX_UINT) {
            throw new IllegalArgumentException(field + " is 0 to " + MAX_UINT + ", not " + value);
        }
        return (int) value;
    }

    /** The bits of a uint of milliseconds; what is finer is cut off. */
    static int milliseconds(Field field, Duration value) {
        if (value.isNegative() || value.toSeconds() > MAX_UINT) {
            throw new IllegalArgumentException(field + " is 0 to " + MAX_UINT + " ms, not " + value);
        }
        return uint(field, value.toMillis());
    }

    /** The 64 bits of a timestamp; what is finer than a millisecond is cut off. */
    static long timestamp(Field field, Instant value) {
        try {
            return value.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    field + " cannot be " + value + ": 64 bits of milliseconds do not reach it", e);
        }
    }

    /** A view of the binary that comes next, where it is; null for null. */
    static @Nullable Binary binary(Buffer in, DecodeLimits limits) {
        long slice = Decoder.readBinarySlice(in, limits);
        return slice < 0 ? null : Binary.wrap(in.array(), Decoder.sliceOffset(slice), Decoder.sliceLength(slice));
    }

    static @Nullable Symbol symbol(@Nullable String text) {
        return text == null ? null : Symbol.of(text);
    }

    static @Nullable String text(@Nullable Symbol symbol) {
        return symbol == null ? null : symbol.toString();
    }
}
