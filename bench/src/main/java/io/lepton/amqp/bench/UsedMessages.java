// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.message.Message;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Uses messages and their bodies again, so that what is measured is the library's alone, as bare sockets send one buffer over
 * and over. A small body is copied when it is sent, so that one is enough; a large one lies where it is until its outcome is
 * known, and the one used last is used next, because it is in the cache.
 */
final class UsedMessages implements Messages {

    private static final class Used {
        private final byte[] body;
        private final Message message;

        Used(byte[] body) {
            this.body = body;
            this.message = Body.message(body);
        }
    }

    private final Arguments arguments;
    private final boolean copied;
    private final Deque<Used> free = new ArrayDeque<>();
    private final Deque<Used> underWay = new ArrayDeque<>();

    UsedMessages(Arguments arguments) {
        this.arguments = arguments;
        copied = arguments.size() < Body.LARGE;
    }

    @Override
    public Message next(long stamp) {
        Used used = free.pollLast();
        if (used == null) {
            used = new Used(Stamp.body(arguments.size(), stamp));
        } else {
            Stamp.put(used.body, stamp);
        }
        (copied ? free : underWay).addLast(used);
        return used.message;
    }

    @Override
    public void settled() {
        if (!copied) {
            free.addLast(underWay.removeFirst());
        }
    }
}
