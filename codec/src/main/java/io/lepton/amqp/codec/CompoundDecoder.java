// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import io.lepton.amqp.collect.OrderedMap;
import io.lepton.amqp.types.Described;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads lists, maps and described values (part 1, 1.2.3 and 1.1.2). */
final class CompoundDecoder {

    /** What is set aside for items that are only announced; more grows as they arrive. */
    static final int MAX_INITIAL_CAPACITY = 32;

    private CompoundDecoder() {}

    /**
     * Reads size and count of a list or map, and checks both against what is left.
     *
     * @param wide whether they take four bytes each, or one
     * @return the index of the end in the upper half, the count in the lower; see {@link Decoder#end} and {@link Decoder#count}
     */
    static long header(Buffer buffer, boolean wide, String type) {
        int width = wide ? 4 : 1;
        int at = buffer.readIndex();
        int size = wide ? buffer.readInt() : buffer.readUnsignedByte();
        if (size < width || size > buffer.readable()) {
            throw DecodeException.malformed(
                    type + " of " + Integer.toUnsignedString(size) + " bytes, but " + buffer.readable() + " are left",
                    at);
        }
        long end = (long) buffer.readIndex() + size;
        int count = wide ? buffer.readInt() : buffer.readUnsignedByte();
        if (count < 0 || count > size - width) {
            throw DecodeException.malformed(
                    type + " of " + Integer.toUnsignedString(count) + " items in " + (size - width) + " bytes", at);
        }
        return end << 32 | count;
    }

    static void requireEnd(Buffer buffer, int end, String type) {
        if (buffer.readIndex() != end) {
            throw DecodeException.malformed(
                    type + " whose items end " + (buffer.readIndex() - end) + " bytes after its size says",
                    buffer.readIndex());
        }
    }

    static void requireDepth(Buffer buffer, int depth) {
        if (depth <= 0) {
            throw DecodeException.limit("value nested too deep", buffer.readIndex());
        }
    }

    static void requireElements(Buffer buffer, int count, DecodeLimits limits, String type) {
        if (count > limits.maxElements()) {
            throw DecodeException.limit(
                    type + " of " + count + " items, but at most " + limits.maxElements() + " are allowed",
                    buffer.readIndex());
        }
    }

    /**
     * The entries to set room aside for at once: in the outermost map those of eight bytes, which is what their room takes,
     * but not within it, where every level could announce the same bytes again.
     */
    private static int capacity(int entries, Buffer buffer, boolean outermost) {
        int plausible = outermost ? Math.max(buffer.readable() / 8, MAX_INITIAL_CAPACITY) : MAX_INITIAL_CAPACITY;
        return Math.min(entries, plausible);
    }

    static List<@Nullable Object> list(Buffer buffer, int code, DecodeLimits limits, int depth) {
        requireDepth(buffer, depth);
        if (code == FormatCode.LIST0) {
            return new ArrayList<>(0);
        }
        long header = header(buffer, code == FormatCode.LIST32, "list");
        int count = Decoder.count(header);
        requireElements(buffer, count, limits, "list");
        List<@Nullable Object> items = new ArrayList<>(Math.min(count, MAX_INITIAL_CAPACITY));
        for (int i = 0; i < count; i++) {
            items.add(ValueDecoder.read(buffer, limits, depth - 1));
        }
        requireEnd(buffer, Decoder.end(header), "list");
        return items;
    }

    static Map<@Nullable Object, @Nullable Object> map(Buffer buffer, int code, DecodeLimits limits, int depth) {
        requireDepth(buffer, depth);
        long header = header(buffer, code == FormatCode.MAP32, "map");
        int entries = entries(buffer, header, limits);
        int begin = buffer.readIndex();
        int compoundKeys = 0;
        OrderedMap<@Nullable Object> map = new OrderedMap<>(capacity(entries, buffer, depth == limits.maxDepth()));
        for (int i = 0; i < entries; i++) {
            Object key;
            if (MapKeys.isCompound(buffer)) {
                MapKeys.requireAllowed(++compoundKeys, limits, buffer.readIndex());
                key = MapKeys.byValue(ValueDecoder.read(buffer, limits, depth - 1));
            } else {
                key = ValueDecoder.read(buffer, limits, depth - 1);
            }
            map.append(key, ValueDecoder.read(buffer, limits, depth - 1));
        }
        requireEnd(buffer, Decoder.end(header), "map");
        int repeated = map.findRepeated();
        if (repeated >= 0) {
            throw Decoder.keyTwice(buffer, begin, repeated, "map");
        }
        return map;
    }

    /** How many entries the map has that this header begins. */
    static int entries(Buffer buffer, long header, DecodeLimits limits) {
        int count = Decoder.count(header);
        requireElements(buffer, count, limits, "map");
        if ((count & 1) != 0) {
            throw DecodeException.malformed("map of " + count + " items, which are not pairs", buffer.readIndex());
        }
        return count / 2;
    }

    static Described described(Buffer buffer, DecodeLimits limits, int depth) {
        requireDepth(buffer, depth);
        Object descriptor = descriptor(buffer, limits, depth);
        return new Described(descriptor, ValueDecoder.read(buffer, limits, depth - 1));
    }

    static Object descriptor(Buffer buffer, DecodeLimits limits, int depth) {
        requireDescriptor(buffer);
        return Objects.requireNonNull(ValueDecoder.read(buffer, limits, depth - 1));
    }

    /** Checks that the descriptor which comes next is not null. */
    static void requireDescriptor(Buffer buffer) {
        if (Decoder.peekCode(buffer) == FormatCode.NULL) {
            throw DecodeException.malformed("descriptor that is null", buffer.readIndex());
        }
    }
}
