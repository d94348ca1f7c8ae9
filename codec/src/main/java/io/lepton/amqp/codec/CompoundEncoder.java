// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes lists and maps without measuring them first: room for a short header is left, and the items are moved in the rare
 * case that a long one is needed. From {@link #WIDE_FROM} items on it is the other way round.
 */
final class CompoundEncoder {

    private static final int NARROW_HEADER = 3;
    /** A code, and four bytes each of size and count. */
    static final int WIDE_HEADER = 9;

    private static final int WIDE_FROM = 64;

    private CompoundEncoder() {}

    static int start(Buffer buffer) {
        return buffer.extend(NARROW_HEADER);
    }

    static void end(Buffer buffer, int start, int narrow, int wide, int count) {
        int size = buffer.writeIndex() - start - NARROW_HEADER;
        if (size + 1 <= 0xff && count <= 0xff) {
            narrowHeader(buffer, start, narrow, size, count);
        } else {
            shift(buffer, start + NARROW_HEADER, WIDE_HEADER - NARROW_HEADER);
            wideHeader(buffer, start, wide, size, count);
        }
    }

    /** Ends what began with room for a long header. */
    static void endWide(Buffer buffer, int start, int narrow, int wide, int count) {
        int size = buffer.writeIndex() - start - WIDE_HEADER;
        if (size + 1 <= 0xff && count <= 0xff) {
            shift(buffer, start + WIDE_HEADER, NARROW_HEADER - WIDE_HEADER);
            narrowHeader(buffer, start, narrow, size, count);
        } else {
            wideHeader(buffer, start, wide, size, count);
        }
    }

    private static void narrowHeader(Buffer buffer, int start, int code, int size, int count) {
        buffer.setByte(start, code);
        buffer.setByte(start + 1, size + 1);
        buffer.setByte(start + 2, count);
    }

    private static void wideHeader(Buffer buffer, int start, int code, int size, int count) {
        buffer.setByte(start, code);
        buffer.setInt(start + 1, Math.addExact(size, 4));
        buffer.setInt(start + 5, count);
    }

    /** Moves everything from {@code from} on by {@code distance} bytes, back if that is negative. */
    static void shift(Buffer buffer, int from, int distance) {
        int end = buffer.writeIndex();
        if (distance > 0) {
            buffer.extend(distance);
        } else {
            buffer.truncate(end + distance);
        }
        System.arraycopy(buffer.array(), from, buffer.array(), from + distance, end - from);
    }

    static void writeList(Buffer buffer, Collection<?> list, int depth) {
        if (list.size() < WIDE_FROM) {
            int start = start(buffer);
            Encoder.endList(buffer, start, writeItems(buffer, list, depth));
        } else {
            int start = buffer.extend(WIDE_HEADER);
            int count = writeItems(buffer, list, depth);
            endWide(buffer, start, FormatCode.LIST8, FormatCode.LIST32, count);
        }
    }

    static void writeMap(Buffer buffer, Map<?, ?> map, int depth) {
        if (map.size() < WIDE_FROM / 2) {
            int start = start(buffer);
            Encoder.endMap(buffer, start, writeEntries(buffer, map, depth));
        } else {
            int start = buffer.extend(WIDE_HEADER);
            int count = writeEntries(buffer, map, depth);
            endWide(buffer, start, FormatCode.MAP8, FormatCode.MAP32, count);
        }
    }

    /** A list as it stands in an array: with a long header, without a code. */
    static void writeBareList(Buffer buffer, Collection<?> list, int depth) {
        int start = buffer.extend(8);
        int count = writeItems(buffer, list, depth);
        endBare(buffer, start, count);
    }

    /** A map as it stands in an array: with a long header, without a code. */
    static void writeBareMap(Buffer buffer, Map<?, ?> map, int depth) {
        int start = buffer.extend(8);
        int count = writeEntries(buffer, map, depth);
        endBare(buffer, start, count);
    }

    static void endBare(Buffer buffer, int start, int count) {
        buffer.setInt(start, buffer.writeIndex() - start - 4);
        buffer.setInt(start + 4, count);
    }

    private static int writeItems(Buffer buffer, Collection<?> list, int depth) {
        int count = 0;
        for (@Nullable Object item : list) {
            ValueEncoder.write(buffer, item, depth);
            count++;
        }
        return count;
    }

    private static int writeEntries(Buffer buffer, Map<?, ?> map, int depth) {
        int count = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            ValueEncoder.write(buffer, entry.getKey(), depth);
            ValueEncoder.write(buffer, entry.getValue(), depth);
            count += 2;
        }
        return count;
    }
}
