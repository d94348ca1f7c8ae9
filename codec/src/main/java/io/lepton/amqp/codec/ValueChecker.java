// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/**
 * Walks over a value and refuses what {@link ValueDecoder} would refuse, but makes no object: the rules are asked of the same
 * methods. Arrays, which are rare and have many rules, are decoded. What it cannot see is a map with a key twice.
 */
final class ValueChecker {

    private ValueChecker() {}

    static void check(Buffer buffer, DecodeLimits limits, int depth) {
        int code = Decoder.peekCode(buffer);
        switch (code) {
            case FormatCode.STR8, FormatCode.STR32 -> string(buffer, limits);
            case FormatCode.SYM8, FormatCode.SYM32 -> symbol(buffer, limits);
            case FormatCode.VBIN8, FormatCode.VBIN32 -> Decoder.readBinarySlice(buffer, limits);
            case FormatCode.LIST0, FormatCode.LIST8, FormatCode.LIST32 -> list(buffer, limits, depth);
            case FormatCode.MAP8, FormatCode.MAP32 -> map(buffer, limits, depth);
            case FormatCode.DESCRIBED -> described(buffer, limits, depth);
            case FormatCode.ARRAY8, FormatCode.ARRAY32 -> ValueDecoder.read(buffer, limits, depth);
            case FormatCode.BOOLEAN -> Decoder.readBoolean(buffer, false);
            case FormatCode.CHAR -> {
                buffer.skip(1);
                ValueDecoder.codePoint(buffer);
            }
            default -> Decoder.skipValue(buffer); // of fixed width, and any bits are a value
        }
    }

    private static void string(Buffer buffer, DecodeLimits limits) {
        int size = buffer.readUnsignedByte() == FormatCode.STR8
                ? buffer.readUnsignedByte()
                : TextDecoder.readSize32(buffer, "string");
        TextDecoder.utf8(buffer, size, limits);
    }

    private static void symbol(Buffer buffer, DecodeLimits limits) {
        int size = buffer.readUnsignedByte() == FormatCode.SYM8
                ? buffer.readUnsignedByte()
                : TextDecoder.readSize32(buffer, "symbol");
        TextDecoder.ascii(buffer, size, limits);
    }

    private static void list(Buffer buffer, DecodeLimits limits, int depth) {
        CompoundDecoder.requireDepth(buffer, depth);
        long header = Decoder.readListHeader(buffer);
        int count = Decoder.count(header);
        CompoundDecoder.requireElements(buffer, count, limits, "list");
        for (int i = 0; i < count; i++) {
            check(buffer, limits, depth - 1);
        }
        Decoder.requireEnd(buffer, header, "list");
    }

    private static void map(Buffer buffer, DecodeLimits limits, int depth) {
        CompoundDecoder.requireDepth(buffer, depth);
        long header = Decoder.readMapHeader(buffer);
        int entries = CompoundDecoder.entries(buffer, header, limits);
        int compoundKeys = 0;
        for (int i = 0; i < entries; i++) {
            if (MapKeys.isCompound(buffer)) {
                MapKeys.requireAllowed(++compoundKeys, limits, buffer.readIndex());
            }
            check(buffer, limits, depth - 1);
            check(buffer, limits, depth - 1);
        }
        Decoder.requireEnd(buffer, header, "map");
    }

    private static void described(Buffer buffer, DecodeLimits limits, int depth) {
        CompoundDecoder.requireDepth(buffer, depth);
        buffer.skip(1);
        CompoundDecoder.requireDescriptor(buffer);
        check(buffer, limits, depth - 1);
        check(buffer, limits, depth - 1);
    }
}
