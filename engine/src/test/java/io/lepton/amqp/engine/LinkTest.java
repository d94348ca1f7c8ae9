// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final ErrorCondition NO_QUEUE = ErrorCondition.of(AmqpError.NOT_FOUND, "no such queue");

    @Test
    @Spec({"X-031", "X-032", "X-034"})
    void anAttachIsAnsweredByTheOtherRoleUnderTheSameName() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, FakePeer.attach("a", 7, Role.RECEIVER));
        Attach answer = peer.read(Attach.class);
        assertThat(answer.name()).isEqualTo("a");
        assertThat(answer.role()).isEqualTo(Role.SENDER);
        assertThat(answer.handle()).isZero();
        assertThat(answer.initialDeliveryCount()).isZero();
        assertThat(answer.source()).isEqualTo(EnginePair.source());
    }

    @Test
    @Spec({"X-033", "X-034"})
    void theAttachSaysWhatTheSettingsSay() {
        FakePeer peer = FakePeer.begun(o -> o.maxMessageSize(1_000));
        EngineSender sender = peer.session().sender("s");
        sender.settings()
                .source(EnginePair.source())
                .target(EnginePair.target())
                .sndSettleMode(SenderSettleMode.UNSETTLED)
                .rcvSettleMode(ReceiverSettleMode.SECOND)
                .initialDeliveryCount(-5)
                .offeredCapabilities(List.of(Symbol.of("a")))
                .desiredCapabilities(List.of(Symbol.of("b")))
                .properties(Map.of(Symbol.of("p"), 1));
        sender.open();
        Attach attach = peer.read(Attach.class);
        assertThat(attach.sndSettleMode()).isEqualTo(SenderSettleMode.UNSETTLED);
        assertThat(attach.rcvSettleMode()).isEqualTo(ReceiverSettleMode.SECOND);
        assertThat(attach.initialDeliveryCount()).isEqualTo(0xffff_fffbL);
        assertThat(attach.maxMessageSize()).isNull();
        assertThat(attach.offeredCapabilities()).containsExactly(Symbol.of("a"));
        assertThat(attach.desiredCapabilities()).containsExactly(Symbol.of("b"));
        assertThat(attach.properties()).containsEntry(Symbol.of("p"), 1);

        peer.session().receiver("r").open();
        Attach receiving = peer.read(Attach.class);
        assertThat(receiving.maxMessageSize()).isEqualTo(UnsignedLong.valueOf(1_000));
        assertThat(receiving.initialDeliveryCount()).isNull();
        assertThat(receiving.handle()).isEqualTo(1);
    }

    @Test
    @Spec("X-032")
    void aSenderWithoutInitialDeliveryCountEndsTheSession() {
        FakePeer peer = FakePeer.begun(o -> o)
                .send(0, Attach.builder("a", 0, Role.SENDER).build());
        peer.readEndWith(AmqpError.INVALID_FIELD);
    }

    @Test
    @Spec("X-029")
    void aLinkAttachedAgainIsStolenFromItself() {
        FakePeer peer = FakePeer.sending(1).send(0, FakePeer.attach("in", 1, Role.SENDER));
        Detach stolen = peer.read(Detach.class);
        assertThat(stolen.handle()).isZero();
        assertThat(stolen.error().condition()).isEqualTo(LinkError.STOLEN);
        assertThat(peer.read(Attach.class).handle()).isEqualTo(1);
        peer.send(0, new Detach(0, true, null)).readNothing();
        assertThat(peer.events.events)
                .containsSubsequence("link failed in amqp:link:stolen", "attach in", "link closed in null");
    }

    @Test
    @Spec("X-029")
    void aLinkIsStolenAcrossSessions() {
        FakePeer peer = FakePeer.sending(1).send(1, FakePeer.begin());
        peer.next();
        peer.send(1, FakePeer.attach("in", 0, Role.SENDER));
        FakePeer.Frame detach = peer.next();
        assertThat(detach.channel()).isZero();
        assertThat(detach.body()).isInstanceOf(Detach.class);
        assertThat(peer.next().channel()).isEqualTo(1);
    }

    @Test
    @Spec("X-029")
    void aNameServesOneLinkADirection() {
        EnginePair pair = new EnginePair();
        EngineSession session = pair.session();
        session.sender("a").open();
        session.receiver("a").open();
        pair.drive();
        assertThatThrownBy(() -> session.sender("a").open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open sender link \"a\" already");
        EngineSession other = pair.session();
        assertThatThrownBy(() -> other.sender("a").open()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("X-029")
    void aNameIsFreeAgainOnceClosedEvenBeforeTheAnswer() {
        EnginePair pair = new EnginePair();
        EngineSession session = pair.session();
        EngineSender first = session.sender("a");
        first.target(EnginePair.target()).open();
        first.close();
        EngineSender second = session.sender("a");
        second.target(EnginePair.target()).open();
        pair.drive();
        assertThat(first.remoteState()).isEqualTo(EndpointState.CLOSED);
        assertThat(second.attached()).isTrue();
        assertThat(session.attachedLinks()).containsExactly(second);
    }

    @Test
    @Spec("X-031")
    void aRefusedLinkIsToldOnceAsRefusedAndNeverAsOpened() {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onLink = link -> link.close(NO_QUEUE);
        EngineSender sender = pair.sender("s");
        EngineReceiver receiver = pair.receiver("r");
        pair.drive();
        assertThat(pair.clientEvents.events)
                .containsExactly(
                        "open server",
                        "begin 0",
                        "refused s amqp:not-found: no such queue",
                        "begin 1",
                        "refused r amqp:not-found: no such queue");
        assertThat(sender.localState()).isEqualTo(EndpointState.CLOSED);
        assertThat(sender.remoteError()).isEqualTo(NO_QUEUE);
        assertThat(receiver.session().attachedLinks()).isEmpty();
    }

    @Test
    @Spec("X-031")
    void aNullTerminusAloneIsNoRefusal() {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onLink = EngineLink::open;
        EngineSender sender = pair.sender("s");
        assertThat(pair.clientEvents.events).doesNotContain("attach s");
        pair.serverReceiver().addCredit(1);
        pair.drive();
        assertThat(pair.clientEvents.events).containsSubsequence("attach s", "credit 1");
        assertThat(sender.credit()).isEqualTo(1);
    }

    @Test
    @Spec("X-035")
    void aDetachIsAnsweredInKind() {
        for (boolean closed : new boolean[] {true, false}) {
            FakePeer peer = FakePeer.sending(1).send(0, new Detach(0, closed, NO_QUEUE));
            Detach answer = peer.read(Detach.class);
            assertThat(answer.closed()).isEqualTo(closed);
            assertThat(answer.error()).isNull();
            peer.readNothing();
            assertThat(peer.session().attachedLinks()).isEmpty();
            assertThat(peer.receiver().remoteError()).isEqualTo(NO_QUEUE);
        }
    }

    @Test
    @Spec("X-035")
    void aDetachedLinkAttachesAgainUnderItsName() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        sender.detach();
        pair.drive();
        assertThat(sender.remoteState()).isEqualTo(EndpointState.DETACHED);
        EngineSender again = pair.sender(sender.session(), "a");
        assertThat(again.attached()).isTrue();
    }

    @Test
    @Spec("X-035")
    void aCloseThatCrossesOurDetachIsAnsweredByReattachAndClose() {
        FakePeer peer = FakePeer.sending(1);
        EngineReceiver link = peer.receiver();
        link.detach();
        assertThat(peer.read(Detach.class).closed()).isFalse();
        peer.events.take();
        peer.send(0, new Detach(0, true, null));
        Attach again = peer.read(Attach.class);
        assertThat(again.name()).isEqualTo("in");
        assertThat(again.role()).isEqualTo(Role.RECEIVER);
        assertThat(peer.read(Detach.class).closed()).isTrue();
        peer.send(0, FakePeer.attach("in", 0, Role.SENDER))
                .send(0, new Detach(0, true, null))
                .readNothing();
        assertThat(peer.session().attachedLinks()).isEmpty();
        assertThat(peer.events.events).containsExactly("link closed in null");
    }

    @Test
    void bothMayDetachAtOnce() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        sender.close();
        pair.serverReceiver().close();
        pair.drive();
        assertThat(sender.session().attachedLinks()).isEmpty();
        assertThat(pair.serverEvents.sessions.get(0).attachedLinks()).isEmpty();
    }

    @Test
    @Spec("X-036")
    void afterOurDetachWithErrorFramesAreDiscardedUntilThePeersAndErrantAfterIt() {
        FakePeer peer = FakePeer.sending(5);
        peer.receiver().close(NO_QUEUE);
        peer.readDetachWith(AmqpError.NOT_FOUND);
        peer.send(0, FakePeer.transfer(0).build(), "late")
                .send(0, FakePeer.flow(0, 1))
                .readNothing();
        assertThat(peer.events.deliveries).isEmpty();
        peer.send(0, new Detach(0, true, null)).readNothing();
        peer.send(0, FakePeer.transfer(1).build(), "errant");
        peer.readEndWith(SessionError.ERRANT_LINK);
    }

    @Test
    @Spec("X-036")
    void aTransferOnAnUnknownHandleEndsTheSession() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, FakePeer.transfer(0).build(), "a");
        peer.readEndWith(SessionError.UNATTACHED_HANDLE);
    }

    @Test
    @Spec("X-036")
    void aDetachOfAnUnknownHandleEndsTheSession() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, new Detach(0xffff_ffffL, true, null));
        peer.readEndWith(SessionError.UNATTACHED_HANDLE);
    }

    @Test
    void aTransferFromAReceiverDetachesTheLink() {
        FakePeer peer = FakePeer.receiving(1).send(0, FakePeer.transfer(0).build(), "a");
        peer.readDetachWith(AmqpError.NOT_ALLOWED);
    }

    @Test
    void aPeerThatAttachesAndDetachesAtOnceIsAnsweredInFull() {
        FakePeer peer = FakePeer.begun(o -> o);
        peer.events.onLink = link -> {};
        peer.send(0, FakePeer.attach("a", 0, Role.SENDER)).send(0, new Detach(0, true, null));
        peer.read(Attach.class);
        assertThat(peer.read(Detach.class).closed()).isTrue();
        assertThat(peer.session().attachedLinks()).isEmpty();
    }

    @Test
    void linksOfAnEndedSessionKeepTheirNamesNoLonger() {
        EnginePair pair = new EnginePair();
        EngineSender sender = pair.sender("a");
        sender.session().close();
        pair.drive();
        assertThat(pair.sender("a").attached()).isTrue();
    }

    @Test
    @Spec("X-016")
    void errorsAreCutToTheFramesThatThePeerTakes() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").maxFrameSize(512).build()).send(0, FakePeer.begin());
        peer.next();
        peer.next();
        String name = "n".repeat(400);
        peer.send(
                0, Attach.builder(name, 0, Role.SENDER).initialDeliveryCount(0L).build());
        peer.read(Attach.class);
        peer.receiver().close(new ErrorCondition(AmqpError.NOT_FOUND, "d".repeat(1_000), Map.of(Symbol.of("i"), 1)));
        Detach detach = peer.read(Detach.class);
        assertThat(detach.error().condition()).isEqualTo(AmqpError.NOT_FOUND);
        assertThat(detach.error().description()).startsWith("ddd").hasSizeLessThan(200);

        peer.send(0, FakePeer.transfer(0).handle(0x7fff_ffffL).build(), "x");
        peer.readEndWith(SessionError.UNATTACHED_HANDLE);
        peer.send(0, new End(null)).send(0, FakePeer.begin());
        peer.next();
        peer.send(
                0, Attach.builder(name, 0, Role.SENDER).initialDeliveryCount(0L).build());
        peer.next();
        peer.send(0, FakePeer.transfer(0).build(), "x");
        assertThat(peer.read(Detach.class).error().description()).contains("nnn...");
    }

    @Test
    void whatCannotBeEncodedIsRefusedAtTheCallAndHarmsNothing() {
        FakePeer peer = FakePeer.sending(5).send(0, FakePeer.transfer(0).build(), "m");
        IncomingDelivery delivery = peer.events.deliveries.get(0);
        Map<Symbol, Object> wrong = Map.of(Symbol.of("p"), Thread.currentThread());
        EngineSession session = peer.engine.connection().session();
        session.properties(wrong);
        EngineSender sender = peer.session().sender("s");
        sender.settings().properties(wrong);
        EngineReceiver receiver = peer.receiver();
        ErrorCondition error = new ErrorCondition(AmqpError.NOT_FOUND, null, wrong);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                session::open,
                sender::open,
                () -> receiver.flow(wrong),
                () -> receiver.close(error),
                () -> peer.session().close(error),
                () -> peer.engine.connection().close(error),
                () -> delivery.disposition(new Modified(false, false, Map.copyOf(wrong)), true))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
            peer.readNothing();
        }
        assertThat(delivery.settled()).isFalse();
        delivery.settle();
        peer.read(Disposition.class);
        receiver.close();
        peer.read(Detach.class);
        sender.settings().properties(Map.of());
        sender.open();
        assertThat(peer.read(Attach.class).handle()).isEqualTo(1);
    }

    @Test
    @Spec("B7")
    void aPeerThatAsksAndNeverReadsIsHeldUp() {
        FakePeer peer = FakePeer.begun(o -> o.outputHighWater(1_024));
        int asked = 0;
        while (peer.engine.takesInput() && asked < 10_000) {
            peer.send(0, FakePeer.attach("a", 0, Role.SENDER)).send(0, new Detach(0, true, null));
            peer.engine.flush();
            asked++;
        }
        assertThat(asked).isBetween(10, 1_000);
        EnginePair.take(peer.engine);
        assertThat(peer.engine.takesInput()).isTrue();
    }
}
