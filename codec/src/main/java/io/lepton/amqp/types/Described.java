// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value with a descriptor that says what it means (part 1, 1.1.2): how AMQP writes types of its own and of
 * applications. Immutable if its parts are.
 *
 * @param descriptor what identifies the type, as a rule a {@link Symbol} or an {@link UnsignedLong}; AMQP permits any value
 * @param value the value in AMQP's own types, may be null
 */
public record Described(Object descriptor, @Nullable Object value) {

    private static final int LONGEST_SHOWN = 255;

    /** Whether both parts are equal; Java arrays are compared by content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Described that
                && Objects.deepEquals(descriptor, that.descriptor)
                && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new @Nullable Object[] {descriptor, value});
    }

    /** The descriptor if it is a symbol or a ulong, and the kind of value, but not the value. */
    @Override
    public String toString() {
        boolean plain = descriptor instanceof UnsignedLong
                || (descriptor instanceof Symbol symbol && symbol.length() <= LONGEST_SHOWN);
        return "@" + (plain ? descriptor : kind(descriptor)) + "(" + kind(value) + ")";
    }

    private static String kind(@Nullable Object part) {
        if (part == null) {
            return "null";
        }
        AmqpType type = AmqpType.find(part.getClass());
        return type == null ? part.getClass().getSimpleName() : type.toString();
    }
}
