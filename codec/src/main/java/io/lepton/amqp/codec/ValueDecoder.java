// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a value of any type: one switch on the format code. */
final class ValueDecoder {

    private ValueDecoder() {}

    /**
     * The next value.
     *
     * @param depth how many more levels may be nested
     */
    static @Nullable Object read(Buffer buffer, DecodeLimits limits, int depth) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.NULL -> null;
            case FormatCode.TRUE -> true;
            case FormatCode.FALSE -> false;
            case FormatCode.STR8 -> TextDecoder.string(buffer, buffer.readUnsignedByte(), limits);
            case FormatCode.STR32 -> TextDecoder.string(buffer, TextDecoder.readSize32(buffer, "string"), limits);
            case FormatCode.SYM8 -> TextDecoder.symbol(buffer, buffer.readUnsignedByte(), limits);
            case FormatCode.SYM32 -> TextDecoder.symbol(buffer, TextDecoder.readSize32(buffer, "symbol"), limits);
            case FormatCode.VBIN8 -> binary(buffer, buffer.readUnsignedByte(), limits);
            case FormatCode.VBIN32 -> binary(buffer, TextDecoder.readSize32(buffer, "binary"), limits);
            case FormatCode.LIST0, FormatCode.LIST8, FormatCode.LIST32 ->
                CompoundDecoder.list(buffer, code, limits, depth);
            case FormatCode.MAP8, FormatCode.MAP32 -> CompoundDecoder.map(buffer, code, limits, depth);
            case FormatCode.ARRAY8, FormatCode.ARRAY32 -> ArrayDecoder.array(buffer, code, limits, depth);
            case FormatCode.DESCRIBED -> CompoundDecoder.described(buffer, limits, depth);
            default -> number(buffer, code);
        };
    }

    private static Object number(Buffer buffer, int code) {
        return switch (code) {
            case FormatCode.SMALLINT -> (int) buffer.readByte();
            case FormatCode.INT -> buffer.readInt();
            case FormatCode.SMALLLONG -> (long) buffer.readByte();
            case FormatCode.LONG -> buffer.readLong();
            case FormatCode.BYTE -> buffer.readByte();
            case FormatCode.SHORT -> buffer.readShort();
            case FormatCode.UINT0 -> UnsignedInteger.ZERO;
            case FormatCode.SMALLUINT -> UnsignedInteger.ofBits(buffer.readUnsignedByte());
            case FormatCode.UINT -> UnsignedInteger.ofBits(buffer.readInt());
            case FormatCode.ULONG0 -> UnsignedLong.ZERO;
            case FormatCode.SMALLULONG -> UnsignedLong.ofBits(buffer.readUnsignedByte());
            case FormatCode.ULONG -> UnsignedLong.ofBits(buffer.readLong());
            case FormatCode.UBYTE -> UnsignedByte.ofBits(buffer.readByte());
            case FormatCode.USHORT -> UnsignedShort.ofBits(buffer.readShort());
            case FormatCode.BOOLEAN -> bool(buffer);
            case FormatCode.FLOAT -> Float.intBitsToFloat(buffer.readInt());
            case FormatCode.DOUBLE -> Double.longBitsToDouble(buffer.readLong());
            case FormatCode.CHAR -> character(buffer);
            case FormatCode.TIMESTAMP -> Instant.ofEpochMilli(buffer.readLong());
            case FormatCode.UUID -> uuid(buffer);
            case FormatCode.DECIMAL32 -> Decimal32.ofBits(buffer.readInt());
            case FormatCode.DECIMAL64 -> Decimal64.ofBits(buffer.readLong());
            case FormatCode.DECIMAL128 -> decimal128(buffer);
            default -> throw unknown(buffer, code);
        };
    }

    static DecodeException unknown(Buffer buffer, int code) {
        return DecodeException.malformed("format code " + FormatCode.describe(code), buffer.readIndex() - 1);
    }

    static boolean bool(Buffer buffer) {
        byte value = buffer.readByte();
        if ((value & ~1) != 0) {
            throw DecodeException.malformed("boolean that is neither 0 nor 1 but " + value, buffer.readIndex() - 1);
        }
        return value != 0;
    }

    static int codePoint(Buffer buffer) {
        int value = buffer.readInt();
        if (!CodePoint.isScalar(value)) {
            throw DecodeException.malformed(
                    "char 0x" + Integer.toHexString(value) + ", which is no Unicode character", buffer.readIndex() - 4);
        }
        return value;
    }

    static Object character(Buffer buffer) {
        int value = codePoint(buffer);
        if (Character.isBmpCodePoint(value)) {
            return (char) value;
        }
        return new CodePoint(value);
    }

    static UUID uuid(Buffer buffer) {
        long mostSignificantBits = buffer.readLong();
        return new UUID(mostSignificantBits, buffer.readLong());
    }

    static Decimal128 decimal128(Buffer buffer) {
        long mostSignificantBits = buffer.readLong();
        return Decimal128.ofBits(mostSignificantBits, buffer.readLong());
    }

    static Binary binary(Buffer buffer, int size, DecodeLimits limits) {
        int begin = TextDecoder.content(buffer, size, limits.maxBinaryLength(), "binary");
        return Binary.of(buffer.array(), begin, size);
    }
}
