// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.Described;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value to compare with another to the last detail: Java types, the order of maps, the content of arrays. Tests compare
 * these because lists and maps compare Java arrays within them by identity, and maps ignore their order.
 */
public record DeepValue(@Nullable Object value) {

    @Override
    public boolean equals(Object other) {
        return other instanceof DeepValue that
                && Arrays.deepEquals(
                        new @Nullable Object[] {flatten(value)}, new @Nullable Object[] {flatten(that.value)});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new @Nullable Object[] {flatten(value)});
    }

    @Override
    public String toString() {
        return Arrays.deepToString(new @Nullable Object[] {flatten(value)});
    }

    private static @Nullable Object flatten(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return flatten("list", list);
        } else if (value instanceof Map<?, ?> map) {
            List<@Nullable Object> items = new ArrayList<>();
            map.forEach((k, v) -> {
                items.add(k);
                items.add(v);
            });
            return flatten("map", items);
        } else if (value instanceof Described described) {
            return flatten("described", Arrays.asList(described.descriptor(), described.value()));
        } else if (value instanceof AmqpArray array) {
            List<@Nullable Object> items = new ArrayList<>(array.descriptors());
            items.add(array.type());
            items.addAll(array.elements());
            return flatten("array", items);
        }
        return value;
    }

    private static Object[] flatten(String kind, List<?> items) {
        List<@Nullable Object> flat = new ArrayList<>(items.size() + 1);
        flat.add(kind);
        items.forEach(item -> flat.add(flatten(item)));
        return flat.toArray();
    }
}
