// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.collect.OrderedMap;
import org.jspecify.annotations.Nullable;

/** The sections of type annotations as far as they are decoded or set: apart, because most messages have none. */
final class AnnotationSections {

    private @Nullable OrderedMap<Object> delivery;
    private @Nullable OrderedMap<Object> message;
    private @Nullable OrderedMap<Object> footer;

    AnnotationSections copy() {
        AnnotationSections copy = new AnnotationSections();
        copy.delivery = copy(delivery);
        copy.message = copy(message);
        copy.footer = copy(footer);
        return copy;
    }

    private static @Nullable OrderedMap<Object> copy(@Nullable OrderedMap<Object> values) {
        return values == null ? null : new OrderedMap<>(values);
    }

    @Nullable
    OrderedMap<Object> get(Section section) {
        return switch (section) {
            case DELIVERY_ANNOTATIONS -> delivery;
            case MESSAGE_ANNOTATIONS -> message;
            default -> footer;
        };
    }

    void set(Section section, @Nullable OrderedMap<Object> values) {
        switch (section) {
            case DELIVERY_ANNOTATIONS -> delivery = values;
            case MESSAGE_ANNOTATIONS -> message = values;
            default -> footer = values;
        }
    }
}
