// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to values (part 1). Every method reads one value, or the beginning of one, at the buffer's read index and leaves the
 * index behind it.
 *
 * <p>Whatever the bytes are, the only exception is {@link DecodeException}; the read index is then anywhere. Sizes and
 * counts are believed only as far as there are bytes for them, so that memory is bounded by a small multiple of the input.
 *
 * <p>Lists and maps belong to the caller, who may change them. Maps keep the order of the wire; their keys are of any type,
 * null included, and arrays as keys come as {@link io.lepton.amqp.types.AmqpArray}, which compares by content.
 */
public final class Decoder {

    private Decoder() {}

    /** The next value, of any type; null is a value too. */
    public static @Nullable Object readValue(Buffer buffer, DecodeLimits limits) {
        return ValueDecoder.read(buffer, limits, limits.maxDepth());
    }

    /**
     * Passes over the next value, whatever it is, and looks at no more than its constructor and size: what is inside is not
     * checked. Needs neither memory nor stack, however deep the value is nested.
     */
    public static void skipValue(Buffer buffer) {
        int pending = 1;
        while (pending > 0) {
            int code = buffer.readUnsignedByte();
            if (code == FormatCode.DESCRIBED) {
                pending++; // a descriptor and a value in place of one value
            } else {
                skipData(buffer, code);
                pending--;
            }
        }
    }

    /**
     * Passes over the next value and refuses what {@link #readValue} would refuse, except a map that has a key twice.
     * Allocates nothing, unless there are arrays in it.
     */
    public static void checkValue(Buffer buffer, DecodeLimits limits) {
        ValueChecker.check(buffer, limits, limits.maxDepth());
    }

    private static void skipData(Buffer buffer, int code) {
        if (!FormatCode.isKnown(code)) {
            throw ValueDecoder.unknown(buffer, code);
        }
        switch (code >> 4) {
            case 0x4 -> {}
            case 0x5 -> buffer.skip(1);
            case 0x6 -> buffer.skip(2);
            case 0x7 -> buffer.skip(4);
            case 0x8 -> buffer.skip(8);
            case 0x9 -> buffer.skip(16);
            case 0xa, 0xc, 0xe -> buffer.skip(buffer.readUnsignedByte());
            default -> buffer.skip(buffer.readInt());
        }
    }

    /** The next byte without moving on: a {@link FormatCode}. */
    public static int peekCode(Buffer buffer) {
        if (buffer.readable() < 1) {
            buffer.skip(1);
        }
        return buffer.getByte(buffer.readIndex()) & 0xff;
    }

    /** Whether the next value is null; moves past it if so. */
    public static boolean readNull(Buffer buffer) {
        boolean isNull = peekCode(buffer) == FormatCode.NULL;
        if (isNull) {
            buffer.skip(1);
        }
        return isNull;
    }

