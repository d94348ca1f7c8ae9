// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/**
 * Turns elements that were written with four bytes of size (and count) into elements with one byte, if all of them permit.
 * Elements are written once and moved once, whatever the nesting.
 */
final class ArrayNarrowing {

    /** A long size counts the four bytes of the count, a short one its single byte. */
    private static final int MAX_WIDE_COMPOUND = 0xff + 3;

    private ArrayNarrowing() {}

    /** Narrows the elements from {@code start} on, and the code in front of them; does nothing for codes without size. */
    static void narrow(Buffer buffer, int start, int code) {
        boolean variable = code >> 4 == 0xb;
        boolean compound = code >> 4 == 0xd || code >> 4 == 0xf;
        if ((variable || compound) && fits(buffer, start, compound)) {
            buffer.setByte(start - 1, code - 0x10);
            buffer.truncate(compact(buffer, start, compound));
        }
    }

    private static boolean fits(Buffer buffer, int start, boolean compound) {
        int max = compound ? MAX_WIDE_COMPOUND : 0xff;
        for (int i = start; i < buffer.writeIndex(); i += 4 + buffer.getInt(i)) {
            if (buffer.getInt(i) > max || (compound && buffer.getInt(i + 4) > 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** Answers the new end. */
    private static int compact(Buffer buffer, int start, boolean compound) {
        int end = buffer.writeIndex();
        int out = start;
        for (int in = start; in < end; ) {
            int size = buffer.getInt(in);
            int next = in + 4 + size;
            if (compound) {
                buffer.setByte(out++, size - 3);
                buffer.setByte(out++, buffer.getInt(in + 4));
            } else {
                buffer.setByte(out++, size);
            }
            int data = in + (compound ? 8 : 4);
            System.arraycopy(buffer.array(), data, buffer.array(), out, next - data);
            out += next - data;
            in = next;
        }
        return out;
    }
}
