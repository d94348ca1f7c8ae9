// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Performatives;
import java.util.Arrays;

/** Cuts what one side sends into headers and frames; what does not begin with a header of AMQP stays opaque. */
final class StreamReader {
    private static final int HEADER_BYTES = 8;
    private static final int SMALLEST_FRAME = 8;
    private static final int AMQP = 0x414d5150;
    private static final int SASL_ID = 3;

    private final Side from;
    private final Progress progress;
    private byte[] bytes = new byte[1 << 16];
    private int start;
    private int end;
    private long offset;
    private boolean opaque;

    StreamReader(Side from, Progress progress) {
        this.from = from;
        this.progress = progress;
    }

    /** The bytes that are read, of which those from {@link #start()} on have not passed. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int unread() {
        return end - start;
    }

    /** Makes room for more at {@link #end()}, and tells how much. */
    int room() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        return bytes.length - end;
    }

    int end() {
        return end;
    }

    void added(int count) {
        end += count;
    }

    /** The length of the piece that begins this many bytes after the start; 0 if it is not there as a whole. */
    int nextLength(int skip) {
        int at = start + skip;
        int available = end - at;
        if (opaque) {
            return available;
        }
        if (available < HEADER_BYTES) {
            return 0;
        }
        int first = Buffer.wrap(bytes).getInt(at);
        if (first == AMQP) {
            return HEADER_BYTES;
        }
        if (offset + skip == 0 || first < SMALLEST_FRAME) {
            opaque = true;
            return available;
        }
        return first <= available ? first : 0;
    }

    /** The piece of this length that begins this many bytes after the start; counts it. */
    Piece piece(int skip, int length) {
        Kind kind = opaque ? Kind.OPAQUE : kind(start + skip, length);
        return new Piece(from, kind, (int) progress.add(from, kind), offset + skip, length);
    }

    private Kind kind(int at, int length) {
        Buffer buffer = Buffer.wrap(bytes, at, length);
        if (buffer.getInt(at) == AMQP) {
            return bytes[at + 4] == SASL_ID ? Kind.SASL_HEADER : Kind.AMQP_HEADER;
        }
        int body = 4 * (bytes[at + 4] & 0xff);
        if (body >= length) {
            return Kind.EMPTY;
        }
        buffer.skip(body);
        return Kind.ofDescriptor(Performatives.peekDescriptor(buffer));
    }

    /** So many bytes have passed, or were thrown away. */
    void passed(int count) {
        start += count;
        offset += count;
    }
}
