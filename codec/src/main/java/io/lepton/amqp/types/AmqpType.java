// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The primitive types of AMQP (part 1, 1.6) and which Java values stand for them. */
public enum AmqpType {
    /** Java null. */
    NULL("null"),
    /** {@link Boolean}. */
    BOOLEAN("boolean"),
    /** {@link UnsignedByte}. */
    UBYTE("ubyte"),
    /** {@link UnsignedShort}. */
    USHORT("ushort"),
    /** {@link UnsignedInteger}. */
    UINT("uint"),
    /** {@link UnsignedLong}. */
    ULONG("ulong"),
    /** {@link Byte}. */
    BYTE("byte"),
    /** {@link Short}. */
    SHORT("short"),
    /** {@link Integer}. */
    INT("int"),
    /** {@link Long}. */
    LONG("long"),
    /** {@link Float}. */
    FLOAT("float"),
    /** {@link Double}. */
    DOUBLE("double"),
    /** {@link Decimal32}. */
    DECIMAL32("decimal32"),
    /** {@link Decimal64}. */
    DECIMAL64("decimal64"),
    /** {@link Decimal128}. */
    DECIMAL128("decimal128"),
    /** {@link Character}, or {@link CodePoint} beyond U+FFFF. */
    CHAR("char"),
    /** {@link Instant}, in whole milliseconds; {@link Date} is accepted. */
    TIMESTAMP("timestamp"),
    /** {@link java.util.UUID}. */
    UUID("uuid"),
    /** {@link Binary}; {@code byte[]} and {@link ByteBuffer} are accepted. */
    BINARY("binary"),
    /** {@link String}; any {@link CharSequence} is accepted. */
    STRING("string"),
    /** {@link Symbol}. */
    SYMBOL("symbol"),
    /** {@link java.util.List}; any {@link Collection} is accepted. */
    LIST("list"),
    /** {@link Map}. */
    MAP("map"),
    /** A Java array other than {@code byte[]}, or {@link AmqpArray}. */
    ARRAY("array");

    private static final Map<Class<?>, AmqpType> BY_CLASS = Map.ofEntries(
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(UnsignedByte.class, UBYTE),
            Map.entry(UnsignedShort.class, USHORT),
            Map.entry(UnsignedInteger.class, UINT),
            Map.entry(UnsignedLong.class, ULONG),
            Map.entry(Byte.class, BYTE),
            Map.entry(Short.class, SHORT),
            Map.entry(short.class, SHORT),
            Map.entry(Integer.class, INT),
            Map.entry(int.class, INT),
            Map.entry(Long.class, LONG),
            Map.entry(long.class, LONG),
            Map.entry(Float.class, FLOAT),
            Map.entry(float.class, FLOAT),
            Map.entry(Double.class, DOUBLE),
            Map.entry(double.class, DOUBLE),
            Map.entry(Decimal32.class, DECIMAL32),
            Map.entry(Decimal64.class, DECIMAL64),
            Map.entry(Decimal128.class, DECIMAL128),
            Map.entry(Character.class, CHAR),
            Map.entry(char.class, CHAR),
            Map.entry(CodePoint.class, CHAR),
            Map.entry(Instant.class, TIMESTAMP),
            Map.entry(UUID.class, UUID),
            Map.entry(Binary.class, BINARY),
            Map.entry(byte[].class, BINARY),
            Map.entry(String.class, STRING),
            Map.entry(Symbol.class, SYMBOL),
            Map.entry(AmqpArray.class, ARRAY));

    private final String text;

    AmqpType(String text) {
        this.text = text;
    }

    /**
     * The type that a Java value is encoded as.
     *
     * @throws IllegalArgumentException if AMQP has no primitive type for it; a {@link Described} value has none either
     */
    public static AmqpType of(@Nullable Object value) {
        return value == null ? NULL : ofClass(value.getClass());
    }

    /**
     * The type that every value of a Java class is encoded as.
     *
     * @throws IllegalArgumentException if AMQP has no primitive type for it
     */
    public static AmqpType ofClass(Class<?> javaClass) {
        AmqpType type = find(javaClass);
        if (type == null) {
            throw new IllegalArgumentException("AMQP has no type for " + javaClass.getName());
        }
        return type;
    }

    /** As {@link #ofClass}, but null if AMQP has no primitive type for the class. */
    public static @Nullable AmqpType find(Class<?> javaClass) {
        AmqpType known = BY_CLASS.get(javaClass);
        if (known != null) {
            return known;
        }
        if (Map.class.isAssignableFrom(javaClass)) {
            return MAP;
        }
        if (Collection.class.isAssignableFrom(javaClass)) {
            return LIST;
        }
        if (CharSequence.class.isAssignableFrom(javaClass)) {
            return STRING;
        }
        if (ByteBuffer.class.isAssignableFrom(javaClass)) {
            return BINARY;
        }
        if (Date.class.isAssignableFrom(javaClass)) {
            return TIMESTAMP;
        }
        return javaClass.isArray() ? ARRAY : null;
    }

    /** The name in the standard: {@code uint}. */
    @Override
    public String toString() {
        return text;
    }
}
