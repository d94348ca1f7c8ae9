// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.FaultProxy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** C8 and C9: a network that splits, gathers and delays what passes changes nothing but the time it takes. */
class PaceTest {

    private static void passes(int count, int size, UnaryOperator<FaultProxy> pace) {
        Clients.Stored stored = new Clients.Stored();
        try (Broker broker = stored.broker();
                FaultProxy proxy = pace.apply(FaultProxy.to(broker.port()))) {
            ChaosSender sender = new ChaosSender("pace", count, size, Clients.impatient(proxy.url()));
            ChaosReceiver receiver = new ChaosReceiver("pace", count, Clients.impatient(proxy.url()));

            var receiving = Clients.start(receiver);
            Clients.run(sender);
            receiving.join();

            sender.assertNothingLost(stored.at("pace"));
            receiver.assertNothingLost(stored.at("pace"));
            assertThat(sender.losses()).as("losses of the sender").isZero();
            assertThat(receiver.losses()).as("losses of the receiver").isZero();
            assertThat(receiver.received().outOfOrder()).isZero();
            assertThat(receiver.received().repetitions()).isZero();
        }
    }

    @Test
    void c8byteByByte() {
        passes(100, 100, proxy -> proxy.fragments(1));
    }

    @Test
    void c8fragmentsOfRandomSize() {
        passes(2_000, 1_000, proxy -> proxy.randomFragments(400, 1));
    }

    @Test
    void c8bursts() {
        passes(5_000, 100, proxy -> proxy.bursts(Duration.ofMillis(30)));
    }

    /** Some seconds of silence would be noticed; slowness is none. */
    @Test
    void c9latencyAndLittleBandwidth() {
        passes(500, 100, proxy -> proxy.slow(Duration.ofMillis(200), 64 * 1024));
    }
}
