// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UTF-8, strict both ways: one spelling a character, no surrogates, nothing cut off (RFC 3629). */
final class Utf8 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long EIGHT_SIGNS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether all bytes are 7-bit ASCII: eight at a time, the last eight possibly once more. */
    static boolean isAscii(byte[] bytes, int offset, int length) {
        if (length < 8) {
            return isShortAscii(bytes, offset, length);
        }
        int last = offset + length - 8;
        long all = (long) LONG.get(bytes, last);
        for (int i = offset; i < last; i += 8) {
            all |= (long) LONG.get(bytes, i);
        }
        return (all & EIGHT_SIGNS) == 0;
    }

    /** Up to seven bytes: also at once, and what is behind them shifted away, if the array has eight. */
    private static boolean isShortAscii(byte[] bytes, int offset, int length) {
        if (offset + 8 <= bytes.length) {
            long first = (long) LONG.get(bytes, offset);
            return ((first >>> (8 * (7 - length)) >>> 8) & EIGHT_SIGNS) == 0;
        }
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** The index of the first sequence that is not legal, or -1 if all are. */
    static int findIllegal(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int width = bytes[i] >= 0 ? 1 : legalWidth(bytes, i, end);
            if (width == 0) {
                return i;
            }
            i += width;
        }
        return -1;
    }

    /** How many bytes the legal sequence at {@code i} has, which is not ASCII; 0 if it is not legal. */
    private static int legalWidth(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xff;
        int width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || end - i < width) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        if (second < lowestSecond(first) || second > highestSecond(first)) {
            return 0;
        }
        for (int k = 2; k < width; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    /** Lower bytes would be a longer spelling than needed. */
    private static int lowestSecond(int first) {
        return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    }

    /** Higher bytes would be a surrogate or beyond U+10FFFF. */
    private static int highestSecond(int first) {
        return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    }

    /**
     * Appends the characters from {@code from} on.
     *
     * @throws EncodeException if a surrogate stands alone
     */
    static void write(Buffer buffer, String text, int from) {
        int length = text.length();
        buffer.ensureWritable(Math.multiplyExact(length - from, 3));
        byte[] bytes = buffer.array();
        int out = buffer.writeIndex();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[out++] = (byte) c;
            } else if (c < 0x800) {
                bytes[out++] = (byte) (0xc0 | c >> 6);
                bytes[out++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate(c)) {
                out = writePair(bytes, out, pairAt(text, i++));
            } else {
                bytes[out++] = (byte) (0xe0 | c >> 12);
                bytes[out++] = (byte) (0x80 | (c >> 6 & 0x3f));
                bytes[out++] = (byte) (0x80 | (c & 0x3f));
            }
        }
        buffer.writeIndex(out);
    }

    private static int pairAt(String text, int index) {
        int codePoint = text.codePointAt(index);
        if (codePoint < 0x10000) {
            throw new EncodeException("a string has half a surrogate pair at index " + index
                    + ", which is no character and has no UTF-8");
        }
        return codePoint;
    }

    private static int writePair(byte[] bytes, int out, int codePoint) {
        bytes[out] = (byte) (0xf0 | codePoint >> 18);
        bytes[out + 1] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
        bytes[out + 2] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
        bytes[out + 3] = (byte) (0x80 | (codePoint & 0x3f));
        return out + 4;
    }
}
