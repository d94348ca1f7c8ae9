// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void aMessageTravelsAndItsOutcomeComesBack() {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onDelivery = delivery -> delivery.disposition(Accepted.INSTANCE, true);
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        assertThat(sender.credit()).isEqualTo(10);

        OutgoingDelivery delivery = EnginePair.send(sender, "hello");
        pair.drive();

        assertThat(pair.serverEvents.events).contains("delivery hello");
        assertThat(delivery.remoteState()).isEqualTo(Accepted.INSTANCE);
        assertThat(delivery.remotelySettled()).isTrue();
        assertThat(sender.credit()).isEqualTo(9);
        assertThat(sender.unsettled()).isZero();
    }

    @Test
    void aConnectionClosesInOrder() {
        EnginePair pair = new EnginePair().open();
        pair.client.connection().close();
        pair.drive();

        assertThat(pair.client.outputDone()).isTrue();
        assertThat(pair.server.outputDone()).isTrue();
        assertThat(pair.client.failure()).isNull();
        assertThat(pair.server.failure()).isNull();
        assertThat(pair.serverEvents.events).containsExactly("open client", "close null");
    }
}
