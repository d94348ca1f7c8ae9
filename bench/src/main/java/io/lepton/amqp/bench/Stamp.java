// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first eight bytes of each body: the sender's monotonic clock in nanoseconds, big-endian. On Linux that clock is
 * one for all processes of the machine, so that a receiver can tell how old the message is. Zero ends the traffic.
 */
final class Stamp {
    static final int BYTES = Long.BYTES;

    /** The stamp of the message that says that no other comes. */
    static final long END = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Stamp() {}

    /** A new body of {@code size} bytes that begins with {@code stamp}. */
    static byte[] body(int size, long stamp) {
        byte[] body = new byte[size];
        put(body, stamp);
        return body;
    }

    static void put(byte[] body, long stamp) {
        LONGS.set(body, 0, stamp);
    }

    static long of(byte[] body) {
        return at(body, 0);
    }

    static long at(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }
}
