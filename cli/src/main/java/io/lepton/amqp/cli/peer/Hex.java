// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.types.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Bytes as hexadecimal digits, read from and written to JSON piece by piece. */
final class Hex {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final int PIECE = 1 << 13;

    private Hex() {}

    /** The bytes whose digits stand up to the next quotation mark; {@code digits} answers the same bytes at every call. */
    static byte[] decode(Supplier<InputStream> digits, String what) throws IOException {
        long count = count(digits.get());
        if ((count & 1) != 0 || count / 2 > Integer.MAX_VALUE - 8) {
            throw new InputException(what + " is hexadecimal digits, two a byte, not " + count);
        }
        byte[] bytes = new byte[(int) (count / 2)];
        byte[] piece = new byte[PIECE];
        InputStream in = digits.get();
        int high = -1;
        int done = 0;
        while (done < bytes.length) {
            int read = in.read(piece, 0, piece.length);
            for (int i = 0; i < read && done < bytes.length; i++) {
                int digit = Character.digit(piece[i], 16);
                if (digit < 0) {
                    throw new InputException(what + " is hexadecimal digits");
                }
                if (high < 0) {
                    high = digit;
                } else {
                    bytes[done++] = (byte) (high << 4 | digit);
                    high = -1;
                }
            }
        }
        return bytes;
    }

    private static long count(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        long count = 0;
        for (int read = in.read(piece, 0, piece.length); read > 0; read = in.read(piece, 0, piece.length)) {
            for (int i = 0; i < read; i++) {
                if (piece[i] == '"') {
                    return count + i;
                }
            }
            count += read;
        }
        throw new InputException("a text without an end");
    }

    /** Writes the digits of part of an array as one JSON text. */
    static void write(JsonGenerator json, byte[] bytes, int offset, int length) throws IOException {
        json.writeRawValue("\"");
        char[] piece = new char[(int) Math.min(PIECE, 2L * length)];
        int filled = 0;
        for (int i = offset; i < offset + length; i++) {
            piece[filled++] = DIGITS[bytes[i] >> 4 & 15];
            piece[filled++] = DIGITS[bytes[i] & 15];
            if (filled == piece.length) {
                json.writeRaw(piece, 0, filled);
                filled = 0;
            }
        }
        json.writeRaw(piece, 0, filled);
        json.writeRaw('"');
    }

    /** The digits of a few bytes. */
    static String of(Binary bytes) {
        StringBuilder text = new StringBuilder(2 * bytes.size());
        for (int i = 0; i < bytes.size(); i++) {
            text.append(DIGITS[bytes.get(i) >> 4 & 15]).append(DIGITS[bytes.get(i) & 15]);
        }
        return text.toString();
    }
}
