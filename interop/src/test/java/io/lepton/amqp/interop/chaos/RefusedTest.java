// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.Deafness;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** C4 and C10: the broker is not there yet, is gone for a while, or does not answer; it is tried again, later and later. */
class RefusedTest {
    private static final int COUNT = 1_000;
    private static final int REFUSALS = 5;

    private final Clients.Stored stored = new Clients.Stored();

    @Test
    void c4aBrokerThatIsAbsentAtTheStartIsWaitedFor() {
        Leftovers before = Leftovers.count();
        try (Broker broker = stored.broker();
                FaultProxy proxy = FaultProxy.to(broker.port())) {
            proxy.refuse();
            ChaosSender sender = new ChaosSender("refused", COUNT, 100, Clients.impatient(proxy.url()));

            CompletableFuture<Void> sending = Clients.start(sender);
            Until.holds("it was refused", () -> sender.losses() >= REFUSALS);
            proxy.acceptAgain();
            sending.join();

            sender.assertNothingLost(stored.at("refused"));
        }
        before.awaitNone();
    }

    @Test
    void c10refusedForAWhileAmidMessages() {
        Leftovers before = Leftovers.count();
        try (Broker broker = stored.broker();
                FaultProxy proxy = FaultProxy.to(broker.port()).slow(Duration.ofMillis(5), 100_000)) {
            ChaosSender sender = new ChaosSender("refused", COUNT, 100, Clients.impatient(proxy.url()));

            CompletableFuture<Void> sending = Clients.start(sender);
            Until.holds("some were accepted", () -> sender.accepted() > 0);
            proxy.refuse();
            proxy.reset();
            Until.holds("it was refused", () -> sender.losses() > REFUSALS);
            proxy.acceptAgain();
            sending.join();

            sender.assertNothingLost(stored.at("refused"));
        }
        before.awaitNone();
    }

    @Test
    void c10aHostThatDoesNotAnswerIsLeftForTheNext() {
        Leftovers before = Leftovers.count();
        try (Broker broker = stored.broker();
                Deafness deaf = new Deafness()) {
            var options = Clients.impatient(deaf.url(), broker.url());
            ChaosSender sender =
                    new ChaosSender("deaf", COUNT, 100, options.andThen(o -> o.connectTimeout(Duration.ofMillis(300))));

            Clients.run(sender);

            sender.assertNothingLost(stored.at("deaf"));
            assertThat(sender.losses()).isOne();
        }
        before.awaitNone();
    }
}
