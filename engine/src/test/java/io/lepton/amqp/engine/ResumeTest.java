// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Spec("X-052")
class ResumeTest {

    /** A link that is cut with three deliveries: unknown to, accepted by and settled by the receiver. */
    private final EnginePair first = new EnginePair();

    private final EngineSender sender;
    private final EngineReceiver receiver;
    private final OutgoingDelivery lost;
    private final OutgoingDelivery accepted;
    private final OutgoingDelivery settled;

    ResumeTest() {
        sender = first.sender("a");
        receiver = first.serverReceiver();
        receiver.addCredit(10);
        first.drive();
        settled = EnginePair.send(sender, "settled");
        accepted = EnginePair.send(sender, "accepted");
        first.drive();
        first.serverEvents.deliveries.get(0).disposition(Accepted.INSTANCE, true);
        first.serverEvents.deliveries.get(1).disposition(Accepted.INSTANCE, false);
        lost = EnginePair.send(sender, "lost");
        first.client.inputClosed(first.now);
        first.server.inputClosed(first.now);
    }

    private EnginePair again() {
        EnginePair second = new EnginePair();
        second.serverEvents.onLink = link -> {
            if (link.localState() == EndpointState.UNOPENED) {
                resumedAtReceiver = ((EngineReceiver) link).resuming(receiver);
                link.open();
            }
        };
        return second;
    }

    private ReceiverResumption resumedAtReceiver;

    @Test
    void bothEndsFindOutWhereTheyStand() {
        assertThat(sender.leftovers()).containsExactly(settled, accepted, lost);
        EnginePair second = again();
        EngineSender link = second.session().sender("a");
        SenderResumption resumption = link.resuming(sender);
        assertThat(resumption.toResume()).isEmpty();
        link.open();
        second.drive();
        assertThat(resumption.toResume()).containsExactly(accepted);
        assertThat(accepted.remoteState()).isEqualTo(Accepted.INSTANCE);
        assertThat(resumption.inDoubt()).containsExactly(settled, lost);
        assertThat(resumedAtReceiver.toBeResumed()).containsExactly(first.serverEvents.deliveries.get(1));
        assertThat(resumedAtReceiver.settledBySender()).isEmpty();
    }

