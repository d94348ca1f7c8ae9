// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the standard's composite types, declared once: from its name, descriptor and fields come the reader, the writer and the
 * text (part 1, 1.4). Immutable and thread-safe.
 *
 * <p>Reading accepts the descriptor by number and by symbol, trailing fields left out, and fields beyond those the standard
 * knows, which are skipped so that a later version can add some. Everything else that departs from the declaration is a
 * {@link DecodeException} that names the field. Writing leaves out trailing fields that are absent or have their default.
 *
 * @param <T> the Java class of the values
 */
public final class Composite<T> {

    private final String name;
    private final int code;
    private final UnsignedLong descriptor;
    private final Symbol symbol;
    private final List<CompositeField<?>> fields;
    private final Function<T, FieldValues> fieldsOf;
    private final Function<FieldValues, T> constructor;

    Composite(
            String name,
            int code,
            List<CompositeField<?>> fields,
            Function<T, FieldValues> fieldsOf,
            Function<FieldValues, T> constructor) {
        this.name = name;
        this.code = code;
        this.descriptor = UnsignedLong.valueOf(code);
        this.symbol = Symbol.of("amqp:" + name + ":list");
        this.fields = List.copyOf(fields);
        this.fieldsOf = fieldsOf;
        this.constructor = constructor;
    }

    static <T> CompositeBuilder<T> declare(String name, int code) {
        return new CompositeBuilder<>(name, code);
    }

    /** The standard's name, such as {@code transfer}. */
    public String name() {
        return name;
    }

    /** The numeric descriptor, which fits in a byte for all types of the standard. */
    public int code() {
        return code;
    }

    /** The symbolic descriptor, such as {@code amqp:transfer:list}. */
    public Symbol symbol() {
        return symbol;
    }

    /** Whether this is the descriptor of the type, by number or by symbol. */
    public boolean describes(@Nullable Object value) {
        return descriptor.equals(value) || symbol.equals(value);
    }

    List<CompositeField<?>> fields() {
        return fields;
    }

    T construct(FieldValues values) {
        return constructor.apply(values);
    }

    /**
     * Reads a value with its descriptor.
     *
     * @throws DecodeException if the bytes are not a value of this type
     */
    public T read(Buffer in, DecodeLimits limits) {
        if (Descriptors.peek(in) != code) {
            throw Descriptors.unexpected(in, limits, name);
        }
        Descriptors.skip(in);
        return readFields(in, limits);
    }

    /** Reads the list that follows the descriptor. */
    T readFields(Buffer in, DecodeLimits limits) {
        ListCursor cursor = new ListCursor(this);
        cursor.open(in);
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(cursor, in, limits, fields.get(i));
        }
        cursor.close(in);
        return constructor.apply(FieldValues.of(values));
    }

    private static <V> @Nullable V read(ListCursor cursor, Buffer in, DecodeLimits limits, CompositeField<V> field) {
        if (cursor.next()) {
            V value = cursor.read(in, limits, field.type());
            if (field.isMissing(value)) {
                throw cursor.missing();
            }
            return value;
        }
        if (field.mandatory()) {
            throw cursor.missing();
        }
        return field.absent();
    }

    /**
     * Appends a value with its descriptor; nothing if it fails.
     *
     * @throws EncodeException if a field holds what AMQP cannot express, such as a uint above 4294967295
     */
    public void write(Buffer out, T value) {
        FieldValues values = fieldsOf.apply(value);
        int count = fields.size();
        while (count > 0 && isLeftOut(fields.get(count - 1), values.get(count - 1))) {
            count--;
        }
        int start = out.writeIndex();
        try {
            Encoder.writeDescriptor(out, code);
            int list = Encoder.startList(out);
            for (int i = 0; i < count; i++) {
                fields.get(i).write(out, values.get(i));
            }
            Encoder.endList(out, list, count);
        } catch (EncodeException e) {
            out.writeIndex(start);
            throw e;
        }
    }

    private static <V> boolean isLeftOut(CompositeField<V> field, @Nullable V value) {
        return !field.mandatory() && field.present(value) == null;
    }

    /** The value as a plain described list, for places that take any value, such as a message's body. */
    public Described toDescribed(T value) {
        Buffer buffer = Buffer.allocate(64);
        write(buffer, value);
        return (Described) Objects.requireNonNull(Decoder.readValue(buffer, DecodeLimits.DEFAULT));
    }

    /**
     * The value that a described list holds.
     *
     * @throws DecodeException if it is not a value of this type
     */
    public T fromDescribed(Described value) {
        if (!describes(value.descriptor())) {
            throw new DecodeException(
                    AmqpError.DECODE_ERROR, name + " has another descriptor: " + value.descriptor(), 0);
        }
        Buffer buffer = Buffer.allocate(64);
        Encoder.writeValue(buffer, value);
        return read(buffer, DecodeLimits.DEFAULT);
    }

    /** The value as one readable line, absent fields left out and secrets masked: {@code Open{container-id="x"}}. */
    public String print(T value) {
        StringBuilder text = new StringBuilder(Names.ofType(name)).append('{');
        String separator = "";
        FieldValues values = fieldsOf.apply(value);
        for (int i = 0; i < fields.size(); i++) {
            CompositeField<?> field = fields.get(i);
            String content = print(field, values.get(i));
            if (content != null) {
                text.append(separator).append(field.name()).append('=').append(content);
                separator = ", ";
            }
        }
        return text.append('}').toString();
    }

    private static <V> @Nullable String print(CompositeField<V> field, @Nullable V value) {
        V content = field.present(value);
        if (content == null) {
            return null;
        }
        return field.secret() ? mask(content) : field.type().print(content);
    }

    private static String mask(Object secret) {
        return secret instanceof Binary binary ? "<" + binary.size() + " bytes>" : "<hidden>";
    }

    /** The name and the descriptor: {@code transfer (0x14)}. */
    @Override
    public String toString() {
        return name + " (0x" + Integer.toHexString(code) + ')';
    }
}
