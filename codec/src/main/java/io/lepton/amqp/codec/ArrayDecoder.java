// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads arrays: a size, a count, one constructor for all elements, and their data (part 1, 1.2.4). */
final class ArrayDecoder {

    private ArrayDecoder() {}

    /** A Java array where one says the same, else an {@link AmqpArray}. */
    static Object array(Buffer buffer, int code, DecodeLimits limits, int depth) {
        CompoundDecoder.requireDepth(buffer, depth);
        int at = buffer.readIndex();
        boolean wide = code == FormatCode.ARRAY32;
        int size = wide ? buffer.readInt() : buffer.readUnsignedByte();
        if (size < 0 || size > buffer.readable()) {
            throw DecodeException.malformed(
                    "array of " + Integer.toUnsignedString(size) + " bytes, but " + buffer.readable() + " are left",
                    at);
        }
        int end = buffer.readIndex() + size;
        int count = wide ? buffer.readInt() : buffer.readUnsignedByte();
        List<Object> descriptors = List.of();
        int element = buffer.readUnsignedByte();
        for (int level = depth - 1; element == FormatCode.DESCRIBED; level--) {
            CompoundDecoder.requireDepth(buffer, level);
            descriptors = descriptors.isEmpty() ? new ArrayList<>(1) : descriptors;
            descriptors.add(CompoundDecoder.descriptor(buffer, limits, level));
            element = buffer.readUnsignedByte();
        }
        requireCount(buffer, count, element, end, limits);
        Object array = descriptors.isEmpty()
                ? plain(buffer, element, count, limits, depth)
                : AmqpArray.copyOf(descriptors, plain(buffer, element, count, limits, depth));
        CompoundDecoder.requireEnd(buffer, end, "array");
        return array;
    }

    /** Nothing is allocated for elements that the bytes cannot hold. */
    private static void requireCount(Buffer buffer, int count, int element, int end, DecodeLimits limits) {
        int width = minWidth(element);
        if (width < 0) {
            throw ValueDecoder.unknown(buffer, element);
        }
        if (width == 0 && Integer.compareUnsigned(count, limits.maxZeroWidthElements()) > 0) {
            throw DecodeException.limit(
                    "array of " + Integer.toUnsignedString(count) + " elements without width, but at most "
                            + limits.maxZeroWidthElements() + " are allowed",
                    buffer.readIndex());
        }
        int left = end - buffer.readIndex();
        if (count < 0 || left < 0 || (long) count * width > left) {
            throw DecodeException.malformed(
                    "array of " + Integer.toUnsignedString(count) + " elements in " + left + " bytes",
                    buffer.readIndex());
        }
        CompoundDecoder.requireElements(buffer, count, limits, "array");
    }

    /** The least bytes that an element takes behind its constructor; -1 if there is no such constructor. */
    private static int minWidth(int code) {
        if (!FormatCode.isKnown(code)) {
            return -1;
        }
        return switch (code >> 4) {
            case 0x4 -> 0;
            case 0x5, 0xa -> 1;
            case 0x6, 0xc -> 2;
            case 0x7, 0xb -> 4;
            case 0xe -> 3;
            case 0x9 -> 16;
            case 0xf -> 9;
            default -> 8;
        };
    }

    private static Object plain(Buffer buffer, int code, int count, DecodeLimits limits, int depth) {
        return switch (code) {
            case FormatCode.NULL -> AmqpArray.repeated(AmqpType.NULL, null, count);
            case FormatCode.TRUE, FormatCode.FALSE, FormatCode.BOOLEAN -> booleans(buffer, code, count);
            case FormatCode.SHORT -> shorts(buffer, count);
            case FormatCode.SMALLINT, FormatCode.INT -> ints(buffer, code, count);
            case FormatCode.SMALLLONG, FormatCode.LONG -> longs(buffer, code, count);
            case FormatCode.FLOAT -> floats(buffer, count);
            case FormatCode.DOUBLE -> doubles(buffer, count);
            case FormatCode.CHAR -> characters(buffer, count);
            case FormatCode.LIST0 -> AmqpArray.repeated(AmqpType.LIST, List.of(), count);
            case FormatCode.LIST8, FormatCode.LIST32 ->
                elements(AmqpType.LIST, count, () -> CompoundDecoder.list(buffer, code, limits, depth - 1));
            case FormatCode.MAP8, FormatCode.MAP32 ->
                elements(AmqpType.MAP, count, () -> CompoundDecoder.map(buffer, code, limits, depth - 1));
            case FormatCode.ARRAY8, FormatCode.ARRAY32 ->
                elements(AmqpType.ARRAY, count, () -> array(buffer, code, limits, depth - 1));
            default -> objects(buffer, code, count, limits);
        };
    }