    /** A boolean, or {@code ifNull}. */
    public static boolean readBoolean(Buffer buffer, boolean ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.TRUE -> true;
            case FormatCode.FALSE -> false;
            case FormatCode.BOOLEAN -> ValueDecoder.bool(buffer);
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "boolean");
        };
    }

    /** A ubyte, 0 to 255, or {@code ifNull}. */
    public static int readUbyte(Buffer buffer, int ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.UBYTE -> buffer.readUnsignedByte();
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "ubyte");
        };
    }

    /** A ushort, 0 to 65,535, or {@code ifNull}. */
    public static int readUshort(Buffer buffer, int ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.USHORT -> buffer.readShort() & 0xffff;
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "ushort");
        };
    }

    /** The 32 bits of a uint, or {@code ifNull}. */
    public static int readUint(Buffer buffer, int ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.SMALLUINT -> buffer.readUnsignedByte();
            case FormatCode.UINT0 -> 0;
            case FormatCode.UINT -> buffer.readInt();
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "uint");
        };
    }

    /** The 64 bits of a ulong, or {@code ifNull}. */
    public static long readUlong(Buffer buffer, long ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.SMALLULONG -> buffer.readUnsignedByte();
            case FormatCode.ULONG0 -> 0;
            case FormatCode.ULONG -> buffer.readLong();
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "ulong");
        };
    }

    /** A timestamp in milliseconds since 1970, or {@code ifNull}. */
    public static long readTimestamp(Buffer buffer, long ifNull) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.TIMESTAMP -> buffer.readLong();
            case FormatCode.NULL -> ifNull;
            default -> throw wrongType(buffer, code, "timestamp");
        };
    }

    /** A string or null. */
    public static @Nullable String readString(Buffer buffer, DecodeLimits limits) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.STR8 -> TextDecoder.string(buffer, buffer.readUnsignedByte(), limits);
            case FormatCode.STR32 -> TextDecoder.string(buffer, TextDecoder.readSize32(buffer, "string"), limits);
            case FormatCode.NULL -> null;
            default -> throw wrongType(buffer, code, "string");
        };
    }

    /** A symbol or null. */
    public static @Nullable Symbol readSymbol(Buffer buffer, DecodeLimits limits) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.SYM8 -> TextDecoder.symbol(buffer, buffer.readUnsignedByte(), limits);
            case FormatCode.SYM32 -> TextDecoder.symbol(buffer, TextDecoder.readSize32(buffer, "symbol"), limits);
            case FormatCode.NULL -> null;
            default -> throw wrongType(buffer, code, "symbol");
        };
    }

    /** A copy of a binary, or null. */
    public static byte @Nullable [] readBinary(Buffer buffer, DecodeLimits limits) {
        long slice = readBinarySlice(buffer, limits);
        if (slice < 0) {
            return null;
        }
        return Arrays.copyOfRange(buffer.array(), sliceOffset(slice), sliceOffset(slice) + sliceLength(slice));
    }

    /**
     * Where a binary is within the buffer's array, without a copy: see {@link #sliceOffset} and {@link #sliceLength}.
     *
     * @return -1 for null
     */
    public static long readBinarySlice(Buffer buffer, DecodeLimits limits) {
        int code = buffer.readUnsignedByte();
        int size;
        switch (code) {
            case FormatCode.VBIN8 -> size = buffer.readUnsignedByte();
            case FormatCode.VBIN32 -> size = TextDecoder.readSize32(buffer, "binary");
            case FormatCode.NULL -> {
                return -1;
            }
            default -> throw wrongType(buffer, code, "binary");
        }
        return (long) TextDecoder.content(buffer, size, limits.maxBinaryLength(), "binary") << 32 | size;
    }

    /** The first index of a slice in the buffer's array. */
    public static int sliceOffset(long slice) {
        return (int) (slice >>> 32);
    }

    /** The number of bytes of a slice. */
    public static int sliceLength(long slice) {
        return (int) slice;
    }

    /** A list, or null. */
    public static @Nullable List<@Nullable Object> readList(Buffer buffer, DecodeLimits limits) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.LIST0, FormatCode.LIST8, FormatCode.LIST32 ->
                CompoundDecoder.list(buffer, code, limits, limits.maxDepth());
            case FormatCode.NULL -> null;
            default -> throw wrongType(buffer, code, "list");
        };
    }

    /** A map in the order of the wire, or null. */
    public static @Nullable Map<@Nullable Object, @Nullable Object> readMap(Buffer buffer, DecodeLimits limits) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.MAP8, FormatCode.MAP32 -> CompoundDecoder.map(buffer, code, limits, limits.maxDepth());
            case FormatCode.NULL -> null;
            default -> throw wrongType(buffer, code, "map");
        };
    }

    /**
     * The beginning of a list, up to its first item: see {@link #count} and {@link #end}. Who has read the items says
     * {@link #requireEnd}.
     */
    public static long readListHeader(Buffer buffer) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.LIST8 -> CompoundDecoder.header(buffer, false, "list");
            case FormatCode.LIST32 -> CompoundDecoder.header(buffer, true, "list");
            case FormatCode.LIST0 -> (long) buffer.readIndex() << 32;
            default -> throw wrongType(buffer, code, "list");
        };
    }

    /** The beginning of a map, up to its first key; {@link #count} is the number of keys and values together. */
    public static long readMapHeader(Buffer buffer) {
        int code = buffer.readUnsignedByte();
        return switch (code) {
            case FormatCode.MAP8 -> CompoundDecoder.header(buffer, false, "map");
            case FormatCode.MAP32 -> CompoundDecoder.header(buffer, true, "map");
            default -> throw wrongType(buffer, code, "map");
        };
    }

    /** How many items the list or map has that this header begins. */
    public static int count(long header) {
        return (int) header;
    }

    /** The index behind the list or map that this header begins. */
    public static int end(long header) {
        return (int) (header >>> 32);
    }

    /**
     * Checks that the items ended where the size of their list or map says.
     *
     * @param what whose items, for the message
     */
    public static void requireEnd(Buffer buffer, long header, String what) {
        CompoundDecoder.requireEnd(buffer, end(header), what);
    }

    /**
     * For a map that has a key twice, with the place of the second.
     *
     * @param begin the index of the map's first key
     * @param entry which entry has the key again, counted from 0
     * @param what whose key, for the message
     */
    public static DecodeException keyTwice(Buffer buffer, int begin, int entry, String what) {
        buffer.readIndex(begin);
        for (int i = 0; i < 2 * entry; i++) {
            skipValue(buffer);
        }
        return DecodeException.malformed(what + " with the same key twice", buffer.readIndex());
    }

    private static DecodeException wrongType(Buffer buffer, int code, String wanted) {
        return DecodeException.malformed(
                wanted + " expected, but found " + FormatCode.describe(code), buffer.readIndex() - 1);
    }
}
