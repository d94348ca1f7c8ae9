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
        int ascii = copyAscii(text, buffer.array(), begin);
        buffer.truncate(begin + ascii);
        if (ascii < length) {
            Utf8.write(buffer, text, ascii);
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

    /** Copies characters up to the first that is not ASCII, and says how many there were. */
    private static int copyAscii(String text, byte[] bytes, int begin) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return i;
            }
            bytes[begin + i] = (byte) c;
        }
        return length;
    }
}