    private static Object objects(Buffer buffer, int code, int count, DecodeLimits limits) {
        return switch (code) {
            case FormatCode.BYTE -> fill(new Byte[count], buffer, Buffer::readByte);
            case FormatCode.UBYTE -> fill(new UnsignedByte[count], buffer, b -> UnsignedByte.ofBits(b.readByte()));
            case FormatCode.USHORT -> fill(new UnsignedShort[count], buffer, b -> UnsignedShort.ofBits(b.readShort()));
            case FormatCode.UINT0 -> fill(new UnsignedInteger[count], buffer, b -> UnsignedInteger.ZERO);
            case FormatCode.SMALLUINT ->
                fill(new UnsignedInteger[count], buffer, b -> UnsignedInteger.ofBits(b.readUnsignedByte()));
            case FormatCode.UINT -> fill(new UnsignedInteger[count], buffer, b -> UnsignedInteger.ofBits(b.readInt()));
            case FormatCode.ULONG0 -> fill(new UnsignedLong[count], buffer, b -> UnsignedLong.ZERO);
            case FormatCode.SMALLULONG ->
                fill(new UnsignedLong[count], buffer, b -> UnsignedLong.ofBits(b.readUnsignedByte()));
            case FormatCode.ULONG -> fill(new UnsignedLong[count], buffer, b -> UnsignedLong.ofBits(b.readLong()));
            case FormatCode.TIMESTAMP -> fill(new Instant[count], buffer, b -> Instant.ofEpochMilli(b.readLong()));
            case FormatCode.UUID -> fill(new UUID[count], buffer, ValueDecoder::uuid);
            case FormatCode.DECIMAL32 -> fill(new Decimal32[count], buffer, b -> Decimal32.ofBits(b.readInt()));
            case FormatCode.DECIMAL64 -> fill(new Decimal64[count], buffer, b -> Decimal64.ofBits(b.readLong()));
            case FormatCode.DECIMAL128 -> fill(new Decimal128[count], buffer, ValueDecoder::decimal128);
            default -> texts(buffer, code, count, limits);
        };
    }

    private static Object texts(Buffer buffer, int code, int count, DecodeLimits limits) {
        return switch (code) {
            case FormatCode.STR8 ->
                fill(new String[count], buffer, b -> TextDecoder.string(b, b.readUnsignedByte(), limits));
            case FormatCode.STR32 ->
                fill(
                        new String[count],
                        buffer,
                        b -> TextDecoder.string(b, TextDecoder.readSize32(b, "string"), limits));
            case FormatCode.SYM8 ->
                fill(new Symbol[count], buffer, b -> TextDecoder.symbol(b, b.readUnsignedByte(), limits));
            case FormatCode.SYM32 ->
                fill(
                        new Symbol[count],
                        buffer,
                        b -> TextDecoder.symbol(b, TextDecoder.readSize32(b, "symbol"), limits));
            case FormatCode.VBIN8 ->
                fill(new Binary[count], buffer, b -> ValueDecoder.binary(b, b.readUnsignedByte(), limits));
            case FormatCode.VBIN32 ->
                fill(
                        new Binary[count],
                        buffer,
                        b -> ValueDecoder.binary(b, TextDecoder.readSize32(b, "binary"), limits));
            default -> throw ValueDecoder.unknown(buffer, code);
        };
    }

    private static <T> T[] fill(T[] array, Buffer buffer, Function<Buffer, T> reader) {
        for (int i = 0; i < array.length; i++) {
            array[i] = reader.apply(buffer);
        }
        return array;
    }

    private interface Reader {
        Object read();
    }

    private static AmqpArray elements(AmqpType type, int count, Reader reader) {
        List<@Nullable Object> elements = new ArrayList<>(Math.min(count, CompoundDecoder.MAX_INITIAL_CAPACITY));
        for (int i = 0; i < count; i++) {
            elements.add(reader.read());
        }
        return AmqpArray.of(type, elements);
    }

    private static boolean[] booleans(Buffer buffer, int code, int count) {
        boolean[] array = new boolean[count];
        if (code == FormatCode.BOOLEAN) {
            for (int i = 0; i < count; i++) {
                array[i] = ValueDecoder.bool(buffer);
            }
        } else {
            Arrays.fill(array, code == FormatCode.TRUE);
        }
        return array;
    }

    private static short[] shorts(Buffer buffer, int count) {
        short[] array = new short[count];
        for (int i = 0; i < count; i++) {
            array[i] = buffer.readShort();
        }
        return array;
    }

    private static int[] ints(Buffer buffer, int code, int count) {
        int[] array = new int[count];
        for (int i = 0; i < count; i++) {
            array[i] = code == FormatCode.INT ? buffer.readInt() : buffer.readByte();
        }
        return array;
    }

    private static long[] longs(Buffer buffer, int code, int count) {
        long[] array = new long[count];
        for (int i = 0; i < count; i++) {
            array[i] = code == FormatCode.LONG ? buffer.readLong() : buffer.readByte();
        }
        return array;
    }

    private static float[] floats(Buffer buffer, int count) {
        float[] array = new float[count];
        for (int i = 0; i < count; i++) {
            array[i] = Float.intBitsToFloat(buffer.readInt());
        }
        return array;
    }

    private static double[] doubles(Buffer buffer, int count) {
        double[] array = new double[count];
        for (int i = 0; i < count; i++) {
            array[i] = Double.longBitsToDouble(buffer.readLong());
        }
        return array;
    }

    /** {@code char[]} if each element fits; else an {@link AmqpArray}. */
    private static Object characters(Buffer buffer, int count) {
        int begin = buffer.readIndex();
        char[] array = new char[count];
        boolean fits = true;
        for (int i = 0; i < count; i++) {
            int value = ValueDecoder.codePoint(buffer);
            fits &= Character.isBmpCodePoint(value);
            array[i] = (char) value;
        }
        if (fits) {
            return array;
        }
        buffer.readIndex(begin);
        return elements(AmqpType.CHAR, count, () -> ValueDecoder.character(buffer));
    }
}
