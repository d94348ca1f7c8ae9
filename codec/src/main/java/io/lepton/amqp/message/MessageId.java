// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.UnsignedLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The four types that a message-id and a correlation-id may have (part 3, 3.2.11 to 3.2.14). */
final class MessageId {

    private MessageId() {}

    /** The id as its AMQP type, or a clear refusal. */
    static @Nullable Object check(Field field, @Nullable Object id) {
        if (id == null
                || id instanceof String
                || id instanceof UUID
                || id instanceof UnsignedLong
                || id instanceof Binary) {
            return id;
        }
        if (id instanceof byte[] bytes) {
            return Binary.of(bytes);
        }
        if (id instanceof Long || id instanceof Integer || id instanceof Short || id instanceof Byte) {
            long value = ((Number) id).longValue();
            if (value >= 0) {
                return UnsignedLong.valueOf(value);
            }
            throw new IllegalArgumentException(field + " cannot be negative, but is " + value);
        }
        throw new IllegalArgumentException(
                field + " cannot be a " + id.getClass().getName()
                        + ": give a String, UUID, UnsignedLong (or a long of 0 or more) or Binary (part 3, 3.2.4)");
    }

    static void write(Buffer out, @Nullable Object id) {
        if (id instanceof String text) {
            Encoder.writeString(out, text);
        } else {
            Encoder.writeValue(out, id);
        }
    }

    static @Nullable Object read(Buffer in, Field field, DecodeLimits limits) {
        int format = Decoder.peekCode(in);
        return switch (format) {
            case FormatCode.STR8, FormatCode.STR32, FormatCode.NULL -> Decoder.readString(in, limits);
            case FormatCode.ULONG0,
                    FormatCode.SMALLULONG,
                    FormatCode.ULONG,
                    FormatCode.UUID,
                    FormatCode.VBIN8,
                    FormatCode.VBIN32 -> Decoder.readValue(in, limits);
            default ->
                throw DecodeException.malformed(field + " cannot be " + FormatCode.describe(format), in.readIndex());
        };
    }
}
