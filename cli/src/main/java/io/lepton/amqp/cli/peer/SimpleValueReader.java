// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the {@code value} of a typed value that holds no other. */
final class SimpleValueReader {

    private static final long MAX_UINT = 0xffff_ffffL;
    private static final int UUID_LENGTH = 36;

    private SimpleValueReader() {}

    /** The value of this type that the cursor stands on. */
    static @Nullable Object read(JsonCursor in, AmqpType type) {
        try {
            return numberOrText(in, type);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InputException(type + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Object numberOrText(JsonCursor in, AmqpType type) {
        String what = type.toString();
        return switch (type) {
            case NULL -> {
                in.requireNull("the value of a null");
                yield null;
            }
            case BOOLEAN -> in.bool(what);
            case UBYTE -> UnsignedByte.valueOf((int) in.number(0, 0xff, what));
            case USHORT -> UnsignedShort.valueOf((int) in.number(0, 0xffff, what));
            case UINT -> UnsignedInteger.valueOf(in.number(0, MAX_UINT, what));
            case BYTE -> (byte) in.number(Byte.MIN_VALUE, Byte.MAX_VALUE, what);
            case SHORT -> (short) in.number(Short.MIN_VALUE, Short.MAX_VALUE, what);
            case INT -> (int) in.number(Integer.MIN_VALUE, Integer.MAX_VALUE, what);
            case CHAR -> character((int) in.number(0, Character.MAX_CODE_POINT, what));
            case ULONG -> UnsignedLong.valueOf(in.digits(what));
            case LONG -> in.digits(what).longValueExact();
            case TIMESTAMP -> Instant.ofEpochMilli(in.digits(what).longValueExact());
            case UUID -> uuid(in.text(what));
            case BINARY -> Content.binary(in, what);
            case STRING -> Content.text(in, what);
            case SYMBOL -> Symbol.of(Content.text(in, what));
            default -> bits(in, type);
        };
    }

    private static Object bits(JsonCursor in, AmqpType type) {
        String what = type.toString();
        return switch (type) {
            case FLOAT -> Float.intBitsToFloat(bits(in, Float.BYTES, what).intValue());
            case DOUBLE -> Double.longBitsToDouble(bits(in, Double.BYTES, what).longValue());
            case DECIMAL32 -> Decimal32.ofBits(bits(in, 4, what).intValue());
            case DECIMAL64 -> Decimal64.ofBits(bits(in, 8, what).longValue());
            case DECIMAL128 -> {
                BigInteger bits = bits(in, 16, what);
                yield Decimal128.ofBits(bits.shiftRight(Long.SIZE).longValue(), bits.longValue());
            }
            default -> throw new IllegalArgumentException("not a simple type");
        };
    }

    /** So many bytes, the most significant first, as hexadecimal digits after {@code 0x}. */
    private static BigInteger bits(JsonCursor in, int bytes, String what) {
        String text = in.text(what);
        if (text.length() != 2 + 2 * bytes || !text.matches("0x[0-9a-fA-F]+")) {
            throw new InputException(what + " is \"0x\" and " + 2 * bytes + " hexadecimal digits");
        }
        return new BigInteger(text.substring(2), 16);
    }

    private static Object character(int codePoint) {
        CodePoint checked = new CodePoint(codePoint);
        if (Character.isBmpCodePoint(codePoint)) {
            return (char) codePoint;
        }
        return checked;
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new InputException("uuid is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12");
        }
        UUID value = UUID.fromString(text);
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new InputException("uuid is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12");
        }
        return value;
    }
}
