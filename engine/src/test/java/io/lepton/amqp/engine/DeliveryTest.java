// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Received;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.TransactionalState;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    @Spec({"X-042", "X-043"})
    void theFirstTransferHasIdTagAndFormat() {
        FakePeer peer = FakePeer.receiving(10);
        OutgoingDelivery first = peer.sender().send(EnginePair.bytes("a"), 3, false, null, "context");
        Transfer transfer = peer.read(Transfer.class);
        assertThat(transfer.deliveryId()).isZero();
        assertThat(transfer.deliveryTag()).isEqualTo(Binary.of(first.tag()));
        assertThat(transfer.messageFormat()).isEqualTo(3);
        assertThat(transfer.settled()).isFalse();
        assertThat(first.context()).isEqualTo("context");
        EnginePair.send(peer.sender(), "b");
        Transfer second = peer.read(Transfer.class);
        assertThat(second.deliveryId()).isEqualTo(1);
        assertThat(second.deliveryTag()).isNotEqualTo(transfer.deliveryTag());
    }

    @Test
    @Spec("B26")
    void deliveryIdsAndTransferIdsAreNumbersOfTheirOwn() {
        FakePeer peer = FakePeer.opened();
        EngineSession session = peer.engine.connection().session();
        session.firstIds(10, -1);
        session.open();
        peer.next();
        peer.send(
                0,
                io.lepton.amqp.protocol.Begin.builder(77, 100, 100)
                        .remoteChannel(0)
                        .build());
        EngineSender sender = session.sender("out");
        sender.open();
        peer.read(Attach.class);
        peer.send(0, FakePeer.attach("out", 0, Role.RECEIVER))
                .send(
                        0,
                        Flow.builder(9, 77, 0)
                                .nextIncomingId(10L)
                                .handle(0L)
                                .deliveryCount(0L)
                                .linkCredit(9L)
                                .build());
        EnginePair.send(sender, "a");
        EnginePair.send(sender, "b");
        assertThat(peer.read(Transfer.class).deliveryId()).isEqualTo(0xffff_ffffL);
        assertThat(peer.read(Transfer.class).deliveryId()).isZero();
        peer.send(0, FakePeer.accepted(0xffff_ffffL, 0L));
        assertThat(peer.events.updates).hasSize(2);
        assertThat(sender.unsettled()).isZero();
        sender.requestFlow();
        assertThat(peer.read(Flow.class).nextOutgoingId()).isEqualTo(12);
    }

    @Test
    @Spec("X-042")
    void aTagOfOnesOwnIsUniqueAmongTheUnsettled() {
        FakePeer peer = FakePeer.receiving(10);
        EngineSender sender = peer.sender();
        byte[] tag = {1, 2, 3};
        sender.send(tag, EnginePair.bytes("a"), 0, false, null, null);
        assertThat(peer.read(Transfer.class).deliveryTag()).isEqualTo(Binary.of(tag));
        assertThatThrownBy(() -> sender.send(tag, EnginePair.bytes("b"), 0, false, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in use");
        assertThatThrownBy(() -> sender.send(new byte[33], EnginePair.bytes("b"), 0, false, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        peer.send(0, FakePeer.accepted(0, null));
        sender.send(tag, EnginePair.bytes("b"), 0, false, null, null);

        OutgoingDelivery generated = EnginePair.send(sender, "c");
        assertThatThrownBy(() -> sender.send(generated.tag(), EnginePair.bytes("d"), 0, false, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Spec("X-042")
    void generatedTagsAvoidChosenOnes() {
        FakePeer peer = FakePeer.receiving(10);
        peer.sender().send(new byte[] {0}, EnginePair.bytes("a"), 0, false, null, null);
        OutgoingDelivery generated = EnginePair.send(peer.sender(), "b");
        assertThat(generated.tag()).containsExactly(1);
    }

    @Test
    @Spec("X-042")
    void aTagInUseIsRefused() {
        FakePeer peer = FakePeer.sending(10);
        peer.send(0, FakePeer.transfer(0).build(), "a")
                .send(
                        0,
                        FakePeer.transfer(1)
                                .deliveryTag(Binary.of(new byte[] {0, 0}))
                                .build(),
                        "b");
        peer.readDetachWith(AmqpError.NOT_ALLOWED);
    }

    @Test
    @Spec("X-042")
    void aTagMayComeAgainAfterItsDeliveryIsSettled() {
        FakePeer peer = FakePeer.sending(10);
        peer.events.onDelivery = d -> d.disposition(Accepted.INSTANCE, true);
        Binary longTag =
                Binary.of("a tag with more than eight bytes".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (int i = 0; i < 5; i++) {
            peer.send(0, FakePeer.transfer(i).deliveryTag(longTag).build(), "a");
        }
        assertThat(peer.events.deliveries).hasSize(5);
        assertThat(peer.events.deliveries.get(0).tag()).isEqualTo(longTag.toByteArray());
    }

    @Test
    @Spec("X-043")
    void aFirstTransferWithoutIdOrTagIsRefused() {
        FakePeer.sending(1)
                .send(0, FakePeer.transfer(0).deliveryId(null).build(), "a")
                .readDetachWith(AmqpError.INVALID_FIELD);
        FakePeer.sending(1)
                .send(0, FakePeer.transfer(0).deliveryTag(null).build(), "a")
                .readDetachWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-043")
    void aDeliveryIdThatGoesBackEndsTheSession() {
        FakePeer peer = FakePeer.sending(5).send(0, FakePeer.transfer(4).build(), "a");
        peer.send(0, FakePeer.transfer(4).deliveryTag(Binary.of(new byte[] {9})).build(), "b");
        peer.readEndWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-044")
    void settledOnAnyFrameSticks() {
        FakePeer peer = FakePeer.sending(5);
        peer.send(0, FakePeer.transfer(0).more(true).build(), "a")
                .send(0, Transfer.builder(0).more(true).settled(true).build(), "b")
                .send(0, Transfer.builder(0).build(), "c");
        IncomingDelivery delivery = peer.events.deliveries.get(0);
        assertThat(delivery.remotelySettled()).isTrue();
        assertThat(peer.receiver().unsettled()).isZero();
        assertThat(delivery.disposition(Accepted.INSTANCE, true)).isFalse();
        peer.readNothing();
    }

    @Test
    @Spec("X-044")
    void theSendersSettleModeIsEnforced() {
        for (SenderSettleMode mode : List.of(SenderSettleMode.SETTLED, SenderSettleMode.UNSETTLED)) {
            FakePeer peer = FakePeer.begun(o -> o)
                    .send(
                            0,
                            FakePeer.attach("in", 0, Role.SENDER).toBuilder()
                                    .sndSettleMode(mode)
                                    .build());
            peer.read(Attach.class);
            peer.receiver().addCredit(5);
            peer.read(Flow.class);
            boolean right = mode == SenderSettleMode.SETTLED;
            peer.send(0, FakePeer.transfer(0).settled(right).build(), "a");
            assertThat(peer.events.deliveries).hasSize(1);
            peer.send(0, FakePeer.transfer(1).settled(!right).build(), "b");
            peer.readDetachWith(AmqpError.INVALID_FIELD);
        }
    }

    @Test
    @Spec("X-044")
    void weKeepToOurSettleMode() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.session().sender("a");
        sender.settings().sndSettleMode(SenderSettleMode.UNSETTLED);
        sender.open();
        assertThatThrownBy(() -> sender.sendSettled(EnginePair.bytes("a"), 0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("snd-settle-mode");
    }

    @Test
    @Spec("X-047")
    void aDeliveryMaySettleFirstWhereTheLinkSettlesSecondButNotTheOtherWayRound() {
        FakePeer peer = FakePeer.begun(o -> o);
        peer.events.onLink = link -> {
            link.settings().rcvSettleMode(ReceiverSettleMode.SECOND);
            link.open();
        };
        peer.send(0, FakePeer.attach("in", 0, Role.SENDER));
        peer.read(Attach.class);
        peer.receiver().addCredit(5);
        peer.read(Flow.class);
        peer.send(
                        0,
                        FakePeer.transfer(0)
                                .rcvSettleMode(ReceiverSettleMode.FIRST)
                                .build(),
                        "a")
                .send(0, FakePeer.transfer(1).build(), "b");
        assertThat(peer.events.deliveries)
                .extracting(IncomingDelivery::settleMode)
                .containsExactly(ReceiverSettleMode.FIRST, ReceiverSettleMode.SECOND);

        FakePeer first = FakePeer.sending(5);
        first.send(
                0, FakePeer.transfer(0).rcvSettleMode(ReceiverSettleMode.SECOND).build(), "a");
        first.readDetachWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec({"X-048", "X-049"})
    void aDispositionCoversItsRangeAndUnknownIdsAreIgnored() {
        FakePeer peer = FakePeer.receiving(10);
        for (int i = 0; i < 5; i++) {
            EnginePair.send(peer.sender(), "m");
        }
        peer.send(0, FakePeer.accepted(1, 3L));
        assertThat(peer.events.updates).extracting(EngineDelivery::id).containsExactly(1, 2, 3);
        peer.send(0, FakePeer.accepted(0, null)).send(0, FakePeer.accepted(1, 900L));
        assertThat(peer.events.updates).extracting(EngineDelivery::id).containsExactly(1, 2, 3, 0, 4);
        assertThat(peer.sender().unsettled()).isZero();
        peer.send(0, FakePeer.accepted(0, 4L));
        assertThat(peer.events.updates).as("settled is forgotten").hasSize(5);
    }

    @Test
    @Spec({"X-048", "B5"})
    void theLargestRangeCostsNoMoreThanWhatIsHeldHere() {
        FakePeer peer = FakePeer.receiving(10);
        OutgoingDelivery delivery = EnginePair.send(peer.sender(), "m");
        for (int i = 0; i < 100_000; i++) {
            peer.send(0, new Disposition(Role.RECEIVER, 0, 0x7fff_ffffL, false, null, false));
            peer.send(0, new Disposition(Role.RECEIVER, 0x8000_0001L, 0xffff_ffffL, false, null, false));
        }
        assertThat(delivery.settled()).isFalse();
        assertThat(peer.events.updates).hasSize(100_000);
    }

    @Test
    @Spec({"X-048", "B5"})
    void aRangeThatEndsBeforeItStartsEndsTheSession() {
        FakePeer peer = FakePeer.receiving(10);
        peer.send(0, FakePeer.accepted(5, 4L));
        peer.readEndWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("M-011")
    void everyStateTravelsWithAllItsFields() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        var states = List.of(
                Accepted.INSTANCE,
                Released.INSTANCE,
                new Rejected(ErrorCondition.of(AmqpError.DECODE_ERROR, "bad")),
                new Modified(true, true, Map.of(Symbol.of("x-opt-a"), 1)),
                new Received(3, UnsignedLong.valueOf(77)),
                new TransactionalState(Binary.of(new byte[] {5}), Accepted.INSTANCE));
        for (int i = 0; i < states.size(); i++) {
            OutgoingDelivery delivery = EnginePair.send(sender, "m");
            pair.drive();
            pair.serverEvents.deliveries.get(i).disposition(states.get(i), false);
            pair.drive();
            assertThat(delivery.remoteState()).isEqualTo(states.get(i));
            assertThat(delivery.remotelySettled()).isFalse();
            delivery.settle();
            pair.drive();
            assertThat(pair.serverEvents.deliveries.get(i).remotelySettled()).isTrue();
        }
        assertThat(sender.unsettled()).isZero();
        assertThat(pair.serverReceiver().unsettled()).isZero();
    }

    @Test
    @Spec({"X-047", "X-050"})
    void settlingSecondIsAHandShakeOfThree() {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onLink = link -> {
            link.settings().rcvSettleMode(ReceiverSettleMode.SECOND);
            link.target(link.remoteTarget()).open();
        };
        EngineSender sender = pair.sender("a");
        assertThat(sender.rcvSettleMode()).isEqualTo(ReceiverSettleMode.SECOND);
        pair.serverReceiver().addCredit(1);
        pair.drive();
        OutgoingDelivery sent = EnginePair.send(sender, "m");
        pair.drive();
        IncomingDelivery received = pair.serverEvents.deliveries.get(0);
        assertThat(received.settleMode()).isEqualTo(ReceiverSettleMode.SECOND);
        received.disposition(Accepted.INSTANCE, false);
        pair.drive();
        assertThat(sent.remoteState()).isEqualTo(Accepted.INSTANCE);
        sent.disposition(Accepted.INSTANCE, true);
        pair.drive();
        assertThat(received.remotelySettled()).isTrue();
        assertThat(pair.serverEvents.events).endsWith("remote update 0 Accepted{} true");
        assertThat(received.settle()).isFalse();
    }

    @Test
    void whatWasSettledBeforeADetachIsToldBeforeIt() {
        FakePeer peer = FakePeer.sending(100).send(0, FakePeer.transfer(0).build(), "m");
        IncomingDelivery delivery = peer.events.deliveries.get(0);
        assertThat(delivery.disposition(Accepted.INSTANCE, true)).isTrue();
        peer.receiver().close();
        peer.read(Disposition.class);
        peer.read(io.lepton.amqp.protocol.Detach.class);
    }

    @Test
    void aDispositionThatCannotReachThePeerSaysSo() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        pair.serverReceiver().addCredit(10);
        pair.drive();
        OutgoingDelivery delivery = EnginePair.send(sender, "m");
        pair.drive();
        pair.client.connection().close();
        pair.drive();
        assertThat(pair.serverEvents.deliveries.get(0).disposition(Accepted.INSTANCE, true))
                .isFalse();
        assertThat(sender.leftovers()).containsExactly(delivery);
        assertThat(pair.serverReceiver().leftovers()).containsExactly(pair.serverEvents.deliveries.get(0));
    }

    @Test
    void whatIsLeftIsKnownWhenTheEndIsTold() {
        for (boolean connection : new boolean[] {true, false}) {
            EnginePair pair = new EnginePair();
            EngineSender sender = pair.sender("a");
            pair.serverReceiver().addCredit(10);
            pair.drive();
            OutgoingDelivery delivery = EnginePair.send(sender, "m");
            pair.drive();
            List<OutgoingDelivery> left = new ArrayList<>();
            pair.clientEvents.onEnd = () -> left.addAll(sender.leftovers());
            if (connection) {
                pair.client.connection().close();
            } else {
                sender.session().close();
            }
            pair.drive();
            assertThat(left).containsExactly(delivery);
        }
    }

    @Test
    void presettledMessagesAreForgottenAtOnce() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        sender.sendSettled(EnginePair.bytes("queued"), 0, null);
        pair.serverReceiver().addCredit(10);
        pair.drive();
        sender.sendSettled(EnginePair.bytes("at once"), 0, null);
        sender.send(EnginePair.bytes("with object"), 0, true, null, null);
        pair.drive();
        assertThat(pair.serverEvents.deliveries)
                .extracting(EngineDelivery::remotelySettled)
                .containsOnly(true);
        assertThat(pair.serverEvents.events)
                .containsSubsequence("delivery queued", "delivery at once", "delivery with object");
        assertThat(sender.unsettled()).isZero();
        assertThat(pair.serverReceiver().unsettled()).isZero();
    }

    @Test
    @Spec("B29")
    void attachFlowAndTransferKeepTheirOrderWhenInputIsBatched() {
        FakePeer peer = FakePeer.begun(o -> o);
        peer.events.onLink = link -> {
            link.source(link.remoteSource()).target(link.remoteTarget()).open();
            EnginePair.send((EngineSender) link, "at once");
        };
        byte[] attach = FakePeer.frame(0, FakePeer.attach("out", 0, Role.RECEIVER), new byte[0]);
        byte[] flow = FakePeer.frame(0, FakePeer.flow(0, 1), new byte[0]);
        byte[] both = java.util.Arrays.copyOf(attach, attach.length + flow.length);
        System.arraycopy(flow, 0, both, attach.length, flow.length);
        peer.raw(both);
        peer.read(Attach.class);
        peer.read(Transfer.class);
    }

    @Test
    void whatIsStillInHandWhenAllEndsIsLeftToItsLink() {
        FakePeer peer = FakePeer.sending(2);
        peer.send(0, FakePeer.transfer(0).build(), "before");
        EngineReceiver receiver = peer.receiver();
        peer.events.onDelivery = delivery -> {
            assertThat(receiver.unsettled()).isEqualTo(2);
            peer.engine.tick(peer.now + 3_600_000);
        };
        peer.send(0, FakePeer.transfer(1).build(), "in hand");
        assertThat(peer.engine.outputDone()).isTrue();
        assertThat(receiver.leftovers()).isEqualTo(peer.events.deliveries);
        assertThat(receiver.unsettled()).isZero();
    }

    @Test
    void aSenderMayGrantTheReceiverTimeToAnswer() {
        FakePeer peer = FakePeer.receiving(10);
        EnginePair.send(peer.sender(), "m");
        assertThat(peer.read(Transfer.class).batchable()).isFalse();
        peer.sender().batchable(true);
        EnginePair.send(peer.sender(), "m");
        assertThat(peer.read(Transfer.class).batchable()).isTrue();
        peer.sender().sendSettled(EnginePair.bytes("m"), 0, null);
        assertThat(peer.read(Transfer.class).batchable()).isTrue();
    }

    @Test
    void aPayloadIsLentOnlyWhileItIsTold() {
        List<IncomingDelivery> told = new ArrayList<>();
        List<String> inPlace = new ArrayList<>();
        EnginePair pair = new EnginePair(
                new RecordingListener(),
                new AcceptingListener(10) {
                    @Override
                    public void onDelivery(IncomingDelivery delivery) {
                        told.add(delivery);
                        assertThat(delivery.lent()).isTrue();
                        if (delivery.id() > 0) {
                            byte[] bytes = new byte[delivery.payloadBuffer().readable()];
                            delivery.payloadBuffer().readBytes(bytes, 0, bytes.length);
                            inPlace.add(new String(bytes, ISO_8859_1));
                        }
                        if (delivery.id() > 1) {
                            delivery.payload();
                        }
                    }
                },
                o -> o,
                o -> o);
        EngineSender sender = pair.sender("a");
        for (int id = 0; id < 3; id++) {
            EnginePair.send(sender, "payload " + id);
        }
        pair.drive();
        assertThat(inPlace).containsExactly("payload 1", "payload 2");
        assertThat(told).noneMatch(IncomingDelivery::lent);
        assertThat(told)
                .extracting(delivery -> new String(delivery.payload(), ISO_8859_1))
                .as("not asked for, read in place, asked for as well")
                .containsExactly("payload 0", "", "payload 2");
    }

    @Test
    void leftoversAreInTheOrderInWhichTheyWereSent() {
        EnginePair pair = new EnginePair(o -> o, o -> o.maxFrameSize(512).sessionWindow(4));
        EngineSender sender = pair.sender("a");
        List<OutgoingDelivery> sent = new ArrayList<>();
        sent.add(EnginePair.send(sender, "queued before there was credit"));
        pair.serverReceiver().addCredit(4);
        pair.drive();
        sent.add(EnginePair.send(sender, "unsettled"));
        sent.add(EnginePair.send(sender, "half sent".repeat(500)));
        sent.add(EnginePair.send(sender, "queued"));
        sent.add(sender.send(EnginePair.bytes("queued and settled"), 0, true, null, null));
        pair.client.flush();
        assertThat(sent).extracting(OutgoingDelivery::started).containsExactly(true, true, true, false, false);
        assertThat(sent).extracting(OutgoingDelivery::sent).containsExactly(true, true, false, false, false);
        pair.client.inputClosed(pair.now);
        assertThat(sender.leftovers()).isEqualTo(sent);
    }
}
