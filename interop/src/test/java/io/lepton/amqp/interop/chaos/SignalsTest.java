// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.ChildProcess;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.interop.faults.Until;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** C20 and C21: a client's process stands still for too long, and is asked to end. */
class SignalsTest {
    private static final int COUNT = 3_000;

    private final Clients.Stored stored = new Clients.Stored();

    @Test
    void c20aClientThatWasFrozenForTooLongComesBack() {
        try (Broker broker = stored.broker();
                FaultProxy proxy = FaultProxy.to(broker.port()).slow(Duration.ofMillis(1), 200_000);
                ChildProcess client = SendingProcess.sending(proxy.url(), "frozen", COUNT)) {
            Until.holds("some were stored", () -> stored.at("frozen").size() > COUNT / 10);
            client.freeze();
            Until.holds("the broker has given it up", () -> proxy.count(Side.SERVER, Kind.CLOSE) == 1);
            client.thaw();

            assertThat(client.exitStatus()).as(client.toString()).isZero();
            assertThat(Integer.parseInt(client.says("losses"))).isPositive();
            assertThat(stored.at("frozen").size()).isEqualTo(COUNT);
            assertThat(stored.at("frozen").outOfOrder()).isZero();
        }
    }

    @Test
    void c21aClientThatIsAskedToEndClosesInOrder() {
        try (Broker broker = stored.broker();
                FaultProxy proxy = FaultProxy.to(broker.port()).slow(Duration.ofMillis(1), 1_000_000);
                ChildProcess client = SendingProcess.sendingOn(proxy.url(), "asked")) {
            Until.holds("some were stored", () -> stored.at("asked").size() > COUNT);
            client.terminate();

            assertThat(client.exitStatus()).as(client.toString()).isEqualTo(128 + 15);
            int sent = Integer.parseInt(client.says("sent"));
            assertThat(client.says("accepted")).isEqualTo(Integer.toString(sent));
            assertThat(client.says("failed")).isEqualTo("0");
            assertThat(stored.at("asked")).hasToString(sent + " numbers, 0 repetitions of 0, 0 out of order");
            assertThat(proxy.count(Side.CLIENT, Kind.CLOSE)).isOne();
        }
    }
}
