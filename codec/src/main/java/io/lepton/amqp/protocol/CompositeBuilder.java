// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a composite type in the order of the standard. */
final class CompositeBuilder<T> {

    private final String name;
    private final int code;
    private final List<CompositeField<?>> fields = new ArrayList<>();

    CompositeBuilder(String name, int code) {
        this.name = name;
        this.code = code;
    }

    /** A field that must be there. */
    <V> CompositeBuilder<T> mandatory(String field, FieldType<V> type) {
        return add(field, type, true, false, null);
    }

    /** A field that may be absent, which is null. */
    <V> CompositeBuilder<T> optional(String field, FieldType<V> type) {
        return add(field, type, false, false, null);
    }

    /** A field that means {@code absent} when it is absent. */
    <V> CompositeBuilder<T> defaulted(String field, FieldType<V> type, V absent) {
        return add(field, type, false, false, absent);
    }

    /** A field of any number of symbols. */
    CompositeBuilder<T> multiple(String field) {
        return add(field, FieldType.SYMBOLS, false, false, List.of());
    }

    /** A field of one or more symbols. */
    CompositeBuilder<T> mandatoryMultiple(String field) {
        return add(field, FieldType.SYMBOLS, true, false, List.of());
    }

    /** A field that may be absent and whose content is never shown. */
    CompositeBuilder<T> secret(String field, FieldType<Binary> type) {
        return add(field, type, false, true, null);
    }

    /** A field that must be there and whose content is never shown. */
    CompositeBuilder<T> mandatorySecret(String field, FieldType<Binary> type) {
        return add(field, type, true, true, null);
    }

    /**
     * The type, given how its object is taken apart into its fields and made from them. That is one function each way and not one
     * for each field, because every function is a class that the JVM makes when it comes to the declaration: a hundred of them
     * were a good part of what a client's start takes.
     */
    Composite<T> build(Function<T, FieldValues> fieldsOf, Function<FieldValues, T> constructor) {
        return new Composite<>(name, code, fields, fieldsOf, constructor);
    }

    private <V> CompositeBuilder<T> add(
            String field, FieldType<V> type, boolean mandatory, boolean secret, @Nullable V absent) {
        fields.add(new CompositeField<>(name, field, type, mandatory, secret, absent));
        return this;
    }
}
