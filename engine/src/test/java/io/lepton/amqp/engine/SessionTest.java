// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.SessionError;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {

    @Test
    @Spec("X-018")
    void theAnswerNamesTheChannelItAnswers() {
        FakePeer peer = FakePeer.opened().send(5, FakePeer.begin());
        FakePeer.Frame answer = peer.next();
        assertThat(answer.channel()).isZero();
        assertThat(((Begin) answer.body()).remoteChannel()).isEqualTo(5);
    }

    @Test
    @Spec("X-018")
    void theInitiatorNamesNone() {
        FakePeer peer = FakePeer.opened();
        EngineSession session = peer.engine.connection().session();
        session.offeredCapabilities(List.of(Symbol.of("a")))
                .desiredCapabilities(List.of(Symbol.of("b")))
                .properties(Map.of(Symbol.of("p"), 1))
                .incomingWindow(17)
                .firstIds(-3, 9)
                .open();
        Begin begin = peer.read(Begin.class);
        assertThat(begin.remoteChannel()).isNull();
        assertThat(begin.incomingWindow()).isEqualTo(17);
        assertThat(begin.nextOutgoingId()).isEqualTo(0xffff_fffdL);
        assertThat(begin.handleMax()).isEqualTo(1_023);
        assertThat(begin.offeredCapabilities()).containsExactly(Symbol.of("a"));
        assertThat(begin.desiredCapabilities()).containsExactly(Symbol.of("b"));
        assertThat(begin.properties()).containsEntry(Symbol.of("p"), 1);

        peer.send(9, Begin.builder(0, 1, 1).remoteChannel(0).build());
        assertThat(session.remoteChannel()).isEqualTo(9);
        assertThat(session.remoteState()).isEqualTo(EndpointState.OPEN);
    }

    @Test
    @Spec("X-018")
    void aBeginOnAChannelInUseClosesTheConnection() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, FakePeer.begin());
        peer.readCloseWith(AmqpError.ILLEGAL_STATE);
    }

    @Test
    @Spec("X-018")
    void anAnswerToNoBeginClosesTheConnection() {
        FakePeer peer = FakePeer.opened();
        peer.send(0, Begin.builder(0, 1, 1).remoteChannel(3).build());
        peer.readCloseWith(AmqpError.ILLEGAL_STATE);
    }

    @Test
    @Spec("X-017")
    void noChannelAboveThePeersIsUsed() {
        FakePeer peer = FakePeer.ofServer(o -> o).header();
        peer.send(0, Open.builder("peer").channelMax(0).build());
        peer.engine.connection().session().open();
        assertThatThrownBy(() -> peer.engine.connection().session().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the peer allows 1 session");
    }

    @Test
    @Spec("X-019")
    void anEndIsAnsweredAndTheChannelFreeAgain() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, new End(null));
        assertThat(peer.read(End.class).error()).isNull();
        assertThat(peer.engine.connection().sessions()).isEmpty();
        peer.send(0, FakePeer.begin());
        assertThat(peer.next().channel()).isZero();
        assertThat(peer.events.events).containsExactly("open peer", "begin 0", "end null", "begin 0");
    }

    @Test
    @Spec("X-019")
    void bothMayEndAtOnce() {
        EnginePair pair = new EnginePair();
        EngineSession session = pair.session();
        session.close();
        pair.serverEvents.sessions.get(0).close();
        pair.drive();
        assertThat(pair.client.connection().sessions()).isEmpty();
        assertThat(pair.server.connection().sessions()).isEmpty();
        assertThat(pair.client.outputDone()).isFalse();
    }

    @Test
    @Spec({"X-020", "X-024", "B4"})
    void aTransferBeyondTheWindowEndsTheSessionAndTheRestIsDiscarded() {
        FakePeer peer = FakePeer.begun(o -> o.sessionWindow(2)).send(0, FakePeer.attach("in", 0, Role.SENDER));
        peer.read(Attach.class);
        peer.receiver().addCredit(100);
        peer.read(Flow.class);
        peer.send(0, FakePeer.transfer(0).settled(true).build(), "a");
        peer.send(0, FakePeer.transfer(1).settled(true).build(), "b");
        peer.send(0, FakePeer.transfer(2).settled(true).build(), "c");
        assertThat(peer.events.deliveries).hasSize(2);
        peer.readEndWith(SessionError.WINDOW_VIOLATION);

        peer.send(0, FakePeer.transfer(3).settled(true).build(), "d").send(0, FakePeer.attach("x", 1, Role.SENDER));
        peer.readNothing();
        peer.send(0, new End(null)).readNothing();
        assertThat(peer.engine.connection().sessions()).isEmpty();
        assertThat(peer.events.deliveries).hasSize(2);
    }

    @Test
    @Spec("X-021")
    void theWindowIsAnnouncedAnewWhenItIsHalfUsed() {
        FakePeer peer = FakePeer.begun(o -> o.sessionWindow(4)).send(0, FakePeer.attach("in", 0, Role.SENDER));
        peer.read(Attach.class);
        peer.receiver().addCredit(100);
        assertThat(peer.read(Flow.class).incomingWindow()).isEqualTo(4);
        peer.send(0, FakePeer.transfer(0).settled(true).build(), "a").readNothing();
        peer.send(0, FakePeer.transfer(1).settled(true).build(), "b");
        Flow flow = peer.read(Flow.class);
        assertThat(flow.handle()).isNull();
        assertThat(flow.incomingWindow()).isEqualTo(4);
        assertThat(flow.nextIncomingId()).isEqualTo(2);
    }

    @Test
    @Spec({"X-022", "X-023", "X-051"})
    void noTransferGoesWithoutAWindow() {
        EnginePair pair = new EnginePair(o -> o, o -> o.sessionWindow(3));
        EngineSession session = pair.open().client.connection().session();
        session.firstIds(-2, 7);
        session.open();
        pair.drive();
        EngineSender sender = pair.sender(session, "a");
        pair.serverReceiver().addCredit(100);
        pair.drive();
        for (int i = 0; i < 10; i++) {
            EnginePair.send(sender, "m" + i);
        }
        assertThat(sender.queued()).isEqualTo(7);
        assertThat(session.remoteWindow()).isZero();
        pair.drive();
        assertThat(sender.queued()).isZero();
        assertThat(pair.serverEvents.deliveries).hasSize(10);
        assertThat(pair.serverEvents.deliveries.get(9).id()).isEqualTo(16);
    }

    @Test
    @Spec("X-022")
    void withoutNextIncomingIdTheInitialIdCounts() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, FakePeer.attach("out", 0, Role.RECEIVER));
        peer.read(Attach.class);
        peer.send(0, FakePeer.flow(0, 10));
        EnginePair.send(peer.sender(), "a");
        peer.read(Transfer.class);
        peer.send(0, Flow.builder(3, 0, 0).build());
        assertThat(peer.session().remoteWindow()).isEqualTo(2);
    }

    @Test
    @Spec("X-022")
    void aPeerThatClaimsToHaveReceivedMoreGetsNoMoreThanItsWindow() {
        FakePeer peer = FakePeer.receiving(10);
        peer.send(0, Flow.builder(3, 0, 0).nextIncomingId(1_000L).build());
        assertThat(peer.session().remoteWindow()).isEqualTo(3);
    }

    @Test
    @Spec("X-025")
    void nextIncomingIdIsUnsetBeforeThePeersBegin() {
        FakePeer peer = FakePeer.opened();
        EngineSession session = peer.engine.connection().session();
        session.open();
        peer.read(Begin.class);
        EngineReceiver receiver = session.receiver("a");
        receiver.open();
        receiver.addCredit(3);
        peer.read(Attach.class);
        Flow flow = peer.read(Flow.class);
        assertThat(flow.nextIncomingId()).isNull();
        assertThat(flow.linkCredit()).isEqualTo(3);
        assertThat(flow.deliveryCount())
                .as("X-026: the sender's count is not known yet")
                .isNull();
    }

    @Test
    @Spec("X-027")
    void aFlowForAHandleThatIsNotAttachedEndsTheSession() {
        FakePeer peer = FakePeer.begun(o -> o).send(0, FakePeer.flow(4, 1));
        peer.readEndWith(SessionError.UNATTACHED_HANDLE);
    }

    @Test
    @Spec({"X-028", "B7"})
    void anyNumberOfEchoesInOneBatchIsAnsweredOnceAndNotWithAnEcho() {
        FakePeer peer = FakePeer.receiving(10);
        for (int i = 0; i < 1_000; i++) {
            peer.send(0, Flow.builder(100, 0, 100).nextIncomingId(0L).echo(true).build());
            peer.send(0, FakePeer.flow(0, 10).toBuilder().echo(true).build());
        }
        Flow answer = peer.read(Flow.class);
        assertThat(answer.handle()).isZero();
        assertThat(answer.echo()).isFalse();
        peer.readNothing();
    }

    @Test
    @Spec("X-028")
    void anEchoOfTheSessionAloneIsAnswered() {
        FakePeer peer = FakePeer.begun(o -> o);
        peer.send(0, Flow.builder(100, 0, 100).nextIncomingId(0L).echo(true).build());
        assertThat(peer.read(Flow.class).handle()).isNull();
    }

    @Test
    @Spec({"X-030", "B35"})
    void aHandleInUseEndsTheSession() {
        FakePeer peer = FakePeer.sending(1).send(0, FakePeer.attach("other", 0, Role.SENDER));
        peer.readEndWith(SessionError.HANDLE_IN_USE);
    }

    @Test
    @Spec({"X-030", "B35"})
    void aHandleAboveOursClosesTheConnection() {
        FakePeer peer = FakePeer.begun(o -> o.handleMax(4)).send(0, FakePeer.attach("a", 4, Role.SENDER));
        peer.read(Attach.class);
        peer.send(0, FakePeer.attach("b", 5, Role.SENDER));
        peer.readCloseWith(io.lepton.amqp.types.ConnectionError.FRAMING_ERROR);
    }

    @Test
    @Spec("X-030")
    void noHandleAboveThePeersIsUsed() {
        FakePeer peer =
                FakePeer.opened().send(0, Begin.builder(0, 1, 1).handleMax(0).build());
        peer.session().sender("a").open();
        assertThatThrownBy(() -> peer.session().sender("b").open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the peer allows 1 link");
    }

    @Test
    void anErrorOfOursEndsTheSessionAndItsLinks() {
        FakePeer peer = FakePeer.receiving(0);
        OutgoingDelivery queued = EnginePair.send(peer.sender(), "never sent");
        peer.session().close(ErrorCondition.of(AmqpError.INTERNAL_ERROR, "oops"));
        assertThat(peer.read(End.class).error().condition()).isEqualTo(AmqpError.INTERNAL_ERROR);
        peer.send(0, new End(null));
        assertThat(peer.sender().leftovers()).containsExactly(queued);
        assertThat(peer.sender().localState()).isEqualTo(EndpointState.CLOSED);
        assertThatThrownBy(() -> EnginePair.send(peer.sender(), "x")).isInstanceOf(IllegalStateException.class);
    }
}
