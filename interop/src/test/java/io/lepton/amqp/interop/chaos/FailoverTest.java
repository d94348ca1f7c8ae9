// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.interop.EmbeddedArtemis;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.interop.faults.Until;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C3: two real brokers and a list of URLs. */
class FailoverTest {
    private static final int COUNT = 20_000;

    /** Neither broker knows what the other has; what was accepted lies in the one that accepted it. */
    private static void assertAllArrived(ChaosSender sender, EmbeddedArtemis... brokers) {
        Ledger arrived = new Ledger();
        for (EmbeddedArtemis broker : brokers) {
            Clients.run(new Drain(broker.url(), "failover", arrived));
        }
        sender.assertNothingLost(arrived);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "FIN"})
    void c3theFirstIsDeadThenTheSecondDies(Deed end) {
        try (EmbeddedArtemis first = EmbeddedArtemis.start();
                EmbeddedArtemis second = EmbeddedArtemis.start();
                FaultProxy toFirst = FaultProxy.to(first.port());
                FaultProxy toSecond = FaultProxy.to(second.port())) {
            Leftovers before = Leftovers.count();
            toFirst.refuse();
            ChaosSender sender =
                    new ChaosSender("failover", COUNT, 100, Clients.impatient(toFirst.url(), toSecond.url()));

            CompletableFuture<Void> sending = Clients.start(sender);
            Until.holds("the second accepts", () -> sender.accepted() > COUNT / 10);
            toFirst.acceptAgain();
            toSecond.refuse();
            toSecond.strike(end, Side.SERVER);
            sending.join();
            before.awaitNone();

            assertThat(first.messages("failover")).as("went to the first").isPositive();
            assertThat(second.messages("failover")).as("went to the second").isPositive();
            assertAllArrived(sender, second, first);
        }
    }

    /** An orderly stop by the administrator, which closes the connection and says why. */
    @Test
    void c3theActiveBrokerIsStopped() {
        try (EmbeddedArtemis second = EmbeddedArtemis.start()) {
            ChaosSender sender;
            CompletableFuture<Void> sending;
            try (EmbeddedArtemis first = EmbeddedArtemis.start()) {
                sender = new ChaosSender("failover", COUNT, 100, Clients.impatient(first.url(), second.url()));
                sending = Clients.start(sender);
                Until.holds("the first accepts", () -> sender.accepted() > COUNT / 10);
            }
            sending.join();

            sender.assertAllAccepted();
            assertThat(sender.losses()).isPositive();
            assertThat(second.messages("failover")).as("went to the second").isPositive();
        }
    }
}
