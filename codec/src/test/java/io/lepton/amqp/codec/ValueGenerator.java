// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random values of every AMQP type, the same for the same seed, in the Java types that the decoder answers. Edges (zero, 255,
 * 256, the ends of each range) are likely.
 */
public final class ValueGenerator {

    private static final int[] SIZES = {0, 1, 2, 3, 3, 4, 5, 7, 8, 9, 20, 255, 256};
    private static final int[] TEXT_CHARS = {
        'a', 'z', ' ', '"', '\n', 0, 0x7f, 0x80, 'é', 0x7ff, 0x800, '€', 0xd7ff, 0xe000
    };
    private static final long[] EDGES = {
        0,
        1,
        -1,
        127,
        128,
        -128,
        -129,
        255,
        256,
        32_767,
        -32_768,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final AmqpType[] TYPES = AmqpType.values();

    private final SplittableRandom random;

    /** A generator that answers the same values for the same seed. */
    public ValueGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Any value, nested at most {@code depth} deep. */
    public @Nullable Object value(int depth) {
        int kind = random.nextInt(TYPES.length + 1);
        if (kind == TYPES.length) {
            return depth > 0 ? described(depth) : symbol();
        }
        return of(TYPES[kind], depth);
    }

    /** Any value of this type; a compound one is empty if {@code depth} is 0. */
    public @Nullable Object of(AmqpType type, int depth) {
        return switch (type) {
            case LIST -> list(depth);
            case MAP -> map(depth);
            case ARRAY -> array(depth);
            default -> simple(type);
        };
    }

    /** Any value of this type, which is neither list, map nor array. */
    public @Nullable Object simple(AmqpType type) {
        return switch (type) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case UBYTE -> UnsignedByte.ofBits((byte) bits());
            case USHORT -> UnsignedShort.ofBits((short) bits());
            case UINT -> UnsignedInteger.ofBits((int) bits());
            case ULONG -> UnsignedLong.ofBits(bits());
            case BYTE -> (byte) bits();
            case SHORT -> (short) bits();
            case INT -> (int) bits();
            case LONG -> bits();
            case FLOAT -> random.nextBoolean() ? (Object) (float) bits() : Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextBoolean() ? (Object) (double) bits() : Double.longBitsToDouble(random.nextLong());
            case DECIMAL32 -> Decimal32.ofBits(random.nextInt());
            case DECIMAL64 -> Decimal64.ofBits(random.nextLong());
            case DECIMAL128 -> Decimal128.ofBits(random.nextLong(), random.nextLong());
            case CHAR -> character();
            case TIMESTAMP -> Instant.ofEpochMilli(bits());
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case BINARY -> binary();
            case STRING -> string();
            case SYMBOL -> symbol();
            case LIST, MAP, ARRAY -> throw new IllegalArgumentException(type + " is not simple");
        };
    }

    /** 64 bits, often those of an edge. */
    public long bits() {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextInt(300) - 150;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    /** Bytes that may be anything. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A binary. */
    public Binary binary() {
        return Binary.of(bytes(size()));
    }

    /** A string of characters of all widths. */
    public String string() {
        int length = size();
        boolean ascii = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int edge = TEXT_CHARS[random.nextInt(TEXT_CHARS.length)];
            if (ascii) {
                text.append((char) random.nextInt(0x80));
            } else if (random.nextInt(5) == 0) {
                text.appendCodePoint(Character.MIN_SUPPLEMENTARY_CODE_POINT + random.nextInt(0x100000));
            } else {
                text.appendCodePoint(edge);
            }
        }
        return text.toString();
    }

    /** A symbol, sometimes one that standards name. */
    public Symbol symbol() {
        if (random.nextInt(4) == 0) {
            return Symbol.of("amqp:accepted:list");
        }
        StringBuilder text = new StringBuilder();
        for (int i = size(); i > 0; i--) {
            text.append((char) random.nextInt(0x80));
        }
        return Symbol.of(text.toString());
    }

