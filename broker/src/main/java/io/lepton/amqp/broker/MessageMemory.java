// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

/** How many bytes of messages the queues hold together. Used on the broker's loop only. */
final class MessageMemory {

    private final long limit;
    private long used;

    MessageMemory(long limit) {
        this.limit = limit;
    }

    /** Takes room for a message; false if there is none. */
    boolean take(long bytes) {
        if (bytes > limit - used) {
            return false;
        }
        used += bytes;
        return true;
    }

    /** A message is gone. */
    void give(long bytes) {
        used -= bytes;
    }
}
