// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;

/** Reads what follows the size of a string, a symbol or a binary. */
final class TextDecoder {

    private TextDecoder() {}

    /** A 32-bit size that the bytes at hand can satisfy. */
    static int readSize32(Buffer buffer, String type) {
        int size = buffer.readInt();
        if (size < 0) {
            throw tooLarge(buffer, type, size);
        }
        return size;
    }

    private static DecodeException tooLarge(Buffer buffer, String type, int size) {
        return DecodeException.malformed(
                type + " of " + Integer.toUnsignedString(size) + " bytes, but only " + buffer.readable() + " are left",
                buffer.readIndex());
    }

    /** Passes over {@code size} bytes of content and says where they begin. */
    static int content(Buffer buffer, int size, int max, String type) {
        if (size > buffer.readable()) {
            throw tooLarge(buffer, type, size);
        }
        if (size > max) {
            throw DecodeException.limit(
                    type + " of " + size + " bytes, but at most " + max + " are allowed", buffer.readIndex());
        }
        return buffer.advance(size);
    }

    static String string(Buffer buffer, int size, DecodeLimits limits) {
        int begin = content(buffer, size, limits.maxStringLength(), "string");
        byte[] bytes = buffer.array();
        if (Utf8.isAscii(bytes, begin, size)) {
            return new String(bytes, begin, size, StandardCharsets.ISO_8859_1);
        }
        requireUtf8(bytes, begin, size);
        return new String(bytes, begin, size, StandardCharsets.UTF_8);
    }

    /** Passes over a string after checking that it is one. */
    static void utf8(Buffer buffer, int size, DecodeLimits limits) {
        int begin = content(buffer, size, limits.maxStringLength(), "string");
        if (!Utf8.isAscii(buffer.array(), begin, size)) {
            requireUtf8(buffer.array(), begin, size);
        }
    }

    private static void requireUtf8(byte[] bytes, int begin, int size) {
        int illegal = Utf8.findIllegal(bytes, begin, size);
        if (illegal >= 0) {
            throw DecodeException.malformed("string that is not UTF-8", illegal);
        }
    }

    static Symbol symbol(Buffer buffer, int size, DecodeLimits limits) {
        int begin = ascii(buffer, size, limits);
        byte[] bytes = buffer.array();
        Symbol known = KnownSymbols.find(bytes, begin, size);
        return known != null ? known : Symbol.ofAscii(bytes, begin, size);
    }

    /** Passes over a symbol after checking that it is one, and says where it begins. */
    static int ascii(Buffer buffer, int size, DecodeLimits limits) {
        int begin = content(buffer, size, limits.maxSymbolLength(), "symbol");
        if (!Utf8.isAscii(buffer.array(), begin, size)) {
            throw DecodeException.malformed("symbol that is not ASCII", begin);
        }
        return begin;
    }
}
