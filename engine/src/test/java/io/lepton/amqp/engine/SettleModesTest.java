// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pair of settlement modes (part 2, 2.8.2 and 2.8.3), with what may be sent on such a link. */
class SettleModesTest {

    @ParameterizedTest
    @CsvSource({
        "UNSETTLED, FIRST, false",
        "UNSETTLED, SECOND, false",
        "SETTLED, FIRST, true",
        "SETTLED, SECOND, true",
        "MIXED, FIRST, false",
        "MIXED, FIRST, true",
        "MIXED, SECOND, false",
        "MIXED, SECOND, true",
    })
    @Spec({"X-034", "X-044", "X-050"})
    void everyPairOfModesComesToItsEnd(SenderSettleMode sending, ReceiverSettleMode receiving, boolean settled) {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onLink = link -> {
            link.settings().rcvSettleMode(link.rcvSettleMode()).sndSettleMode(link.sndSettleMode());
            link.target(link.remoteTarget()).open();
            ((EngineReceiver) link).addCredit(10);
        };
        EngineSender sender = pair.session().sender("a");
        sender.settings().sndSettleMode(sending).rcvSettleMode(receiving);
        sender.target(EnginePair.target()).open();
        pair.drive();
        assertThat(pair.serverReceiver().sndSettleMode()).isEqualTo(sending);

        OutgoingDelivery sent = sender.send(EnginePair.bytes("m"), 0, settled, null, null);
        pair.drive();
        IncomingDelivery received = pair.serverEvents.deliveries.get(0);
        assertThat(received.remotelySettled()).isEqualTo(settled);
        assertThat(sender.unsettled()).isEqualTo(settled ? 0 : 1);
        boolean second = received.settleMode() == ReceiverSettleMode.SECOND;
        assertThat(received.disposition(Accepted.INSTANCE, !second)).isEqualTo(!settled);
        pair.drive();
        assertThat(sent.remoteState()).isEqualTo(settled ? null : Accepted.INSTANCE);
        assertThat(sent.remotelySettled()).isEqualTo(!settled && !second);
        sent.settle();
        pair.drive();
        assertThat(received.remotelySettled()).isEqualTo(settled || second);
        assertThat(sender.unsettled()).isZero();
        assertThat(pair.serverReceiver().unsettled()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"UNSETTLED, true", "SETTLED, false"})
    @Spec("X-044")
    void whatTheModeForbidsIsRefusedAtTheCall(SenderSettleMode mode, boolean settled) {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.session().sender("a");
        sender.settings().sndSettleMode(mode);
        sender.target(EnginePair.target()).open();
        assertThatThrownBy(() -> sender.send(EnginePair.bytes("m"), 0, settled, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("snd-settle-mode " + mode);
    }
}
