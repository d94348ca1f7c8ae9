// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.RandomFaults;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Many messages, many cuts at random moments, on the way to the broker and from it. How many is chosen by
 * {@code -Dchaos.messages}, {@code -Dchaos.cuts} and {@code -Dchaos.seed}.
 */
class RandomCutsTest {
    private static final int MESSAGES = Integer.getInteger("chaos.messages", 50_000);
    private static final int CUTS = Integer.getInteger("chaos.cuts", 20);
    private static final long SEED = Long.getLong("chaos.seed", 1);

    @Test
    void nothingIsLost() {
        Clients.Stored stored = new Clients.Stored();
        Leftovers before = Leftovers.count();
        int meanTransfers = MESSAGES / (CUTS + CUTS / 4 + 1);
        try (Broker broker = stored.broker();
                FaultProxy in = FaultProxy.to(broker.port()).plan(new RandomFaults(SEED, CUTS, meanTransfers));
                FaultProxy out = FaultProxy.to(broker.port()).plan(new RandomFaults(-SEED, CUTS, meanTransfers))) {
            ChaosSender sender = new ChaosSender("random", MESSAGES, 100, Clients.impatient(in.url()));
            ChaosReceiver receiver = new ChaosReceiver("random", MESSAGES, Clients.impatient(out.url()));

            CompletableFuture<Void> receiving = Clients.start(receiver);
            Container.create(sender).run();
            receiving.join();

            System.out.printf(
                    "chaos: %,d messages, %d and %d cuts; stored: %s; received: %s%n",
                    MESSAGES, in.strikes(), out.strikes(), stored.at("random"), receiver.received());
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
