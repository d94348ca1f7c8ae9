// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/** Writes strings: ASCII in one pass, and anything else in one more look at what is not. */
final class TextEncoder {

    private TextEncoder() {}

    static void writeString(Buffer buffer, String text) {
        int length = text.length();
        boolean narrow = length <= 0xff;
        int start = buffer.writeIndex();
        int begin = start + (narrow ? 2 : 5);
        buffer.ensureWritable(Math.addExact(length, 5));
        if (isAscii(text)) {
            copyAscii(text, buffer.array(), begin);
            buffer.truncate(begin + length);
        } else {
            buffer.truncate(begin);
            Utf8.write(buffer, text, 0);
        }
        int size = buffer.writeIndex() - begin;
        if (size <= 0xff) {
            buffer.setShort(start, FormatCode.STR8 << 8 | size);
        } else {
            if (narrow) {
                CompoundEncoder.shift(buffer, begin, 3);
            }
            buffer.setByte(start, FormatCode.STR32);
            buffer.setInt(start + 1, size);
        }
    }

    /** A string as it stands in an array: with a long size, without a code. */
    static void writeBareString(Buffer buffer, String text) {
        int start = buffer.extend(4);
        Utf8.write(buffer, text, 0);
        buffer.setInt(start, buffer.writeIndex() - start - 4);
    }

    /** A loop that nothing leaves early takes half the time of one that stops at the first character beyond ASCII. */
    private static boolean isAscii(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }

    /** The method is deprecated because it keeps the lower bytes alone, which are all that ASCII has; it copies at once. */
    @SuppressWarnings("deprecation")
    private static void copyAscii(String text, byte[] bytes, int begin) {
        text.getBytes(0, text.length(), bytes, begin);
    }
}
