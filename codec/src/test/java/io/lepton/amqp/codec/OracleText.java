// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Described;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.Decimal128;
import org.apache.qpid.protonj2.types.Decimal32;
import org.apache.qpid.protonj2.types.Decimal64;
import org.apache.qpid.protonj2.types.DescribedType;
import org.jspecify.annotations.Nullable;

/**
 * One text for the values of two libraries, type by type, so that they can be compared. Where protonj2 1.1.0 is known to lose
 * something, the text loses it on both sides: a timestamp is a long, and a char is its lower 16 bits.
 */
final class OracleText {

    private OracleText() {}

    /** The text of a value that Lepton decoded. */
    static String ours(@Nullable Object value) {
        if (value instanceof Described described) {
            return "described(" + ours(described.descriptor()) + " " + ours(described.value()) + ")";
        } else if (value instanceof List<?> list) {
            return "list" + list.stream().map(OracleText::ours).toList();
        } else if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((k, v) -> entries.add(ours(k) + "=" + ours(v)));
            return "map" + entries;
        } else if (value instanceof AmqpArray
                || (value != null && value.getClass().isArray())) {
            return ourArray(AmqpArray.copyOf(value));
        }
        return ourSimple(value);
    }

    private static String ourArray(AmqpArray array) {
        if (array.descriptors().isEmpty()) {
            return array.type() + "s"
                    + array.elements().stream().map(OracleText::ours).toList();
        }
        return "describeds"
                + array.elements().stream()
                        .map(e -> {
                            String text = ours(e);
                            for (int i = array.descriptors().size() - 1; i >= 0; i--) {
                                text = "described(" + ours(array.descriptors().get(i)) + " " + text + ")";
                            }
                            return text;
                        })
                        .toList();
    }

    private static String ourSimple(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return "long " + instant.toEpochMilli();
        } else if (value instanceof CodePoint codePoint) {
            return "char " + (codePoint.value() & 0xffff);
        } else if (value instanceof io.lepton.amqp.types.Binary binary) {
            return "binary " + HexFormat.of().formatHex(binary.toByteArray());
        } else if (value instanceof io.lepton.amqp.types.Decimal32 decimal) {
            return "decimal32 " + decimal.bits();
        } else if (value instanceof io.lepton.amqp.types.Decimal64 decimal) {
            return "decimal64 " + decimal.bits();
        } else if (value instanceof io.lepton.amqp.types.Decimal128 decimal) {
            return "decimal128 " + decimal.mostSignificantBits() + " " + decimal.leastSignificantBits();
        }
        return AmqpType.of(value) + " " + plain(value);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Character character ? (int) character : value;
    }

    /** The text of a value that protonj2 decoded. */
    static String theirs(@Nullable Object value) {
        if (value instanceof DescribedType described) {
            return "described(" + theirs(described.getDescriptor()) + " " + theirs(described.getDescribed()) + ")";
        } else if (value instanceof List<?> list) {
            return "list" + list.stream().map(OracleText::theirs).toList();
        } else if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((k, v) -> entries.add(theirs(k) + "=" + theirs(v)));
            return "map" + entries;
        } else if (value != null && value.getClass().isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(theirs(Array.get(value, i)));
            }
            Class<?> type = value.getClass().getComponentType();
            return (type == Long.class ? "timestamp" : theirType(type)) + "s" + elements;
        }
        return theirSimple(value);
    }

    private static String theirSimple(@Nullable Object value) {
        if (value instanceof Binary binary) {
            return "binary " + HexFormat.of().formatHex(binary.asByteArray());
        } else if (value instanceof Decimal32 decimal) {
            return "decimal32 " + decimal.getBits();
        } else if (value instanceof Decimal64 decimal) {
            return "decimal64 " + decimal.getBits();
        } else if (value instanceof Decimal128 decimal) {
            return "decimal128 " + decimal.getMostSignificantBits() + " " + decimal.getLeastSignificantBits();
        }
        return (value == null ? "null" : theirType(value.getClass())) + " " + plain(value);
    }

    private static String theirType(Class<?> type) {
        String name = type.getSimpleName();
        return switch (name) {
            case "Void" -> "null";
            case "Integer" -> "int";
            case "Character" -> "char";
            case "Long" -> "long";
            case "UnsignedByte" -> "ubyte";
            case "UnsignedShort" -> "ushort";
            case "UnsignedInteger" -> "uint";
            case "UnsignedLong" -> "ulong";
            case "UnknownDescribedType" -> "described";
            case "Object" -> "array";
            default -> name.toLowerCase(java.util.Locale.ROOT);
        };
    }
}
