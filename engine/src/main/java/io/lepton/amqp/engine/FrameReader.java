// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.ConnectionError;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts the input into frames (part 2, 2.3.1). A frame that came in whole is read where it lies; one that was cut is put
 * together here. The size is checked as soon as the header is there, before anything is kept for it.
 */
final class FrameReader {

    /** What every peer takes (part 2, 2.8.19 MIN-MAX-FRAME-SIZE). */
    static final int MIN_MAX_FRAME_SIZE = 512;

    static final int AMQP = 0;
    static final int SASL = 1;

    private static final int HEADER = 8;
    private static final int WORD = 4;
    private static final int MIN_DATA_OFFSET = 2;
    private static final byte[] EMPTY = {};
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private int maxFrameSize = MIN_MAX_FRAME_SIZE;
    private byte[] input = EMPTY;
    private int position;
    private int end;

    /** The start of a frame whose rest has not come yet. */
    private byte[] kept = EMPTY;

    private int keptCount;

    private final Buffer body = Buffer.wrap(EMPTY);
    private int type;
    private int channel;

    /** The largest frame to take from now on. */
    void maxFrameSize(int size) {
        maxFrameSize = size;
    }

    /** Takes more input, which has to stay as it is until {@link #release()}. */
    void input(byte[] bytes, int offset, int length) {
        int rest = end - position;
        if (rest == 0) {
            input = bytes;
            position = offset;
            end = offset + length;
        } else {
            byte[] joined = Arrays.copyOfRange(input, position, Math.addExact(end, length));
            System.arraycopy(bytes, offset, joined, rest, length);
            input = joined;
            position = 0;
            end = joined.length;
        }
    }

    /** Copies what was not read, if anything, so that the input's array may be used for something else. */
    void release() {
        input = position == end ? EMPTY : Arrays.copyOfRange(input, position, end);
        end -= position;
        position = 0;
    }

    /** Forgets all input. */
    void discard() {
        position = end;
        keptCount = 0;
        kept = EMPTY;
    }

    /** The input that was not read yet: from {@link #position()} on, {@link #available()} bytes. */
    byte[] array() {
        return input;
    }

    int position() {
        return position;
    }

    int available() {
        return end - position;
    }

    void skip(int count) {
        position += count;
    }

    /**
     * Moves to the next frame.
     *
     * @return false if it has not come in whole
     * @throws ProtocolFault if it is malformed or larger than allowed
     */
    boolean next() {
        if (keptCount > 0) {
            return nextFromKept();
        }
        int available = end - position;
        if (available >= HEADER) {
            int size = sizeOf(input, position);
            if (available >= size) {
                open(input, position, size);
                position += size;
                return true;
            }
            keepUpTo(size);
        } else if (available > 0) {
            keepUpTo(HEADER);
        }
        return false;
    }

    /** 0 for AMQP, 1 for SASL. */
    int type() {
        return type;
    }

    /** The channel of an AMQP frame. */
    int channel() {
        return channel;
    }

    /** The body of the frame; good until the next call of {@link #next()}. */
    Buffer body() {
        return body;
    }

    private boolean nextFromKept() {
        if (keptCount < HEADER && !keepUpTo(HEADER)) {
            return false;
        }
        int size = sizeOf(kept, 0);
        if (!keepUpTo(size)) {
            return false;
        }
        keptCount = 0;
        open(kept, 0, size);
        return true;
    }

    /** Keeps input until there are so many bytes of the frame; false if there are not. */
    private boolean keepUpTo(int count) {
        if (kept.length < count) {
            kept = Arrays.copyOf(kept, count);
        }
        int more = Math.min(count - keptCount, end - position);
        System.arraycopy(input, position, kept, keptCount, more);
        position += more;
        keptCount += more;
        return keptCount == count;
    }

    /** The size of the frame that starts here, checked. */
    private int sizeOf(byte[] bytes, int start) {
        long size = Integer.toUnsignedLong((int) INT.get(bytes, start));
        int dataOffset = bytes[start + WORD] & 0xff;
        if (size < HEADER) {
            throw malformed("a frame cannot have " + size + " bytes, its header alone has 8");
        }
        if (size > maxFrameSize) {
            throw malformed(
                    "a frame of " + size + " bytes is larger than the " + maxFrameSize + " that are taken here");
        }
        if (dataOffset < MIN_DATA_OFFSET || dataOffset > size / WORD) {
            throw malformed("a data offset of " + dataOffset + " words does not fit a frame of " + size + " bytes");
        }
        return (int) size;
    }

    private void open(byte[] bytes, int start, int size) {
        int rest = (int) INT.get(bytes, start + WORD);
        type = rest >>> 16 & 0xff;
        channel = rest & 0xffff;
        body.rewrap(bytes, start, size);
        body.skip((rest >>> 24) * WORD);
    }

    private static ProtocolFault malformed(String what) {
        return ProtocolFault.ofConnection(ConnectionError.FRAMING_ERROR, what);
    }
}
