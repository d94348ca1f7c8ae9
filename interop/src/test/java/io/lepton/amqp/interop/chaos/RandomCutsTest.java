// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.RandomFaults;
import io.lepton.amqp.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Many messages, many cuts at random moments, on the way to the broker and from it. How many is chosen by
 * {@code -Dchaos.messages}, {@code -Dchaos.cuts} and {@code -Dchaos.seed}.
 */
class RandomCutsTest {
    private static final int MESSAGES = Integer.getInteger("chaos.messages", 50_000);
    private static final int CUTS = Integer.getInteger("chaos.cuts", 20);
    private static final long SEED = Long.getLong("chaos.seed", 1);
    /** Of all sizes, 32 KiB on the average. */
    private static final int LARGER_MESSAGES = Math.max(1, MESSAGES / 20);

    @Test
    void nothingIsLost() {
        nothingIsLost(MESSAGES, 160, number -> Numbered.message(number, 100));
    }

    /** What is lent, kept to be sent again, or put together in arrays that are used again, is what it was when it was sent. */
    @Test
    void messagesOfAllSizesStayWhole() {
        nothingIsLost(LARGER_MESSAGES, 40_000, Numbered::ofAnySize);
    }

    private static void nothingIsLost(int count, int frameBytes, IntFunction<Message> messages) {
        Clients.Stored stored = new Clients.Stored();
        Leftovers before = Leftovers.count();
        int meanTransfers = count / (CUTS + CUTS / 4 + 1);
        try (Broker broker = stored.broker();
                FaultProxy in =
                        FaultProxy.to(broker.port()).plan(new RandomFaults(SEED, CUTS, meanTransfers, frameBytes));
                FaultProxy out =
                        FaultProxy.to(broker.port()).plan(new RandomFaults(-SEED, CUTS, meanTransfers, frameBytes))) {
            ChaosSender sender = new ChaosSender("random", count, messages, Clients.impatient(in.url()));
            ChaosReceiver receiver = new ChaosReceiver("random", count, Clients.impatient(out.url()));

            CompletableFuture<Void> receiving = Clients.start(receiver);
            Container.create(sender).run();
            receiving.join();

            System.out.printf(
                    "chaos: %,d messages, %d and %d cuts; stored: %s; received: %s%n",
                    count, in.strikes(), out.strikes(), stored.at("random"), receiver.received());
            sender.assertNothingLost(stored.at("random"));
            receiver.assertNothingLost(stored.at("random"));
            assertThat(receiver.received().outOfOrder())
                    .as("received out of order")
                    .isZero();
            assertThat(in.strikes()).isGreaterThanOrEqualTo(CUTS / 2);
            assertThat(broker.messageCount("random")).isZero();
        }
        before.awaitNone();
    }
}
