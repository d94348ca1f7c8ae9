// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Numbers from zero on, each of which is to be seen once and in order; messages that carry them. */
final class Numbers {
    private static final int BODY_BYTES = 100;

    private final int count;
    private final BitSet seen;
    private int next;
    private int twice;
    private int outOfOrder;

    Numbers(int count) {
        this.count = count;
        seen = new BitSet(count);
    }

    static Message message(int number) {
        return Message.of(
                Binary.of(ByteBuffer.allocate(BODY_BYTES).putInt(number).array()));
    }

    static int of(Message message) {
        if (message.body() instanceof Binary bytes && bytes.size() == BODY_BYTES) {
            return bytes.asByteBuffer().getInt(0);
        }
        throw new IllegalArgumentException("carries no number: " + message);
    }

    void see(int number) {
        if (seen.get(number)) {
            twice++;
        }
        if (number != next) {
            outOfOrder++;
        }
        seen.set(number);
        next = number + 1;
    }

    boolean complete() {
        return seen.cardinality() >= count;
    }

    /** {@code seen N, twice N, out of order N}. */
    @Override
    public String toString() {
        return "seen " + seen.cardinality() + ", twice " + twice + ", out of order " + outOfOrder;
    }

    /** What {@link #toString()} says when all is well. */
    static String each(int count) {
        return "seen " + count + ", twice 0, out of order 0";
    }
}
