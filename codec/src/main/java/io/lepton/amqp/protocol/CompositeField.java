// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.FormatCode;
import org.jspecify.annotations.Nullable;

/**
 * One field of a composite type (part 1, 1.4): its name, type, whether it must be there, and its value when it is not.
 *
 * @param <V> the Java class of the field's value
 */
final class CompositeField<V> {

    private final String path;
    private final String name;
    private final FieldType<V> type;
    private final boolean mandatory;
    private final boolean secret;
    private final @Nullable V absent;

    CompositeField(
            String owner, String name, FieldType<V> type, boolean mandatory, boolean secret, @Nullable V absent) {
        this.path = owner + '.' + name;
        this.name = name;
        this.type = type;
        this.mandatory = mandatory;
        this.secret = secret;
        this.absent = absent;
    }

    String name() {
        return name;
    }

    FieldType<V> type() {
        return type;
    }

    boolean mandatory() {
        return mandatory;
    }

    /** Whether the value must never be shown. */
    boolean secret() {
        return secret;
    }

    /** What an absent field means: its default, or null. */
    @Nullable
    V absent() {
        return absent;
    }

    /** The value to write or show; null if the field is to be left out, because it is absent or has its default. */
    @Nullable
    V present(@Nullable V value) {
        return !mandatory && value != null && isAbsent(value) ? null : value;
    }

    /** Writes the field with this value, null if it is left out. */
    void write(Buffer out, @Nullable V value) {
        if (value == null || isAbsent(value)) {
            requireOptional();
            Encoder.writeNull(out);
            return;
        }
        try {
            type.write(out, value);
        } catch (EncodeException e) {
            throw new EncodeException(path + ": " + e.getMessage());
        }
    }

    private void requireOptional() {
        if (mandatory) {
            throw new EncodeException(path + " is mandatory, but the value has none");
        }
    }

    /** Whether a value that came is as good as none: no symbol at all where one is mandatory. */
    boolean isMissing(V value) {
        return mandatory && isAbsent(value);
    }

    /** Most fields have no default, and need no comparison: that of a record is made by the JDK when it is first called. */
    private boolean isAbsent(V value) {
        return absent != null && value.equals(absent);
    }

    DecodeException wrongType(int code, int offset) {
        return DecodeException.malformed(
                path + " must be " + type.name() + ", but is " + FormatCode.describe(code), offset);
    }

    DecodeException missing(int offset) {
        return DecodeException.malformed(path + " is mandatory, but absent", offset);
    }

    @Override
    public String toString() {
        return path;
    }
}
