// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The queues by address. Changed on the broker's loop only; may be looked into from any thread. */
final class Addresses {

    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private final BrokerOptions options;
    private final MessageMemory memory;

    Addresses(BrokerOptions options) {
        this.options = options;
        this.memory = new MessageMemory(options.maxBytes());
    }

    @Nullable
    Queue find(String address) {
        return queues.get(address);
    }

    /** The queue with this address, made if there is none. */
    Queue get(String address) {
        return queues.computeIfAbsent(address, name -> new Queue(name, options.maxMessagesPerQueue(), memory));
    }

    /** A new queue under an address that nobody can guess. */
    Queue createDynamic() {
        return get("dynamic-" + UUID.randomUUID());
    }

    /** The node of a dynamic link goes with the link (part 3, 3.5.10 delete-on-close). */
    void remove(Queue queue) {
        queues.remove(queue.address(), queue);
        queue.discard();
    }
}
