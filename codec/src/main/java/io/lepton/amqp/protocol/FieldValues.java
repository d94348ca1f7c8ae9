// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import org.jspecify.annotations.Nullable;

/** The fields of one composite value in the order of their declaration: what its object is made from, and what it is written from. */
final class FieldValues {

    /** Those of a type without fields, such as accepted and released, which are written without allocating anything. */
    static final FieldValues NONE = of();

    private final @Nullable Object[] values;

    private FieldValues(@Nullable Object[] values) {
        this.values = values;
    }

    /** As many as the type has fields; absent ones are null or have their default. */
    static FieldValues of(@Nullable Object... values) {
        return new FieldValues(values);
    }

    /**
     * The value of the field declared at {@code index}. The caller's context gives the type; that it is the field's own is what
     * the round trip test of every declaration holds.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <V extends @Nullable Object> V get(int index) {
        return (V) values[index];
    }
}