    @Test
    void anAcceptedDeliveryIsResumedWithoutPayloadAndSettled() {
        EnginePair second = again();
        EngineSender link = second.session().sender("a");
        SenderResumption resumption = link.resuming(sender);
        link.open();
        second.drive();
        resumption.resume(accepted, null, Accepted.INSTANCE, true);
        second.serverReceiver().addCredit(5);
        second.drive();
        IncomingDelivery resumed = second.serverEvents.deliveries.get(0);
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.remotelySettled()).isTrue();
        assertThat(resumed.remoteState()).isEqualTo(Accepted.INSTANCE);
        assertThat(resumed.payload()).isEmpty();
        assertThat(resumedAtReceiver.earlier(resumed)).isSameAs(first.serverEvents.deliveries.get(1));
    }

    @Test
    void aDeliveryIsResumedWithItsPayloadAndItsContext() {
        accepted.context("mine");
        EnginePair second = again();
        EngineSender link = second.session().sender("a");
        SenderResumption resumption = link.resuming(sender);
        link.open();
        second.drive();
        second.serverReceiver().addCredit(5);
        second.drive();
        OutgoingDelivery successor = resumption.resume(accepted, EnginePair.bytes("accepted"), null, false);
        second.drive();
        assertThat(successor.tag()).isEqualTo(accepted.tag());
        assertThat(successor.context()).isEqualTo("mine");
        assertThat(second.serverEvents.events).endsWith("delivery accepted");
        OutgoingDelivery fresh = EnginePair.send(link, "fresh");
        assertThat(fresh.tag()).isNotEqualTo(accepted.tag());
        assertThatThrownBy(() -> resumption.resume(lost, null, null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeliveryThatCannotGoOnIsAbandoned() {
        EnginePair second = again();
        EngineSender link = second.session().sender("a");
        SenderResumption resumption = link.resuming(sender);
        link.open();
        second.drive();
        second.serverReceiver().addCredit(5);
        second.drive();
        resumption.abandon(accepted);
        second.drive();
        assertThat(second.serverEvents.events).endsWith("aborted 0");
        assertThat(link.unsettled()).isZero();
        assertThat(link.credit()).isEqualTo(4);
    }

    @Test
    void whatTheSenderHasForgottenIsSettledAtTheReceiver() {
        EnginePair second = again();
        second.sender("a");
        assertThat(resumedAtReceiver.settledBySender()).containsExactly(first.serverEvents.deliveries.get(1));
        assertThat(first.serverEvents.deliveries.get(1).remotelySettled()).isTrue();
    }

    @Test
    void aResumedDeliveryThatIsUnknownHereIsIgnored() {
        FakePeer peer = FakePeer.sending(10);
        peer.send(0, FakePeer.transfer(0).resume(true).build(), "unknown")
                .send(0, FakePeer.transfer(1).resume(true).more(true).build(), "unknown")
                .send(0, Transfer.builder(0).build(), "too")
                .send(0, FakePeer.transfer(2).resume(true).aborted(true).build())
                .send(0, FakePeer.transfer(3).resume(true).more(true).build(), "unknown")
                .send(0, Transfer.builder(0).aborted(true).build())
                .send(0, FakePeer.transfer(4).build(), "new");
        assertThat(peer.events.events).endsWith("delivery new").noneMatch(event -> event.startsWith("aborted"));
        assertThat(peer.events.deliveries).hasSize(1);
        assertThat(peer.receiver().credit()).isEqualTo(5);
        assertThat(peer.receiver().unsettled()).isEqualTo(1);
    }

    @Test
    @Spec("X-053")
    void anUnsettledMapThatIsTooLargeIsSentInPartAndNothingNewWithIt() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").maxFrameSize(512).build()).send(0, FakePeer.begin());
        peer.next();
        peer.next();
        EngineSender link = peer.session().sender("a");
        Map<Binary, io.lepton.amqp.protocol.DeliveryState> many = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            many.put(Binary.of(new byte[] {(byte) i, (byte) (i >> 8)}), Accepted.INSTANCE);
        }
        link.settings().unsettled(many);
        link.target(EnginePair.target()).open();
        Attach attach = peer.read(Attach.class);
        assertThat(attach.incompleteUnsettled()).isTrue();
        assertThat(attach.unsettled()).hasSizeBetween(20, 100);

        peer.send(0, FakePeer.attach("a", 0, Role.RECEIVER)).send(0, FakePeer.flow(0, 10));
        EnginePair.send(link, "new");
        peer.readNothing();
        assertThat(link.queued()).isEqualTo(1);
    }

    @Test
    @Spec("X-053")
    void whoSaidIncompleteTakesNothingNew() {
        FakePeer peer = FakePeer.begun(o -> o);
        EngineReceiver link = peer.session().receiver("a");
        link.settings()
                .unsettled(Map.of(Binary.of(new byte[] {7}), Accepted.INSTANCE))
                .incompleteUnsettled(true);
        link.source(EnginePair.source()).open();
        link.addCredit(5);
        peer.read(Attach.class);
        peer.read(Flow.class);
        peer.send(0, FakePeer.attach("a", 0, Role.SENDER));
        peer.send(
                0,
                FakePeer.transfer(0)
                        .deliveryTag(Binary.of(new byte[] {7}))
                        .resume(true)
                        .build(),
                "resumed");
        assertThat(peer.events.events).endsWith("delivery resumed");
        peer.send(0, FakePeer.transfer(1).build(), "new");
        peer.readDetachWith(AmqpError.NOT_ALLOWED);
    }

    @Test
    void anAttachThatResumesNothingCarriesNoUnsettledMap() {
        FakePeer peer = FakePeer.begun(o -> o);
        EngineSender link = peer.session().sender("a");
        link.open();
        assertThat(peer.read(Attach.class).unsettled()).isNull();
    }
}
