// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the {@code value} of a typed value that holds no other. */
final class SimpleValueWriter {

    private SimpleValueWriter() {}

    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Character character) {
            json.writeNumber((int) character);
        } else if (value instanceof CodePoint codePoint) {
            json.writeNumber(codePoint.value());
        } else if (value instanceof Instant instant) {
            json.writeString(Long.toString(instant.toEpochMilli()));
        } else if (value instanceof UUID uuid) {
            json.writeString(uuid.toString());
        } else if (value instanceof Binary binary) {
            ContentWriter.binary(json, binary);
        } else {
            ContentWriter.text(json, value.toString());
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Long || number instanceof UnsignedLong) {
            json.writeString(number.toString());
        } else if (number instanceof Byte
                || number instanceof Short
                || number instanceof Integer
                || number instanceof UnsignedByte
                || number instanceof UnsignedShort
                || number instanceof UnsignedInteger) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(bits(number));
        }
    }

    private static String bits(Number number) {
        if (number instanceof Float value) {
            return bits(Float.floatToRawIntBits(value));
        } else if (number instanceof Double value) {
            return bits(Double.doubleToRawLongBits(value));
        } else if (number instanceof Decimal32 value) {
            return bits(value.bits());
        } else if (number instanceof Decimal64 value) {
            return bits(value.bits());
        } else if (number instanceof Decimal128 value) {
            return String.format("0x%016x%016x", value.mostSignificantBits(), value.leastSignificantBits());
        }
        throw new IllegalArgumentException("AMQP has no type for " + number.getClass());
    }

    private static String bits(int bits) {
        return String.format("0x%08x", bits);
    }

    private static String bits(long bits) {
        return String.format("0x%016x", bits);
    }
}
