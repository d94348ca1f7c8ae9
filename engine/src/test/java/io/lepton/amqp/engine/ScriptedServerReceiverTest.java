// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;

/** Receiving from an independent server. */
@Spec({"X-037", "X-048", "M-011"})
class ScriptedServerReceiverTest {

    @Test
    void everyOutcomeIsTold() throws Exception {
        try (ScriptedServer server = attached(10)) {
            for (int i = 0; i < 4; i++) {
                transfer(server, i, "m" + i);
            }
            server.peer
                    .expectDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer
                    .expectDisposition()
                    .withFirst(1)
                    .withSettled(true)
                    .withState()
                    .rejected("amqp:decode-error", "bad");
            server.peer
                    .expectDisposition()
                    .withFirst(2)
                    .withSettled(true)
                    .withState()
                    .released();
            server.peer
                    .expectDisposition()
                    .withFirst(3)
                    .withSettled(true)
                    .withState()
                    .modified(true, true, Map.of("x-opt-why", "tired"));
            server.peer.expectClose().respond();
            EngineReceiver receiver = connect(server, 10);
            server.until("all are here", () -> server.events.deliveries.size() == 4);
            assertThat(text(server, 3)).isEqualTo("m3");
            assertThat(receiver.credit()).isEqualTo(6);
            server.events.deliveries.get(0).disposition(Accepted.INSTANCE, true);
            server.events
                    .deliveries
                    .get(1)
                    .disposition(new Rejected(ErrorCondition.of(AmqpError.DECODE_ERROR, "bad")), true);
            server.events.deliveries.get(2).disposition(Released.INSTANCE, true);
            server.events
                    .deliveries
                    .get(3)
                    .disposition(new Modified(true, true, Map.of(Symbol.of("x-opt-why"), "tired")), true);
            server.push();
            assertThat(receiver.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    void equalOutcomesGoOutAsOneRange() throws Exception {
        try (ScriptedServer server = attached(10)) {
            for (int i = 0; i < 5; i++) {
                transfer(server, i, "x");
            }
            server.peer
                    .expectDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withLast(4)
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.expectClose().respond();
            connect(server, 10);
            server.until("all are here", () -> server.events.deliveries.size() == 5);
            server.events.deliveries.forEach(d -> d.disposition(Accepted.INSTANCE, true));
            server.push();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-043")
    void aMessageInSeveralFramesIsDeliveredOnce() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {7})
                    .withMore(true)
                    .withPayload(bytes("one "))
                    .queue();
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(true)
                    .withPayload(bytes("two "))
                    .queue();
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(false)
                    .withPayload(bytes("three"))
                    .queue();
            server.peer
                    .expectDisposition()
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.expectClose().respond();
            connect(server, 10);
            server.untilTold("delivery");
            IncomingDelivery delivery = server.events.deliveries.get(0);
            assertThat(text(server, 0)).isEqualTo("one two three");
            assertThat(delivery.tag()).containsExactly(7);
            delivery.disposition(Accepted.INSTANCE, true);
            server.push();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-045")
    void anAbortedMessageIsNeverDelivered() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {7})
                    .withMore(true)
                    .withPayload(bytes("half"))
                    .queue();
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withAborted(true)
                    .queue();
            transfer(server, 1, "whole");
            server.peer.expectClose().respond();
            EngineReceiver receiver = connect(server, 10);
            server.untilTold("delivery whole");
            assertThat(server.events.deliveries).hasSize(1);
            assertThat(receiver.unsettled()).isEqualTo(1);
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-044")
    void presettledMessagesNeedNoOutcome() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {7})
                    .withSettled(true)
                    .withPayload(bytes("gift"))
                    .queue();
            server.peer.expectClose().respond();
            EngineReceiver receiver = connect(server, 10);
            server.untilTold("delivery gift");
            IncomingDelivery gift = server.events.deliveries.get(0);
            assertThat(gift.remotelySettled()).isTrue();
            assertThat(gift.disposition(Accepted.INSTANCE, true)).isFalse();
            assertThat(receiver.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-050")
    void exactlyOnceWaitsForTheSenderToSettle() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectAttach().ofReceiver().withReceiverSettlesSecond().respond();
            server.peer.expectFlow().withLinkCredit(1);
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {7})
                    .withPayload(bytes("once"))
                    .queue();
            server.peer
                    .expectDisposition()
                    .withFirst(0)
                    .withPredicate(d -> !Boolean.TRUE.equals(d.getSettled()))
                    .withState()
                    .accepted();
            server.peer
                    .remoteDisposition()
                    .withRole(Role.SENDER)
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted()
                    .queue();
            server.peer.expectClose().respond();
            EngineReceiver receiver = server.session().receiver("in");
            receiver.settings().rcvSettleMode(ReceiverSettleMode.SECOND);
            receiver.source(Source.of("queue")).open();
            receiver.addCredit(1);
            server.connect();
            server.untilTold("delivery once");
            server.events.deliveries.get(0).disposition(Accepted.INSTANCE, false);
            server.untilTold("remote update 0");
            assertThat(server.events.deliveries.get(0).remotelySettled()).isTrue();
            assertThat(receiver.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec({"X-039", "X-041"})
    void aDrainEndsWhenTheSenderHasGivenTheCreditUp() throws Exception {
        try (ScriptedServer server = attached(10)) {
            transfer(server, 0, "only");
            server.peer.expectFlow().withLinkCredit(9).withDrain(true);
            server.peer
                    .remoteFlow()
                    .withHandle(0)
                    .withDeliveryCount(10)
                    .withLinkCredit(0)
                    .withDrain(true)
                    .queue();
            server.peer.expectClose().respond();
            EngineReceiver receiver = connect(server, 10);
            server.untilTold("delivery only");
            assertThat(receiver.drain()).isTrue();
            server.untilTold("drained in");
            assertThat(receiver.credit()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-041")
    void stoppingTakesTheCreditBack() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer.expectFlow().withLinkCredit(0).withEcho(true);
            server.peer
                    .remoteFlow()
                    .withHandle(0)
                    .withDeliveryCount(0)
                    .withLinkCredit(0)
                    .queue();
            server.peer.expectClose().respond();
            EngineReceiver receiver = connect(server, 10);
            server.untilTold("attach");
            server.push();
            receiver.stop();
            server.untilTold("flow in");
            assertThat(receiver.credit()).isZero();
            server.closeAndFinish();
        }
    }

    /** More than the credit given detaches the link and nothing else. */
    @Test
    @Spec("X-040")
    void messagesBeyondTheCreditDetachTheLink() throws Exception {
        try (ScriptedServer server = attached(1)) {
            transfer(server, 0, "granted");
            transfer(server, 1, "too much");
            server.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:link:transfer-limit-exceeded")
                    .respond();
            server.peer.expectClose().respond();
            connect(server, 1);
            server.untilTold("link failed in amqp:link:transfer-limit-exceeded");
            assertThat(server.events.deliveries).hasSize(1);
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-024")
    void framesBeyondTheWindowEndTheSession() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond();
            server.peer.expectBegin().withIncomingWindow(1).respond();
            server.peer.expectAttach().ofReceiver().respond();
            server.peer.expectFlow().withLinkCredit(10).withIncomingWindow(1);
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {7})
                    .withMore(true)
                    .withPayload(bytes("one"))
                    .queue();
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(true)
                    .withPayload(bytes("two"))
                    .queue();
            server.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(true)
                    .withPayload(bytes("three"))
                    .queue();
            // How the frames fall into reads decides whether the used-up window is told in between.
            server.peer.expectFlow().withIncomingWindow(0).optional();
            server.peer.expectEnd().withError("amqp:session:window-violation").respond();
            server.peer.expectClose().respond();
            server.engine.connection().open();
            EngineSession session = server.engine.connection().session().incomingWindow(1);
            session.open();
            EngineReceiver receiver = session.receiver("in");
            receiver.streaming(true);
            receiver.source(Source.of("queue")).open();
            receiver.addCredit(10);
            server.connect();
            server.untilTold("session failed amqp:session:window-violation");
            server.closeAndFinish();
        }
    }

    private static ScriptedServer attached(int credit) {
        ScriptedServer server = ScriptedServer.withSession();
        server.peer
                .expectAttach()
                .ofReceiver()
                .withSource()
                .withAddress("queue")
                .also()
                .respond();
        server.peer.expectFlow().withLinkCredit(credit).withHandle(0);
        return server;
    }

    private static EngineReceiver connect(ScriptedServer server, int credit) throws Exception {
        EngineReceiver receiver = server.receiver(server.session());
        receiver.addCredit(credit);
        server.connect();
        return receiver;
    }

    private static void transfer(ScriptedServer server, int id, String text) {
        server.peer
                .remoteTransfer()
                .withHandle(0)
                .withDeliveryId(id)
                .withDeliveryTag(new byte[] {(byte) id})
                .withMore(false)
                .withPayload(bytes(text))
                .queue();
    }

    private static String text(ScriptedServer server, int index) {
        return new String(server.events.deliveries.get(index).payload(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
