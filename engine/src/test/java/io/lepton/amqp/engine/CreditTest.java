// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreditTest {

    @Test
    @Spec("X-037")
    void aSenderSendsWhatItHasCreditForAndQueuesTheRestInOrder() {
        FakePeer peer = FakePeer.receiving(2);
        for (int i = 0; i < 4; i++) {
            EnginePair.send(peer.sender(), "m" + i);
        }
        assertThat(peer.next().payload()).asString().isEqualTo("m0");
        assertThat(peer.next().payload()).asString().isEqualTo("m1");
        peer.readNothing();
        assertThat(peer.sender().queued()).isEqualTo(2);
        assertThat(peer.sender().credit()).isZero();

        peer.send(
                0,
                Flow.builder(100, 0, 100)
                        .nextIncomingId(2L)
                        .handle(0L)
                        .deliveryCount(2L)
                        .linkCredit(3L)
                        .build());
        assertThat(peer.next().payload()).asString().isEqualTo("m2");
        assertThat(peer.next().payload()).asString().isEqualTo("m3");
        assertThat(peer.sender().credit()).isEqualTo(1);
    }

    @Test
    @Spec({"X-037", "X-051", "B27"})
    void deliveryCountsWrap() {
        FakePeer peer = FakePeer.begun(o -> o);
        EngineSender sender = peer.session().sender("out");
        sender.settings().initialDeliveryCount(-2);
        sender.open();
        peer.read(Attach.class);
        peer.send(0, FakePeer.attach("out", 0, Role.RECEIVER));
        peer.send(
                0,
                Flow.builder(100, 0, 100)
                        .handle(0L)
                        .deliveryCount(0xffff_fffeL)
                        .linkCredit(4L)
                        .build());
        for (int i = 0; i < 3; i++) {
            EnginePair.send(sender, "m");
            peer.read(Transfer.class);
        }
        sender.requestFlow();
        assertThat(peer.read(Flow.class).deliveryCount()).isEqualTo(1);
        assertThat(sender.credit()).isEqualTo(1);
        peer.send(
                0,
                Flow.builder(100, 0, 100)
                        .handle(0L)
                        .deliveryCount(0xffff_ffffL)
                        .linkCredit(4L)
                        .build());
        assertThat(sender.credit()).isEqualTo(2);
    }

    @Test
    @Spec("X-038")
    void creditTakenBackLeavesNoneAndNotLess() {
        FakePeer peer = FakePeer.receiving(5);
        EnginePair.send(peer.sender(), "a");
        EnginePair.send(peer.sender(), "b");
        peer.send(0, FakePeer.flow(0, 1));
        assertThat(peer.sender().credit()).isZero();
        EnginePair.send(peer.sender(), "c");
        assertThat(peer.sender().queued()).isEqualTo(1);
        peer.send(0, FakePeer.flow(0, 3));
        assertThat(peer.sender().queued()).isZero();
        assertThat(peer.sender().credit()).isZero();
    }

    @Test
    @Spec("X-038")
    void aFlowWithoutDeliveryCountCountsFromTheInitialOne() {
        FakePeer peer = FakePeer.receiving(5);
        EnginePair.send(peer.sender(), "a");
        peer.send(0, Flow.builder(100, 0, 100).handle(0L).linkCredit(5L).build());
        assertThat(peer.sender().credit()).isEqualTo(4);
    }

    @Test
    @Spec("X-037")
    void theLargestCreditIsNotNegative() {
        FakePeer peer = FakePeer.receiving(0);
        peer.send(0, FakePeer.flow(0, 0xffff_ffffL));
        assertThat(peer.sender().credit()).isEqualTo(0xffff_ffffL);
        EnginePair.send(peer.sender(), "a");
        assertThat(peer.sender().credit()).isEqualTo(0xffff_fffeL);
    }

    @Test
    @Spec("X-039")
    void drainIsAnsweredAfterWhatIsQueued() {
        FakePeer peer = FakePeer.receiving(0);
        EnginePair.send(peer.sender(), "a");
        peer.events.onCredit = sender -> EnginePair.send(sender, "sent in the callback");
        peer.send(0, FakePeer.flow(0, 10).toBuilder().drain(true).build());
        assertThat(peer.sender().draining()).isTrue();
        assertThat(peer.next().payload()).asString().isEqualTo("a");
        assertThat(peer.next().payload()).asString().isEqualTo("sent in the callback");
        Flow answer = peer.read(Flow.class);
        assertThat(answer.deliveryCount()).isEqualTo(10);
        assertThat(answer.linkCredit()).isZero();
        assertThat(answer.drain()).isTrue();
        assertThat(peer.sender().draining()).isFalse();
        assertThat(peer.events.events).endsWith("drain answered out");
        peer.readNothing();
    }

    @Test
    @Spec("X-039")
    void drainWaitsForTheWindow() {
        FakePeer peer = FakePeer.receiving(0);
        EnginePair.send(peer.sender(), "a");
        peer.send(
                0,
                Flow.builder(0, 0, 100)
                        .nextIncomingId(0L)
                        .handle(0L)
                        .deliveryCount(0L)
                        .linkCredit(9L)
                        .drain(true)
                        .build());
        peer.readNothing();
        peer.send(0, Flow.builder(9, 0, 100).nextIncomingId(0L).build());
        peer.read(Transfer.class);
        assertThat(peer.read(Flow.class).deliveryCount()).isEqualTo(9);
    }

    @Test
    @Spec("X-039")
    void drainWaitsForWhatTheLayerAboveOffers() {
        FakePeer peer = FakePeer.receiving(0);
        peer.sender().offered(1);
        peer.send(0, FakePeer.flow(0, 10).toBuilder().drain(true).build());
        peer.readNothing();
        assertThat(peer.sender().draining()).isTrue();
        EnginePair.send(peer.sender(), "a");
        peer.sender().offered(0);
        assertThat(peer.next().payload()).asString().isEqualTo("a");
        assertThat(peer.read(Flow.class).deliveryCount()).isEqualTo(10);
    }

    @Test
    @Spec({"X-039", "X-041"})
    void aDrainedReceiverIsToldAndMayGoOn() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(5);
        pair.drive();
        EnginePair.send(sender, "m");
        assertThat(receiver.drain()).isTrue();
        pair.drive();
        assertThat(receiver.credit()).isZero();
        assertThat(sender.credit()).isZero();
        assertThat(receiver.draining()).isFalse();
        assertThat(pair.serverEvents.events).containsSubsequence("delivery m", "drained a");
        receiver.addCredit(2);
        pair.drive();
        assertThat(sender.credit()).isEqualTo(2);
        EnginePair.send(sender, "n");
        pair.drive();
        assertThat(sender.credit()).isEqualTo(1);
    }

    @Test
    @Spec("X-039")
    void drainingWithoutCreditIsNothingToWaitFor() {
        EnginePair pair = new EnginePair();
        pair.sender("a");
        assertThat(pair.serverReceiver().drain()).isFalse();
    }

    @Test
    @Spec("X-039")
    void messagesThatUseUpTheCreditDrainToo() {
        FakePeer peer = FakePeer.sending(1);
        assertThat(peer.receiver().drain()).isTrue();
        assertThat(peer.read(Flow.class).drain()).isTrue();
        peer.send(0, FakePeer.transfer(0).build(), "a");
        assertThat(peer.events.events).endsWith("delivery a", "drained in");
    }

    /** The credit goes with the first frame, but the source is drained only once the message is whole. */
    @Test
    @Spec("X-039")
    void theLastMessageIsWholeBeforeTheLinkIsDrained() {
        FakePeer peer = FakePeer.sending(1);
        assertThat(peer.receiver().drain()).isTrue();
        peer.send(0, FakePeer.transfer(0).more(true).build(), "a");
        assertThat(peer.events.events).doesNotContain("drained in");
        peer.send(0, Transfer.builder(0).build(), "b");
        assertThat(peer.events.events).endsWith("delivery ab", "drained in");
    }

    @Test
    @Spec("X-040")
    void aTransferBeyondTheCreditDetachesTheLink() {
        FakePeer peer = FakePeer.sending(1);
        peer.send(0, FakePeer.transfer(0).build(), "a")
                .send(0, FakePeer.transfer(1).build(), "b");
        peer.readDetachWith(LinkError.TRANSFER_LIMIT_EXCEEDED);
        assertThat(peer.events.events).endsWith("link failed in amqp:link:transfer-limit-exceeded");
    }

    @Test
    @Spec("X-041")
    void stoppingTakesCreditBackButTakesWhatIsUnderWay() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(5);
        pair.drive();
        EnginePair.send(sender, "under way");
        receiver.stop();
        assertThat(receiver.credit()).isZero();
        pair.toClient();
        assertThat(sender.credit()).isZero();
        pair.serverEvents.take();
        pair.drive();
        assertThat(pair.serverEvents.events).containsExactly("delivery under way", "flow a");
        receiver.addCredit(1);
        pair.drive();
        assertThat(sender.credit()).isEqualTo(1);
    }

    @Test
    @Spec({"X-026", "TX-007"})
    void aFlowMayCarryPropertiesAndWhatIsAvailable() {
        EnginePair pair = new EnginePair();
        EngineReceiver receiver = pair.receiver("a");
        EngineSender sender = pair.serverSender();
        sender.offered(7);
        EnginePair.send(sender, "queued");
        receiver.flow(Map.of(Symbol.of("txn-id"), "t"));
        receiver.requestFlow();
        pair.drive();
        assertThat(receiver.available()).isEqualTo(8);
        assertThat(pair.clientTrace).anyMatch(line -> line.startsWith("->") && line.contains("txn-id"));
    }

    @Test
    @Spec("B34")
    void creditIsHeldBackWhileTooMuchIsUnsettled() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxUnsettled(3));
        EngineSender sender = pair.sender("a");
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(10);
        pair.drive();
        assertThat(sender.credit()).isEqualTo(3);
        for (int i = 0; i < 5; i++) {
            EnginePair.send(sender, "m" + i);
        }
        pair.drive();
        assertThat(receiver.unsettled()).isEqualTo(3);
        assertThat(receiver.credit()).isEqualTo(7);
        pair.serverEvents.deliveries.forEach(IncomingDelivery::settle);
        pair.drive();
        assertThat(pair.serverEvents.deliveries).hasSize(5);
        assertThat(receiver.credit()).isEqualTo(5);
    }

    @Test
    @Spec("B34")
    void creditThatIsHeldBackFollowsTheMessagesThatComeSettled() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxUnsettled(3));
        EngineSender sender = pair.sender("a");
        EngineReceiver receiver = pair.serverReceiver();
        receiver.addCredit(10);
        pair.drive();
        for (int i = 0; i < 12; i++) {
            sender.sendSettled(EnginePair.bytes("m" + i), 0, null);
        }
        pair.drive();
        assertThat(pair.serverEvents.deliveries).hasSize(10);
        assertThat(receiver.credit()).isZero();
        assertThat(sender.queued()).isEqualTo(2);
    }

    @Test
    @Spec("B34")
    void aSenderHoldsBackWhileTooMuchIsUnsettled() {
        EnginePair pair = new EnginePair(o -> o.maxUnsettled(2), o -> o);
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        for (int i = 0; i < 5; i++) {
            EnginePair.send(sender, "m" + i);
        }
        pair.drive();
        assertThat(pair.serverEvents.deliveries).hasSize(2);
        assertThat(sender.queued()).isEqualTo(3);
        pair.serverEvents.onDelivery = IncomingDelivery::settle;
        pair.serverEvents.deliveries.forEach(IncomingDelivery::settle);
        pair.drive();
        assertThat(pair.serverEvents.deliveries).hasSize(5);
    }

    @Test
    void creditIsGivenNotTaken() {
        FakePeer peer = FakePeer.sending(1);
        assertThatThrownBy(() -> peer.receiver().addCredit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Spec("X-039")
    void aFlushFromWithinAFlushDoesNothing() {
        FakePeer peer = FakePeer.begun(o -> o);
        for (int handle = 0; handle < 4; handle++) {
            peer.send(0, FakePeer.attach("out-" + handle, handle, Role.RECEIVER));
            peer.read(Attach.class);
        }
        peer.events.onDrain = sender -> peer.engine.flush();
        for (int handle = 0; handle < 4; handle++) {
            peer.send(0, FakePeer.flow(handle, 10).toBuilder().drain(true).build());
        }
        for (int handle = 0; handle < 4; handle++) {
            assertThat(peer.read(Flow.class).linkCredit()).isZero();
        }
        assertThat(peer.events.events)
                .filteredOn(event -> event.startsWith("drain answered"))
                .hasSize(4);
        peer.readNothing();
    }
}
