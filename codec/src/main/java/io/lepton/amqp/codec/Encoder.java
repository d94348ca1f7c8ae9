// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values to bytes (part 1), in the shortest encoding that the standard has for each. Every method appends one value to the
 * buffer; those for simple values allocate nothing unless the buffer has to grow.
 *
 * <p>What cannot be encoded throws {@link EncodeException}.
 */
public final class Encoder {

    private Encoder() {}

    /**
     * Any value of the Java types that {@link io.lepton.amqp.types.AmqpType} lists, or {@link Described}. If it fails,
     * nothing has been appended.
     *
     * @throws EncodeException if AMQP has no type for the value or something in it, or it is nested too deep
     */
    public static void writeValue(Buffer buffer, @Nullable Object value) {
        int start = buffer.writeIndex();
        try {
            ValueEncoder.write(buffer, value, ValueEncoder.MAX_DEPTH);
        } catch (EncodeException e) {
            buffer.truncate(start);
            throw e;
        }
    }

    /** Null. */
    public static void writeNull(Buffer buffer) {
        buffer.writeByte(FormatCode.NULL);
    }

    /** A boolean: one byte. */
    public static void writeBoolean(Buffer buffer, boolean value) {
        buffer.writeByte(value ? FormatCode.TRUE : FormatCode.FALSE);
    }

    /** The lowest 8 bits as a ubyte. */
    public static void writeUbyte(Buffer buffer, int bits) {
        buffer.writeShort(FormatCode.UBYTE << 8 | (bits & 0xff));
    }

    /** The lowest 16 bits as a ushort. */
    public static void writeUshort(Buffer buffer, int bits) {
        buffer.writeByte(FormatCode.USHORT);
        buffer.writeShort(bits);
    }

    /** 32 bits as a uint: one, two or five bytes. */
    public static void writeUint(Buffer buffer, int bits) {
        if (bits == 0) {
            buffer.writeByte(FormatCode.UINT0);
        } else if ((bits & ~0xff) == 0) {
            buffer.writeShort(FormatCode.SMALLUINT << 8 | bits);
        } else {
            buffer.writeCodeAndInt(FormatCode.UINT, bits);
        }
    }

    /** 64 bits as a ulong: one, two or nine bytes. */
    public static void writeUlong(Buffer buffer, long bits) {
        if (bits == 0) {
            buffer.writeByte(FormatCode.ULONG0);
        } else if ((bits & ~0xffL) == 0) {
            buffer.writeShort(FormatCode.SMALLULONG << 8 | (int) bits);
        } else {
            buffer.writeCodeAndLong(FormatCode.ULONG, bits);
        }
    }

    /** A byte. */
    public static void writeByte(Buffer buffer, byte value) {
        buffer.writeShort(FormatCode.BYTE << 8 | (value & 0xff));
    }

    /** A short. */
    public static void writeShort(Buffer buffer, short value) {
        buffer.writeByte(FormatCode.SHORT);
        buffer.writeShort(value);
    }

    /** An int: two or five bytes. */
    public static void writeInt(Buffer buffer, int value) {
        if (value == (byte) value) {
            buffer.writeShort(FormatCode.SMALLINT << 8 | (value & 0xff));
        } else {
            buffer.writeCodeAndInt(FormatCode.INT, value);
        }
    }

    /** A long: two or nine bytes. */
    public static void writeLong(Buffer buffer, long value) {
        if (value == (byte) value) {
            buffer.writeShort(FormatCode.SMALLLONG << 8 | ((int) value & 0xff));
        } else {
            buffer.writeCodeAndLong(FormatCode.LONG, value);
        }
    }

    /** A float, bit for bit. */
    public static void writeFloat(Buffer buffer, float value) {
        buffer.writeCodeAndInt(FormatCode.FLOAT, Float.floatToRawIntBits(value));
    }

    /** A double, bit for bit. */
    public static void writeDouble(Buffer buffer, double value) {
        buffer.writeCodeAndLong(FormatCode.DOUBLE, Double.doubleToRawLongBits(value));
    }

    /**
     * A char.
     *
     * @throws EncodeException if it is a surrogate or beyond 0x10FFFF
     */
    public static void writeChar(Buffer buffer, int codePoint) {
        buffer.writeCodeAndInt(FormatCode.CHAR, requireScalar(codePoint));
    }

