// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;

/** Sending to an independent server. */
@Spec({"X-037", "X-038", "X-048", "M-011"})
class ScriptedServerSenderTest {

    @Test
    void everyOutcomeComesBack() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .expectTransfer()
                    .withDeliveryId(0)
                    .withPayload(bytes("one"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer
                    .expectTransfer()
                    .withDeliveryId(1)
                    .withPayload(bytes("two"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .rejected("amqp:decode-error", "bad");
            server.peer
                    .expectTransfer()
                    .withDeliveryId(2)
                    .withPayload(bytes("three"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .released();
            server.peer
                    .expectTransfer()
                    .withDeliveryId(3)
                    .withPayload(bytes("four"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .modified(true, true, Map.of("x-opt-why", "tired"));
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            OutgoingDelivery one = send(sender, "one");
            OutgoingDelivery two = send(sender, "two");
            OutgoingDelivery three = send(sender, "three");
            OutgoingDelivery four = send(sender, "four");
            server.until("all are settled", () -> sender.unsettled() == 0 && sender.queued() == 0);
            assertThat(outcome(one)).isEqualTo(Accepted.INSTANCE);
            assertThat(((Rejected) outcome(two)).error()).hasToString("amqp:decode-error: bad");
            assertThat(outcome(three)).isEqualTo(Released.INSTANCE);
            Modified modified = (Modified) outcome(four);
            assertThat(modified.deliveryFailed()).isTrue();
            assertThat(modified.undeliverableHere()).isTrue();
            assertThat(modified.messageAnnotations()).containsEntry(Symbol.of("x-opt-why"), "tired");
            assertThat(sender.credit()).isEqualTo(6);
            server.closeAndFinish();
        }
    }

    @Test
    void oneDispositionSettlesARange() throws Exception {
        try (ScriptedServer server = attached(10)) {
            for (int i = 0; i < 5; i++) {
                server.peer.expectTransfer().withDeliveryId(i);
            }
            server.peer
                    .remoteDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withLast(4)
                    .withSettled(true)
                    .withState()
                    .accepted()
                    .queue();
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            for (int i = 0; i < 5; i++) {
                send(sender, "x");
            }
            server.until("all are settled", () -> server.events.updates.size() == 5);
            assertThat(sender.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec({"X-044", "X-049"})
    void presettledMessagesAreForgottenAtOnce() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer.expectTransfer().withSettled(true).withPayload(bytes("fire and forget"));
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            sender.sendSettled(ScriptedServer.payload("fire and forget"), 0, null);
            server.push();
            assertThat(sender.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    /** The receiver settles second, so the sender settles first. */
    @Test
    @Spec("X-050")
    void exactlyOnceIsSettledByTheSender() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .expectTransfer()
                    .respond()
                    .withSettled(false)
                    .withState()
                    .accepted();
            server.peer.expectDisposition().withRole(Role.SENDER).withFirst(0).withSettled(true);
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            OutgoingDelivery delivery = send(sender, "once");
            server.untilTold("updated 0");
            assertThat(delivery.remotelySettled()).isFalse();
            assertThat(delivery.settle()).isTrue();
            server.push();
            assertThat(sender.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    void nothingIsSentWithoutCredit() throws Exception {
        try (ScriptedServer server = attached(0)) {
            server.peer.remoteFlow().withLinkCredit(1).withDeliveryCount(0).queue();
            server.peer
                    .expectTransfer()
                    .withPayload(bytes("one"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.remoteFlow().withLinkCredit(1).withDeliveryCount(1).queue();
            server.peer
                    .expectTransfer()
                    .withPayload(bytes("two"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.expectClose().respond();
            EngineSender sender = prepare(server);
            send(sender, "one");
            send(sender, "two");
            assertThat(sender.queued()).isEqualTo(2);
            server.connect();
            server.until("both are settled", () -> server.events.updates.size() == 2);
            assertThat(sender.queued()).isZero();
            server.closeAndFinish();
        }
    }

    /** Frames are no larger than the peer takes. */
    @Test
    @Spec({"X-016", "X-043", "X-045"})
    void aLargeMessageGoesOutInFramesThatThePeerTakes() throws Exception {
        StringBuffer received = new StringBuffer();
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.getDriver().setInboundMaxFrameSize(512);
            server.peer.expectOpen().respond().withMaxFrameSize(512);
            server.peer.expectBegin().respond();
            server.peer.expectAttach().ofSender().respond();
            server.peer.remoteFlow().withLinkCredit(1).queue();
            for (int i = 0; i < 3; i++) {
                server.peer.expectTransfer().withMore(true).withPayload(ScriptedServer.appendingTo(received));
            }
            server.peer
                    .expectTransfer()
                    .withPredicate(t -> !Boolean.TRUE.equals(t.getMore()))
                    .withPayload(ScriptedServer.appendingTo(received))
                    .respond()
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.expectClose().respond();
            server.engine.connection().open();
            EngineSender sender = server.sender(server.session());
            server.connect();
            server.untilTold("credit");
            String text = "0123456789".repeat(180);
            send(sender, text);
            server.untilTold("updated 0");
            assertThat(received.toString()).isEqualTo(text);
            server.closeAndFinish();
        }
    }

    /** The session's window holds back what the link's credit would allow. */
    @Test
    @Spec("X-023")
    void theSessionWindowIsRespected() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond();
            server.peer.expectBegin().respond().withIncomingWindow(1).withNextOutgoingId(0);
            server.peer.expectAttach().ofSender().respond();
            server.peer
                    .remoteFlow()
                    .withLinkCredit(10)
                    .withIncomingWindow(1)
                    .withNextIncomingId(0)
                    .withNextOutgoingId(0)
                    .withOutgoingWindow(10)
                    .queue();
            server.peer.expectTransfer().withDeliveryId(0);
            server.peer
                    .remoteFlow()
                    .withNullHandle()
                    .withIncomingWindow(1)
                    .withNextIncomingId(1)
                    .withNextOutgoingId(0)
                    .withOutgoingWindow(10)
                    .queue();
            server.peer.expectTransfer().withDeliveryId(1);
            server.peer.expectClose().respond();
            server.engine.connection().open();
            EngineSender sender = server.sender(server.session());
            server.connect();
            server.untilTold("credit");
            send(sender, "one");
            send(sender, "two");
            server.until("both are sent", () -> sender.queued() == 0);
            assertThat(sender.unsettled()).isEqualTo(2);
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-039")
    void aDrainIsAnsweredByItself() throws Exception {
        try (ScriptedServer server = attached(0)) {
            server.peer
                    .remoteFlow()
                    .withLinkCredit(10)
                    .withDeliveryCount(0)
                    .withDrain(true)
                    .queue();
            server.peer.expectTransfer().withPayload(bytes("last"));
            server.peer.expectFlow().withLinkCredit(0).withDeliveryCount(10).withDrain(true);
            server.peer.expectClose().respond();
            EngineSender sender = prepare(server);
            send(sender, "last");
            server.connect();
            server.untilTold("drain answered");
            assertThat(sender.credit()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-028")
    void anEchoIsAnsweredOnce() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer
                    .expectFlow()
                    .withLinkCredit(10)
                    .withDeliveryCount(0)
                    .withPredicate(f -> !Boolean.TRUE.equals(f.getEcho()));
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            server.peer
                    .remoteFlow()
                    .withHandle(0)
                    .withLinkCredit(10)
                    .withDeliveryCount(0)
                    .withEcho(true)
                    .now();
            server.until(
                    "the flow came",
                    () -> server.events.events.stream()
                                    .filter(e -> e.startsWith("flow"))
                                    .count()
                            == 2);
            server.push();
            assertThat(sender.credit()).isEqualTo(10);
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("X-045")
    void aStreamedMessageCanBeAborted() throws Exception {
        try (ScriptedServer server = attached(10)) {
            server.peer.expectTransfer().withMore(true).withPayload(bytes("half"));
            server.peer.expectTransfer().withAborted(true).withNullPayload();
            server.peer
                    .expectTransfer()
                    .withPayload(bytes("next"))
                    .respond()
                    .withSettled(true)
                    .withState()
                    .accepted();
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            OutgoingDelivery half = sender.stream(0, false, null, null);
            half.append(ScriptedServer.payload("half"));
            server.push();
            half.abort();
            send(sender, "next");
            server.untilTold("updated 1");
            assertThat(sender.unsettled()).isZero();
            server.closeAndFinish();
        }
    }

    @Test
    void aDetachLeavesWhatIsUnsettled() throws Exception {
        try (ScriptedServer server = attached(1)) {
            server.peer.expectTransfer();
            server.peer
                    .remoteDetach()
                    .withHandle(0)
                    .withClosed(true)
                    .withErrorCondition("amqp:link:detach-forced", "moving")
                    .queue();
            server.peer.expectDetach().withClosed(true);
            server.peer.expectClose().respond();
            EngineSender sender = connect(server);
            OutgoingDelivery sent = send(sender, "sent");
            OutgoingDelivery queued = send(sender, "queued");
            server.untilTold("link closed out amqp:link:detach-forced: moving");
            assertThat(sender.leftovers()).containsExactly(sent, queued);
            assertThat(sent.started()).isTrue();
            assertThat(queued.started()).isFalse();
            server.closeAndFinish();
        }
    }

    private static ScriptedServer attached(int credit) {
        ScriptedServer server = ScriptedServer.withSession();
        server.peer
                .expectAttach()
                .ofSender()
                .withTarget()
                .withAddress("queue")
                .also()
                .respond();
        if (credit > 0) {
            server.peer.remoteFlow().withLinkCredit(credit).withDeliveryCount(0).queue();
        }
        return server;
    }

    private static EngineSender prepare(ScriptedServer server) {
        return server.sender(server.session());
    }

    private static EngineSender connect(ScriptedServer server) throws Exception {
        EngineSender sender = prepare(server);
        server.connect();
        server.untilTold("credit");
        return sender;
    }

    private static OutgoingDelivery send(EngineSender sender, String text) {
        return sender.send(ScriptedServer.payload(text), 0, false, null, null);
    }

    private static DeliveryState outcome(OutgoingDelivery delivery) {
        assertThat(delivery.remotelySettled()).isTrue();
        return delivery.remoteState();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
