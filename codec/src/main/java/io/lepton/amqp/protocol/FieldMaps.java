// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields that are maps with keys of one type. */
final class FieldMaps {

    private static final int MAX_SHOWN = 16;

    private FieldMaps() {}

    /** A map whose keys are symbols (part 2, 2.8.13 fields). */
    static Map<Symbol, @Nullable Object> readFields(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        Map<?, ?> map = Objects.requireNonNull(Decoder.readMap(in, limits));
        Map<Symbol, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof Symbol symbol)) {
                throw DecodeException.malformed("its keys are symbols, but one is " + ValuePrinter.print(key), start);
            }
            fields.put(symbol, value);
        });
        return fields;
    }

    /** A map of delivery tags to delivery states, which may be null (part 2, 2.7.3 attach). */
    static Map<Binary, @Nullable DeliveryState> readUnsettled(Buffer in, DecodeLimits limits) {
        int start = in.readIndex();
        long header = Decoder.readMapHeader(in);
        int count = Decoder.count(header);
        if ((count & 1) != 0) {
            throw DecodeException.malformed("a map of " + count + " items, which are not pairs", start);
        }
        if (count > limits.maxElements()) {
            throw DecodeException.limit("a map of " + count + " items", start);
        }
        Map<Binary, @Nullable DeliveryState> unsettled = new LinkedHashMap<>();
        for (int i = 1; i <= count / 2; i++) {
            if (!FieldType.DELIVERY_TAG.accepts(Decoder.peekCode(in))) {
                throw DecodeException.malformed(
                        "its keys are binaries, but one is " + FormatCode.describe(Decoder.peekCode(in)),
                        in.readIndex());
            }
            Binary tag = DeliveryTags.read(in, limits);
            unsettled.put(tag, DeliveryStates.read(in, limits));
            if (unsettled.size() != i) {
                throw DecodeException.malformed("the same delivery tag twice", start);
            }
        }
        Decoder.requireEnd(in, header, "map");
        return unsettled;
    }

    static void writeUnsettled(Buffer out, Map<Binary, @Nullable DeliveryState> unsettled) {
        int start = Encoder.startMap(out);
        unsettled.forEach((tag, state) -> {
            DeliveryTags.write(out, tag);
            DeliveryStates.write(out, state);
        });
        Encoder.endMap(out, start, 2 * unsettled.size());
    }

    static String printUnsettled(Map<Binary, @Nullable DeliveryState> unsettled) {
        StringBuilder text = new StringBuilder("{");
        int shown = 0;
        for (Map.Entry<Binary, @Nullable DeliveryState> entry : unsettled.entrySet()) {
            text.append(shown == 0 ? "" : ", ");
            if (shown++ == MAX_SHOWN) {
                text.append("...");
                break;
            }
            text.append(entry.getKey()).append('=').append(entry.getValue());
        }
        return text.append('}').toString();
    }
}