    static int requireScalar(int codePoint) {
        if (!CodePoint.isScalar(codePoint)) {
            throw new EncodeException("0x" + Integer.toHexString(codePoint) + " is no Unicode character");
        }
        return codePoint;
    }

    /** A timestamp in milliseconds since 1970. */
    public static void writeTimestamp(Buffer buffer, long milliseconds) {
        buffer.writeCodeAndLong(FormatCode.TIMESTAMP, milliseconds);
    }

    /** A uuid. */
    public static void writeUuid(Buffer buffer, UUID value) {
        buffer.writeCodeAndLong(FormatCode.UUID, value.getMostSignificantBits());
        buffer.writeLong(value.getLeastSignificantBits());
    }

    static void writeDecimal128(Buffer buffer, Decimal128 value) {
        buffer.writeCodeAndLong(FormatCode.DECIMAL128, value.mostSignificantBits());
        buffer.writeLong(value.leastSignificantBits());
    }

    /**
     * Part of an array as a binary.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static void writeBinary(Buffer buffer, byte[] bytes, int offset, int length) {
        writeSize(buffer, FormatCode.VBIN8, FormatCode.VBIN32, length);
        buffer.writeBytes(bytes, offset, length);
    }

    /** A binary. */
    public static void writeBinary(Buffer buffer, Binary value) {
        writeSize(buffer, FormatCode.VBIN8, FormatCode.VBIN32, value.size());
        int index = buffer.extend(value.size());
        value.copyTo(buffer.array(), index);
    }

    /** The header of a binary of {@code length} bytes, which the caller appends. */
    public static void writeBinaryHeader(Buffer buffer, int length) {
        writeSize(buffer, FormatCode.VBIN8, FormatCode.VBIN32, length);
    }

    private static void writeSize(Buffer buffer, int narrow, int wide, int size) {
        if (size <= 0xff) {
            buffer.writeShort(narrow << 8 | size);
        } else {
            buffer.writeCodeAndInt(wide, size);
        }
    }

    /**
     * A string in UTF-8.
     *
     * @throws EncodeException if a surrogate stands alone
     */
    public static void writeString(Buffer buffer, String value) {
        TextEncoder.writeString(buffer, value);
    }

    /** A symbol. */
    public static void writeSymbol(Buffer buffer, Symbol value) {
        writeSize(buffer, FormatCode.SYM8, FormatCode.SYM32, value.length());
        int index = buffer.extend(value.length());
        value.copyTo(buffer.array(), index);
    }

    /** A list of any values; see {@link #writeValue}. */
    public static void writeList(Buffer buffer, Collection<?> value) {
        writeValue(buffer, value);
    }

    /** A map of any values in its own order; see {@link #writeValue}. */
    public static void writeMap(Buffer buffer, Map<?, ?> value) {
        writeValue(buffer, value);
    }

    /** An array: a Java array or an {@link io.lepton.amqp.types.AmqpArray}; see {@link #writeValue}. */
    public static void writeArray(Buffer buffer, Object value) {
        writeValue(buffer, value);
    }

    /** The beginning of a described value with a numeric descriptor; the value follows. */
    public static void writeDescriptor(Buffer buffer, long code) {
        buffer.writeByte(FormatCode.DESCRIBED);
        writeUlong(buffer, code);
    }

    /**
     * Begins a list whose items the caller appends.
     *
     * @return what {@link #endList} needs to know
     */
    public static int startList(Buffer buffer) {
        return CompoundEncoder.start(buffer);
    }

    /** Ends a list: writes size and count in the shortest form. */
    public static void endList(Buffer buffer, int start, int count) {
        if (count == 0) {
            buffer.setByte(start, FormatCode.LIST0);
            buffer.truncate(start + 1);
        } else {
            CompoundEncoder.end(buffer, start, FormatCode.LIST8, FormatCode.LIST32, count);
        }
    }

    /**
     * Begins a map whose keys and values the caller appends by turns.
     *
     * @return what {@link #endMap} needs to know
     */
    public static int startMap(Buffer buffer) {
        return CompoundEncoder.start(buffer);
    }

    /** Ends a map of {@code count} keys and values together. */
    public static void endMap(Buffer buffer, int start, int count) {
        CompoundEncoder.end(buffer, start, FormatCode.MAP8, FormatCode.MAP32, count);
    }
}