    private Object character() {
        int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
        if (random.nextBoolean()) {
            codePoint &= 0xffff;
        }
        if (!CodePoint.isScalar(codePoint)) {
            return 'x';
        }
        return Character.isBmpCodePoint(codePoint) ? (Object) (char) codePoint : new CodePoint(codePoint);
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private int items(int depth) {
        if (depth <= 0) {
            return 0;
        }
        return random.nextInt(50) == 0 ? 60 + random.nextInt(220) : random.nextInt(5);
    }

    /** A list of anything. */
    public List<@Nullable Object> list(int depth) {
        return fill(items(depth), () -> value(depth - 1));
    }

    /** A map with keys and values of any type. */
    public Map<@Nullable Object, @Nullable Object> map(int depth) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        int compoundKeys = 0;
        for (int i = items(depth); i > 0; i--) {
            Object key = MapKeys.byValue(value(depth - 1));
            boolean compound =
                    key instanceof List || key instanceof Map || key instanceof AmqpArray || key instanceof Described;
            if (!compound || ++compoundKeys <= 4) {
                map.put(key, value(depth - 1));
            }
        }
        return map;
    }

    /** A map as the standard's type fields has it: from symbols to anything. */
    public Map<Symbol, @Nullable Object> fields(int depth) {
        Map<Symbol, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = items(depth); i > 0; i--) {
            map.put(symbol(), value(depth - 1));
        }
        return map;
    }

    /** A described value whose descriptor is unknown to the standard. */
    public Described described(int depth) {
        Object descriptor = switch (random.nextInt(4)) {
            case 0 -> UnsignedLong.ofBits(random.nextLong() | Long.MIN_VALUE);
            case 1 -> random.nextInt(4) == 0 && depth > 1 ? described(depth - 1) : (int) bits();
            default -> Symbol.of("test:" + random.nextInt(100) + ":any");
        };
        return new Described(descriptor, value(depth - 1));
    }

    /** A Java array or an {@link AmqpArray}. */
    public Object array(int depth) {
        AmqpType type = TYPES[random.nextInt(TYPES.length)];
        boolean described = random.nextInt(4) == 0;
        boolean nested = type == AmqpType.LIST || type == AmqpType.MAP || type == AmqpType.ARRAY;
        int length = nested ? items(depth) : random.nextBoolean() ? random.nextInt(4) : Math.min(size(), 64);
        List<@Nullable Object> elements = fill(length, () -> of(type, depth - 1));
        boolean wideChars = type == AmqpType.CHAR && elements.stream().anyMatch(CodePoint.class::isInstance);
        if (described) {
            Object descriptor =
                    random.nextBoolean() ? Symbol.of("test:element") : UnsignedLong.ofBits(bits() | 1L << 40);
            return random.nextInt(4) == 0
                    ? AmqpArray.described(List.of(descriptor, 7), type, elements)
                    : AmqpArray.described(descriptor, type, elements);
        }
        return nested || wideChars || type == AmqpType.NULL ? AmqpArray.of(type, elements) : javaArray(type, elements);
    }

    private static Object javaArray(AmqpType type, List<@Nullable Object> elements) {
        Object array = Array.newInstance(componentType(type), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static Class<?> componentType(AmqpType type) {
        return switch (type) {
            case BOOLEAN -> boolean.class;
            case UBYTE -> UnsignedByte.class;
            case USHORT -> UnsignedShort.class;
            case UINT -> UnsignedInteger.class;
            case ULONG -> UnsignedLong.class;
            case BYTE -> Byte.class;
            case SHORT -> short.class;
            case INT -> int.class;
            case LONG -> long.class;
            case FLOAT -> float.class;
            case DOUBLE -> double.class;
            case DECIMAL32 -> Decimal32.class;
            case DECIMAL64 -> Decimal64.class;
            case DECIMAL128 -> Decimal128.class;
            case CHAR -> char.class;
            case TIMESTAMP -> Instant.class;
            case UUID -> UUID.class;
            case BINARY -> Binary.class;
            case STRING -> String.class;
            case SYMBOL -> Symbol.class;
            case NULL, LIST, MAP, ARRAY -> throw new IllegalArgumentException("no Java array of " + type);
        };
    }

    private static List<@Nullable Object> fill(int size, Supplier<@Nullable Object> source) {
        List<@Nullable Object> list = new ArrayList<>(Collections.nCopies(size, null));
        list.replaceAll(ignored -> source.get());
        return list;
    }
}
