// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;

/** The part of an outgoing delivery that waits to be sent. */
final class PendingPayload {

    private static final int INITIAL = 1024;

    byte[] bytes;
    int position;
    int end;
    /** Whether nothing will be appended any more. */
    boolean complete;
    /** Whether the bytes stay where and as they are until they are sent. */
    final boolean stable;

    private PendingPayload(byte[] bytes, int position, int end, boolean whole) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        this.complete = whole;
        this.stable = whole;
    }

    /** All of a message, or all that is left of it; takes a copy. */
    static PendingPayload of(byte[] source, int from, int to) {
        return new PendingPayload(Arrays.copyOfRange(source, from, to), 0, to - from, true);
    }

    /** As {@link #of}, of an array that does not change until it is sent: nothing is copied. */
    static PendingPayload lent(byte[] source, int from, int to) {
        return new PendingPayload(source, from, to, true);
    }

    /** The start of a message whose size is not known yet. */
    static PendingPayload stream() {
        return new PendingPayload(new byte[INITIAL], 0, 0, false);
    }

    int remaining() {
        return end - position;
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
