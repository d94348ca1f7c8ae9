// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import java.util.Arrays;

/** The part of an outgoing delivery that is still to be sent: in one array, or in two that follow one another. */
final class PendingPayload {

    private static final int INITIAL = 1024;
    private static final byte[] NOTHING = {};

    private byte[] bytes;
    private int position;
    private int end;

    private byte[] next = NOTHING;
    private int nextPosition;
    private int nextEnd;

    /** Whether nothing will be appended any more. */
    boolean complete;
    /** Whether the bytes stay where and as they are until they are sent. */
    private boolean stable;

    private PendingPayload(byte[] bytes, int position, int end, boolean complete, boolean stable) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        this.complete = complete;
        this.stable = stable;
    }

    /** All of a message, which is read; what is not sent at once has to be {@link #keep kept}. */
    static PendingPayload of(Buffer payload) {
        PendingPayload all =
                new PendingPayload(payload.array(), payload.readIndex(), payload.writeIndex(), true, false);
        payload.skip(payload.readable());
        return all;
    }

    /** All of a message, in arrays that don't change until it is sent; both are read. */
    static PendingPayload lent(Buffer start, Buffer rest) {
        PendingPayload all = new PendingPayload(start.array(), start.readIndex(), start.writeIndex(), true, true);
        start.skip(start.readable());
        all.next = rest.array();
        all.nextPosition = rest.readIndex();
        all.nextEnd = rest.writeIndex();
        rest.skip(rest.readable());
        return all;
    }

    /** The payload of a delivery that has none. */
    static PendingPayload nothing() {
        return new PendingPayload(NOTHING, 0, 0, true, true);
    }

    /** The start of a message whose size is not known yet. */
    static PendingPayload stream() {
        return new PendingPayload(new byte[INITIAL], 0, 0, false, false);
    }

    int remaining() {
        return end - position + nextEnd - nextPosition;
    }

    /** Moves the next bytes into the frame in hand. */
    void moveTo(FrameWriter writer, int count) {
        int fromFirst = Math.min(count, end - position);
        writer.payload(bytes, position, fromFirst, stable);
        position += fromFirst;
        if (fromFirst < count) {
            useNext();
            moveTo(writer, count - fromFirst);
        }
    }

    private void useNext() {
        bytes = next;
        position = nextPosition;
        end = nextEnd;
        next = NOTHING;
        nextPosition = 0;
        nextEnd = 0;
    }

    /** It has to wait: bytes that may change are copied. */
    void keep() {
        if (!stable) {
            bytes = Arrays.copyOfRange(bytes, position, end);
            end -= position;
            position = 0;
            stable = true;
        }
    }

    void append(byte[] source, int from, int length) {
        if (bytes.length - end < length) {
            makeRoom(length);
        }
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int remaining = remaining();
        int needed = Math.addExact(remaining, length);
        byte[] target = needed <= bytes.length ? bytes : new byte[Math.max(needed, 2 * bytes.length)];
        System.arraycopy(bytes, position, target, 0, remaining);
        bytes = target;
        position = 0;
        end = remaining;
    }
}
