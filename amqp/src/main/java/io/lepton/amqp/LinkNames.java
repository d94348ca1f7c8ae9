// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Link names that no other link has: not in this container, and not in another one with the same id, which brokers would
 * take for the same (part 2, 2.6.1).
 */
final class LinkNames {

    private final String prefix = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong count = new AtomicLong();

    String next() {
        return prefix + "-" + count.incrementAndGet();
    }
}
