// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.Described;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Map keys that are not simple values: legal, and hardly ever seen from a friend. */
final class MapKeys {

    private MapKeys() {}

    /** Whether the next value is a list, map, array or described. */
    static boolean isCompound(Buffer buffer) {
        int code = buffer.readable() == 0 ? FormatCode.NULL : buffer.getByte(buffer.readIndex()) & 0xff;
        return code == FormatCode.DESCRIBED || code >= FormatCode.LIST8;
    }

    static void requireAllowed(int compoundKeys, DecodeLimits limits, int at) {
        if (compoundKeys > limits.maxCompoundKeys()) {
            throw DecodeException.limit(
                    "map with more than " + limits.maxCompoundKeys() + " keys that are compound or described", at);
        }
    }

    /** The same value with {@link AmqpArray} in place of Java arrays, which are not compared by content. */
    static @Nullable Object byValue(@Nullable Object key) {
        if (key instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(byValue(item)));
            return copy;
        }
        if (key instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(k, byValue(v)));
            return copy;
        }
        if (key instanceof Described described) {
            Object descriptor = byValue(described.descriptor());
            return new Described(descriptor == null ? described.descriptor() : descriptor, byValue(described.value()));
        }
        return key != null && key.getClass().isArray() ? AmqpArray.copyOf(key) : key;
    }
}
