// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.protocol.LifetimePolicy;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The queues by address. Changed on the broker's loop only; may be looked into from any thread. */
final class Addresses {

    /** The longest address in characters: each queue keeps its own. */
    static final int LONGEST = 1_024;

    private static final String DYNAMIC = "dynamic-";

    /** An address that was made here: where it has no queue, the queue is gone. */
    private static final Pattern MADE_HERE = Pattern.compile(DYNAMIC + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

    /** Why there is no queue with this address, and cannot be one; null if there is or can be. */
    @Nullable
    ErrorCondition obstacle(String address) {
        if (queues.containsKey(address)) {
            return null;
        }
        if (MADE_HERE.matcher(address).matches()) {
            return ErrorCondition.of(AmqpError.NOT_FOUND, "the dynamic node \"" + address + "\" is gone");
        }
        if (address.length() > LONGEST) {
            return ErrorCondition.of(
                    AmqpError.INVALID_FIELD,
                    "an address has at most " + LONGEST + " characters, not " + address.length());
        }
        return obstacleToOneMore();
    }

    /** Why there cannot be another queue; null if there can. */
    @Nullable
    ErrorCondition obstacleToOneMore() {
        return queues.size() < options.maxQueues()
                ? null
                : ErrorCondition.of(
                        AmqpError.RESOURCE_LIMIT_EXCEEDED, "the broker has " + options.maxQueues() + " queues already");
    }

    /** The queue with this address, made if there is none. It goes when it has neither links nor messages. */
    Queue get(String address) {
        return queues.computeIfAbsent(
                address, name -> queue(name, LifetimePolicy.DELETE_ON_NO_LINKS_OR_MESSAGES, false));
    }

    /** A new queue under an address that nobody can guess, which stays as long as the link that it is made for, at least. */
    Queue createDynamic(LifetimePolicy policy) {
        Queue queue = queue(DYNAMIC + UUID.randomUUID(), policy, true);
        queues.put(queue.address(), queue);
        return queue;
    }

    private Queue queue(String address, LifetimePolicy policy, boolean owned) {
        return new Queue(address, options.maxMessagesPerQueue(), memory, new Lifetime(policy, owned));
    }

    /** Takes a queue away whose time is over. */
    void tidy(Queue queue) {
        if (queue.over() && queues.remove(queue.address(), queue)) {
            queue.discard();
        }
    }
}
