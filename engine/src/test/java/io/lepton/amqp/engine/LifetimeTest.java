// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import org.junit.jupiter.api.Test;

/** Long lives: what is over is forgotten, and counters that wrap do no harm. */
class LifetimeTest {

    @Test
    @Spec({"B34", "B35"})
    void aHundredThousandLinksLeaveNothingBehind() {
        EnginePair pair =
                new EnginePair(new AcceptingListener(1_000), new AcceptingListener(1_000), o -> o.trace(null), o -> o);
        EngineSession session = pair.session();
        long before = 0;
        for (int i = 0; i < 100_000; i++) {
            EngineSender sender = session.sender("link-" + i);
            sender.target(EnginePair.target()).open();
            pair.drive();
            sender.close();
            pair.drive();
            assertThat(sender.localHandle).isZero();
            if (i == 1_000) {
                before = heap();
            }
        }
        assertThat(session.attachedLinks()).isEmpty();
        assertThat(heap() - before).isLessThan(200_000);
    }

    @Test
    @Spec("B35")
    void aHundredThousandSessionsLeaveNothingBehind() {
        EnginePair pair =
                new EnginePair(new AcceptingListener(1_000), new AcceptingListener(1_000), o -> o.trace(null), o -> o);
        pair.open();
        long before = 0;
        for (int i = 0; i < 100_000; i++) {
            EngineSession session = pair.client.connection().session();
            session.open();
            EngineReceiver receiver = session.receiver("r");
            receiver.source(EnginePair.source()).open();
            receiver.addCredit(10);
            session.close();
            pair.drive();
            assertThat(session.localChannel()).isZero();
            if (i == 1_000) {
                before = heap();
            }
        }
        assertThat(pair.client.connection().sessions()).isEmpty();
        assertThat(pair.server.connection().sessions()).isEmpty();
        assertThat(heap() - before).isLessThan(200_000);
    }

    @Test
    @Spec({"X-051", "B27"})
    void allSerialNumbersWrapUnderWay() {
        EnginePair pair = new EnginePair();
        pair.open();
        EngineSession session = pair.client.connection().session();
        session.firstIds(-50, -20);
        session.open();
        EngineSender sender = session.sender("a");
        sender.settings().initialDeliveryCount(-100);
        sender.target(EnginePair.target()).open();
        pair.drive();
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(40);
        pair.serverEvents.onDelivery = delivery -> {
            delivery.disposition(Accepted.INSTANCE, true);
            receiver.addCredit(1);
        };
        pair.drive();
        for (int i = 0; i < 500; i++) {
            EnginePair.send(sender, "m" + i);
            if (i % 7 == 0) {
                pair.drive();
            }
        }
        pair.drive();
        assertThat(pair.serverEvents.deliveries).hasSize(500);
        assertThat(pair.serverEvents.deliveries.get(499).id()).isEqualTo(479);
        assertThat(pair.clientEvents.updates).hasSize(500);
        assertThat(sender.unsettled()).isZero();
        assertThat(sender.credit()).isEqualTo(40);
    }

    @Test
    @Spec("B34")
    void anUnsettledDeliveryMayStayBehindForMillions() {
        EnginePair pair =
                new EnginePair(new AcceptingListener(1_000), new AcceptingListener(1_000), o -> o.trace(null), o -> o);
        EngineSender sender = pair.sender("a");
        OutgoingDelivery old = EnginePair.send(sender, "old");
        pair.drive();
        for (int i = 0; i < 1_000_000; i++) {
            sender.sendSettled(EnginePair.bytes("m"), 0, null);
            if (i % 100 == 0) {
                pair.drive();
            }
        }
        OutgoingDelivery young = EnginePair.send(sender, "young");
        pair.drive();
        assertThat(sender.unsettled()).isEqualTo(2);
        young.settle();
        old.settle();
        assertThat(sender.unsettled()).isZero();
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
