// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.collect.OrderedMap;
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
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The application-properties section (part 3, 3.2.5): string keys and simple values. What is set here is held to that;
 * a map, list or array that a peer sent nevertheless can be read.
 */
final class ApplicationProperties {

    private static final String NAME = "application-properties";

    private static final Set<Class<?>> SIMPLE = Set.of(
            Boolean.class,
            UnsignedByte.class,
            UnsignedShort.class,
            UnsignedInteger.class,
            UnsignedLong.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Decimal32.class,
            Decimal64.class,
            Decimal128.class,
            Character.class,
            CodePoint.class,
            Instant.class,
            UUID.class,
            Binary.class,
            byte[].class,
            String.class,
            Symbol.class);

    private ApplicationProperties() {}

    /** The value itself, or a refusal that names the key. */
    static @Nullable Object check(String key, @Nullable Object value) {
        Object simple = value;
        while (simple instanceof Described described) {
            simple = described.value();
        }
        if (simple == null
                || isUsual(simple)
                || SIMPLE.contains(simple.getClass())
                || simple instanceof CharSequence
                || simple instanceof Date
                || simple instanceof ByteBuffer) {
            return value;
        }
        throw new IllegalArgumentException("application property \"" + key + "\" cannot be a "
                + simple.getClass().getTypeName()
                + ": only simple AMQP values are allowed, no map, list or array (part 3, 3.2.5)");
    }

    /** The types that nearly all properties have, which are told faster one by one than by the set of all. */
    private static boolean isUsual(Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double;
    }

    static OrderedMap<String> of(Map<?, ?> properties) {
        OrderedMap<String> values = new OrderedMap<>(properties.size());
        for (Map.Entry<?, ?> entry : properties.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException(
                        "the key of an application property is a String (part 3, 3.2.5), not " + entry.getKey());
            }
            values.put(key, check(key, entry.getValue()));
        }
        return values;
    }

    static void write(Buffer out, OrderedMap<String> values) {
        SectionDescriptor.write(out, SectionDescriptor.APPLICATION_PROPERTIES);
        int start = Encoder.startMap(out);
        for (int place = values.next(0); place >= 0; place = values.next(place + 1)) {
            Encoder.writeString(out, values.keyAt(place));
            Encoder.writeValue(out, values.valueAt(place));
        }
        Encoder.endMap(out, start, 2 * values.size());
    }

    /** Reads the section that fills the buffer. */
    static OrderedMap<String> read(Buffer in, DecodeLimits limits) {
        SectionDescriptor.read(in, limits);
        int entries = SectionDescriptor.readEntries(in, NAME, limits);
        int begin = in.readIndex();
        OrderedMap<String> values = new OrderedMap<>(Math.min(entries, SectionDescriptor.MAX_INITIAL_CAPACITY));
        for (int i = 0; i < entries; i++) {
            int at = in.readIndex();
            String key = Decoder.readString(in, limits);
            if (key == null) {
                throw keyIsNull(at);
            }
            values.append(key, Decoder.readValue(in, limits));
        }
        SectionDescriptor.requireEnd(in, NAME);
        SectionDescriptor.requireDistinct(values, in, begin, NAME);
        return values;
    }

    /** Walks over the map of the section and refuses what {@link #read} would refuse, but a key that is there twice. */
    static void check(Buffer in, DecodeLimits limits) {
        int entries = SectionDescriptor.readEntries(in, NAME, limits);
        for (int i = 0; i < entries; i++) {
            int format = Decoder.peekCode(in);
            if (format != FormatCode.STR8 && format != FormatCode.STR32) {
                Decoder.readString(in, limits); // says what is wrong
                throw keyIsNull(in.readIndex() - 1);
            }
            Decoder.checkValue(in, limits);
            Decoder.checkValue(in, limits);
        }
        SectionDescriptor.requireEnd(in, NAME);
    }

    private static DecodeException keyIsNull(int at) {
        return DecodeException.malformed("a key of " + NAME + " is null", at);
    }
}
