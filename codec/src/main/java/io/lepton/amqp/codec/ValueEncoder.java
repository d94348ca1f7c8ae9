// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a value of any type: the likely ones are asked for first. */
final class ValueEncoder {

    /** What this library decodes by default; deeper values are as a rule values that contain themselves. */
    static final int MAX_DEPTH = DecodeLimits.DEFAULT.maxDepth();

    private ValueEncoder() {}

    static void write(Buffer buffer, @Nullable Object value, int depth) {
        if (value == null) {
            Encoder.writeNull(buffer);
        } else if (value instanceof String string) {
            TextEncoder.writeString(buffer, string);
        } else if (value instanceof Integer number) {
            Encoder.writeInt(buffer, number);
        } else if (value instanceof Long number) {
            Encoder.writeLong(buffer, number);
        } else if (value instanceof Boolean bool) {
            Encoder.writeBoolean(buffer, bool);
        } else if (value instanceof Symbol symbol) {
            Encoder.writeSymbol(buffer, symbol);
        } else if (value instanceof Double number) {
            Encoder.writeDouble(buffer, number);
        } else if (value instanceof UUID uuid) {
            Encoder.writeUuid(buffer, uuid);
        } else if (value instanceof Binary binary) {
            Encoder.writeBinary(buffer, binary);
        } else if (value instanceof Number number) {
            writeNumber(buffer, number);
        } else {
            writeOther(buffer, value, depth);
        }
    }

    private static void writeNumber(Buffer buffer, Number value) {
        if (value instanceof UnsignedInteger number) {
            Encoder.writeUint(buffer, number.intValue());
        } else if (value instanceof UnsignedLong number) {
            Encoder.writeUlong(buffer, number.longValue());
        } else if (value instanceof UnsignedByte number) {
            Encoder.writeUbyte(buffer, number.intValue());
        } else if (value instanceof UnsignedShort number) {
            Encoder.writeUshort(buffer, number.intValue());
        } else if (value instanceof Byte number) {
            Encoder.writeByte(buffer, number);
        } else if (value instanceof Short number) {
            Encoder.writeShort(buffer, number);
        } else if (value instanceof Float number) {
            Encoder.writeFloat(buffer, number);
        } else if (value instanceof Decimal32 number) {
            buffer.writeCodeAndInt(FormatCode.DECIMAL32, number.bits());
        } else if (value instanceof Decimal64 number) {
            buffer.writeCodeAndLong(FormatCode.DECIMAL64, number.bits());
        } else if (value instanceof Decimal128 number) {
            Encoder.writeDecimal128(buffer, number);
        } else {
            throw noType(value);
        }
    }

    private static void writeOther(Buffer buffer, Object value, int depth) {
        if (value instanceof Instant instant) {
            Encoder.writeTimestamp(buffer, milliseconds(instant));
        } else if (value instanceof Character character) {
            Encoder.writeChar(buffer, character);
        } else if (value instanceof CodePoint codePoint) {
            Encoder.writeChar(buffer, codePoint.value());
        } else if (value instanceof byte[] bytes) {
            Encoder.writeBinary(buffer, bytes, 0, bytes.length);
        } else if (value instanceof ByteBuffer bytes) {
            Encoder.writeBinary(buffer, Binary.of(bytes));
        } else if (value instanceof Date date) {
            Encoder.writeTimestamp(buffer, milliseconds(date));
        } else if (value instanceof CharSequence text) {
            TextEncoder.writeString(buffer, text.toString());
        } else {
            writeNested(buffer, value, depth);
        }
    }

    private static void writeNested(Buffer buffer, Object value, int depth) {
        requireDepth(depth);
        if (value instanceof Map<?, ?> map) {
            CompoundEncoder.writeMap(buffer, map, depth - 1);
        } else if (value instanceof Collection<?> collection) {
            CompoundEncoder.writeList(buffer, collection, depth - 1);
        } else if (value instanceof Described described) {
            buffer.writeByte(FormatCode.DESCRIBED);
            write(buffer, described.descriptor(), depth - 1);
            write(buffer, described.value(), depth - 1);
        } else if (value instanceof AmqpArray || value.getClass().isArray()) {
            int start = buffer.extend(CompoundEncoder.WIDE_HEADER);
            int count = ArrayEncoder.writeElements(buffer, value, depth - 1);
            CompoundEncoder.endWide(buffer, start, FormatCode.ARRAY8, FormatCode.ARRAY32, count);
        } else {
            throw noType(value);
        }
    }

    static void requireDepth(int depth) {
        if (depth <= 0) {
            throw new EncodeException("value nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
        }
    }

    static long milliseconds(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new EncodeException("a timestamp is 64 bits of milliseconds, which do not reach to " + instant);
        }
    }

    @SuppressWarnings("JavaUtilDate") // toInstant is not supported by all of its subclasses
    static long milliseconds(Date date) {
        return date.getTime();
    }

    static EncodeException noType(Object value) {
        return new EncodeException("AMQP has no type for " + value.getClass().getName()
                + "; see io.lepton.amqp.types.AmqpType for what it has types for");
    }
}
