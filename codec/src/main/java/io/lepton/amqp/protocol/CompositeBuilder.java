// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a composite type in the order of the standard. */
final class CompositeBuilder<T> {

    private final String name;
    private final int code;
    private final List<CompositeField<T, ?>> fields = new ArrayList<>();

    CompositeBuilder(String name, int code) {
        this.name = name;
        this.code = code;
    }

    /** A field that must be there. */
    <V> CompositeBuilder<T> mandatory(String field, FieldType<V> type, Function<T, V> getter) {
        return add(field, type, true, false, null, getter);
    }

    /** A field that may be absent, which is null. */
    <V> CompositeBuilder<T> optional(String field, FieldType<V> type, Function<T, @Nullable V> getter) {
        return add(field, type, false, false, null, getter);
    }

    /** A field that means {@code absent} when it is absent. */
    <V> CompositeBuilder<T> defaulted(String field, FieldType<V> type, V absent, Function<T, V> getter) {
        return add(field, type, false, false, absent, getter);
    }

    /** A field of any number of symbols. */
    CompositeBuilder<T> multiple(String field, Function<T, List<Symbol>> getter) {
        return add(field, FieldType.SYMBOLS, false, false, List.of(), getter);
    }

    /** A field of one or more symbols. */
    CompositeBuilder<T> mandatoryMultiple(String field, Function<T, List<Symbol>> getter) {
        return add(field, FieldType.SYMBOLS, true, false, List.of(), getter);
    }

    /** A field that may be absent and whose content is never shown. */
    CompositeBuilder<T> secret(String field, FieldType<Binary> type, Function<T, @Nullable Binary> getter) {
        return add(field, type, false, true, null, getter);
    }

    /** A field that must be there and whose content is never shown. */
    CompositeBuilder<T> mandatorySecret(String field, FieldType<Binary> type, Function<T, Binary> getter) {
        return add(field, type, true, true, null, getter);
    }

    /** The type, given how its object is made from its fields. */
    Composite<T> build(Function<FieldValues, T> constructor) {
        return new Composite<>(name, code, fields, constructor);
    }

    private <V> CompositeBuilder<T> add(
            String field,
            FieldType<V> type,
            boolean mandatory,
            boolean secret,
            @Nullable V absent,
            Function<T, @Nullable V> getter) {
        fields.add(new CompositeField<>(name, field, type, mandatory, secret, absent, getter));
        return this;
    }
}
