// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import java.util.Arrays;

/**
 * Payload that is part of the output without being copied there: each part lies in an array of the layer above, and belongs
 * at a place in the output's buffer. For large messages, of which each copy costs as much as all the rest of sending them.
 */
final class LentParts {

    private static final int FIRST_CAPACITY = 8;
    private static final byte[] NOTHING = {};

    private byte[][] arrays = {};
    private int[] offsets = {};
    private int[] lengths = {};
    /** Where in the output they belong, in ascending order. */
    private int[] places = {};

    private int count;
    private long size;

    /** Bytes of all parts. */
    long size() {
        return size;
    }

    void add(int place, byte[] bytes, int offset, int length) {
        if (count == arrays.length) {
            makeRoom();
        }
        arrays[count] = bytes;
        offsets[count] = offset;
        lengths[count] = length;
        places[count] = place;
        count++;
        size += length;
    }

    private void makeRoom() {
        int capacity = Math.max(FIRST_CAPACITY, 2 * count);
        arrays = Arrays.copyOf(arrays, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        places = Arrays.copyOf(places, capacity);
    }

    /** Gives the sink the output with all parts in their places, and forgets them. The output is read to its end. */
    void giveAll(Buffer output, OutputSink sink) {
        long more = output.readable() + size;
        int parts = count;
        count = 0; // should the sink throw, the stream is broken, and nothing of it may be given twice
        size = 0;
        for (int i = 0; i < parts; i++) {
            more = giveUpTo(places[i], output, sink, more);
            byte[] part = arrays[i];
            arrays[i] = NOTHING;
            more -= lengths[i];
            sink.take(part, offsets[i], lengths[i], more);
        }
        giveUpTo(output.writeIndex(), output, sink, more);
    }

    private static long giveUpTo(int place, Buffer output, OutputSink sink, long more) {
        int from = output.readIndex();
        int length = place - from;
        if (length > 0) {
            output.readIndex(place);
            sink.take(output.array(), from, length, more - length);
        }
        return more - length;
    }

    /** Copies all parts to their places in the output. */
    void copyInto(Buffer output) {
        if (count > 0) {
            Buffer whole = Buffer.allocate(Math.toIntExact(output.readable() + size));
            giveAll(output, (bytes, offset, length, more) -> whole.writeBytes(bytes, offset, length));
            output.clear();
            output.writeBytes(whole, whole.readable());
        }
    }
}
