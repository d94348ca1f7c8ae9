// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.message.Message;

/** How many bytes of messages the queues hold together. Used on the broker's loop only. */
final class MessageMemory {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int LARGEST_SCRATCH = 1 << 20;

    private final long limit;
    private long used;
    private Buffer scratch = Buffer.allocate(FIRST_CAPACITY);

    MessageMemory(long limit) {
        this.limit = limit;
    }

    /** How many bytes a message takes as it travels. */
    int sizeOf(Message message) {
        if (scratch.array().length > LARGEST_SCRATCH) {
            scratch = Buffer.allocate(FIRST_CAPACITY);
        }
        scratch.clear();
        message.encode(scratch);
        return scratch.readable();
    }

    /** Takes room for a message; false if there is none. */
    boolean take(int bytes) {
        if (used + bytes > limit) {
            return false;
        }
        used += bytes;
        return true;
    }

    /** A message is gone. */
    void give(int bytes) {
        used -= bytes;
    }
}
