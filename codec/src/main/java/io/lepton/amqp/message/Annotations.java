// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.collect.OrderedMap;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.Map;

/**
 * The three sections of type annotations (part 3, 3.2.10): keys are symbols, or ulongs, which the standard reserves.
 * Strings become symbols, also those that a peer sent against the standard.
 */
final class Annotations {

    private Annotations() {}

    static Object key(Object key) {
        if (key instanceof Symbol || key instanceof UnsignedLong) {
            return key;
        }
        if (key instanceof String name) {
            return Symbol.of(name);
        }
        throw new IllegalArgumentException(
                "an annotation's key is a Symbol, a String or an UnsignedLong (part 3, 3.2.10), not "
                        + (key == null ? "null" : "a " + key.getClass().getName()));
    }

    static OrderedMap<Object> of(Map<?, ?> annotations) {
        OrderedMap<Object> values = new OrderedMap<>(annotations.size());
        for (Map.Entry<?, ?> entry : annotations.entrySet()) {
            values.put(key(entry.getKey()), entry.getValue());
        }
        return values;
    }

    static void write(Buffer out, int code, OrderedMap<Object> values) {
        SectionDescriptor.write(out, code);
        int start = Encoder.startMap(out);
        for (int place = values.next(0); place >= 0; place = values.next(place + 1)) {
            if (values.keyAt(place) instanceof Symbol symbol) {
                Encoder.writeSymbol(out, symbol);
            } else {
                Encoder.writeValue(out, values.keyAt(place));
            }
            Encoder.writeValue(out, values.valueAt(place));
        }
        Encoder.endMap(out, start, 2 * values.size());
    }

    /** Reads the section that fills the buffer. */
    static OrderedMap<Object> read(Buffer in, DecodeLimits limits) {
        String name = SectionDescriptor.name(SectionDescriptor.read(in, limits));
        int entries = SectionDescriptor.readEntries(in, name, limits);
        int begin = in.readIndex();
        OrderedMap<Object> values = new OrderedMap<>(Math.min(entries, SectionDescriptor.MAX_INITIAL_CAPACITY));
        for (int i = 0; i < entries; i++) {
            Object key = readKey(in, name, limits);
            values.append(key, Decoder.readValue(in, limits));
        }
        SectionDescriptor.requireEnd(in, name);
        SectionDescriptor.requireDistinct(values, in, begin, name);
        return values;
    }

    /** Walks over the map of the section and refuses what {@link #read} would refuse, but a key that is there twice. */
    static void check(Buffer in, String name, DecodeLimits limits) {
        int entries = SectionDescriptor.readEntries(in, name, limits);
        for (int i = 0; i < entries; i++) {
            switch (Decoder.peekCode(in)) {
                case FormatCode.SYM8, FormatCode.SYM32, FormatCode.ULONG0, FormatCode.SMALLULONG, FormatCode.ULONG ->
                    Decoder.checkValue(in, limits);
                default -> readKey(in, name, limits);
            }
            Decoder.checkValue(in, limits);
        }
        SectionDescriptor.requireEnd(in, name);
    }

    private static Object readKey(Buffer in, String name, DecodeLimits limits) {
        int at = in.readIndex();
        Object key = Decoder.readValue(in, limits);
        if (key instanceof Symbol || key instanceof UnsignedLong) {
            return key;
        }
        if (key instanceof String text && text.chars().allMatch(c -> c < 0x80)) {
            return Symbol.of(text);
        }
        throw DecodeException.malformed("a key of " + name + " is neither a symbol nor a ulong", at);
    }
}
