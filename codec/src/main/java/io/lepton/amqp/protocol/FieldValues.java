// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import org.jspecify.annotations.Nullable;

/** The decoded fields of one composite value, from which its object is made; absent ones have their default. */
final class FieldValues {

    private final @Nullable Object[] values;

    FieldValues(@Nullable Object[] values) {
        this.values = values;
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
