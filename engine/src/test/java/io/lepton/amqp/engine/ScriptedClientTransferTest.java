// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;

/** Messages from and to an independent client. */
@Spec({"X-037", "X-039", "X-043", "X-048", "M-011"})
class ScriptedClientTransferTest {

    @Test
    void everyOutcomeIsToldToTheSender() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer.expectFlow().withLinkCredit(4);
            for (int i = 0; i < 4; i++) {
                transfer(client, i, "m" + i);
            }
            client.peer
                    .expectDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted();
            client.peer
                    .expectDisposition()
                    .withFirst(1)
                    .withSettled(true)
                    .withState()
                    .rejected("amqp:decode-error", "bad");
            client.peer
                    .expectDisposition()
                    .withFirst(2)
                    .withSettled(true)
                    .withState()
                    .released();
            client.peer
                    .expectDisposition()
                    .withFirst(3)
                    .withSettled(true)
                    .withState()
                    .modified(true);
            client.thenCloses();
            client.events.onLink = link -> {
                link.source(link.remoteSource()).target(link.remoteTarget());
                link.open();
                ((EngineReceiver) link).addCredit(4);
            };
            client.connect();
            client.until("all are here", () -> client.events.deliveries.size() == 4);
            List<IncomingDelivery> deliveries = client.events.deliveries;
            deliveries.get(0).disposition(Accepted.INSTANCE, true);
            deliveries.get(1).disposition(new Rejected(ErrorCondition.of(AmqpError.DECODE_ERROR, "bad")), true);
            deliveries.get(2).disposition(Released.INSTANCE, true);
            deliveries.get(3).disposition(new Modified(true, false, Map.of()), true);
            client.finish();
            assertThat(client.events.events).contains("delivery m0", "delivery m3");
        }
    }

    @Test
    void everyOutcomeOfTheReceiverIsTold() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachReceiver()) {
            credit(client, 4);
            client.peer
                    .expectTransfer()
                    .withDeliveryId(0)
                    .withPayload(bytes("m0"))
                    .accept();
            client.peer
                    .expectTransfer()
                    .withDeliveryId(1)
                    .withPayload(bytes("m1"))
                    .reject("amqp:not-allowed", "no");
            client.peer
                    .expectTransfer()
                    .withDeliveryId(2)
                    .withPayload(bytes("m2"))
                    .release();
            client.peer
                    .expectTransfer()
                    .withDeliveryId(3)
                    .withPayload(bytes("m3"))
                    .modify(true, true);
            client.thenCloses();
            client.events.onCredit = sender -> {
                for (int i = 0; i < 4; i++) {
                    sender.send(ScriptedServer.payload("m" + i), 0, false, null, null);
                }
            };
            client.run();
            List<OutgoingDelivery> updates = client.events.updates;
            assertThat(updates).hasSize(4);
            assertThat(updates.get(0).remoteState()).isEqualTo(Accepted.INSTANCE);
            assertThat(((Rejected) updates.get(1).remoteState()).error()).hasToString("amqp:not-allowed: no");
            assertThat(updates.get(2).remoteState()).isEqualTo(Released.INSTANCE);
            assertThat(((Modified) updates.get(3).remoteState()).undeliverableHere())
                    .isTrue();
        }
    }

    @Test
    void aMessageInSeveralFramesIsDeliveredOnce() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer.expectFlow().withLinkCredit(1);
            client.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withDeliveryId(0)
                    .withDeliveryTag(new byte[] {1})
                    .withMore(true)
                    .withPayload(bytes("one "))
                    .queue();
            client.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(true)
                    .queue();
            client.peer
                    .remoteTransfer()
                    .withHandle(0)
                    .withNullDeliveryTag()
                    .withMore(false)
                    .withPayload(bytes("two"))
                    .queue();
            client.peer
                    .expectDisposition()
                    .withFirst(0)
                    .withSettled(true)
                    .withState()
                    .accepted();
            client.thenCloses();
            client.events.onLink = link -> {
                link.source(link.remoteSource()).target(link.remoteTarget());
                link.open();
                ((EngineReceiver) link).addCredit(1);
            };
            client.events.onDelivery = delivery -> delivery.disposition(Accepted.INSTANCE, true);
            client.run();
            assertThat(client.events.events).contains("delivery one two");
        }
    }

    @Test
    void aLargeMessageGoesOutInFramesThatTheClientTakes() throws Exception {
        StringBuffer received = new StringBuffer();
        String text = "0123456789".repeat(100);
        try (ScriptedClient client = ScriptedClient.bare()) {
            client.peer.getDriver().setInboundMaxFrameSize(512);
            client.peer.remoteOpen().withMaxFrameSize(512).queue();
            client.peer.expectOpen();
            client.peer.remoteBegin().withNextOutgoingId(0).queue();
            client.peer.expectBegin();
            client.attachReceiver();
            credit(client, 1);
            client.peer.expectTransfer().withMore(true).withPayload(ScriptedServer.appendingTo(received));
            client.peer.expectTransfer().withMore(true).withPayload(ScriptedServer.appendingTo(received));
            client.peer.expectTransfer().withPayload(ScriptedServer.appendingTo(received));
            client.thenCloses();
            client.events.onCredit = sender -> sender.send(ScriptedServer.payload(text), 0, false, null, null);
            client.run();
            assertThat(received.toString()).isEqualTo(text);
        }
    }

    @Test
    void aDrainIsAnsweredByItself() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachReceiver()) {
            client.peer
                    .remoteFlow()
                    .withHandle(0)
                    .withDeliveryCount(0)
                    .withLinkCredit(7)
                    .withDrain(true)
                    .withNextIncomingId(0)
                    .withIncomingWindow(100)
                    .withNextOutgoingId(0)
                    .withOutgoingWindow(100)
                    .queue();
            client.peer
                    .expectFlow()
                    .withHandle(0)
                    .withDeliveryCount(7)
                    .withLinkCredit(0)
                    .withDrain(true);
            client.thenCloses();
            client.run();
            assertThat(client.events.events).contains("drain answered r");
        }
    }

    @Test
    void ourDrainEndsWhenTheClientAnswers() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer.expectFlow().withLinkCredit(5).withDrain(true);
            client.peer
                    .remoteFlow()
                    .withHandle(0)
                    .withDeliveryCount(5)
                    .withLinkCredit(0)
                    .withDrain(true)
                    .withNextIncomingId(0)
                    .withIncomingWindow(100)
                    .withNextOutgoingId(0)
                    .withOutgoingWindow(100)
                    .queue();
            client.thenCloses();
            client.events.onLink = link -> {
                link.source(link.remoteSource()).target(link.remoteTarget());
                link.open();
                ((EngineReceiver) link).addCredit(5);
                ((EngineReceiver) link).drain();
            };
            client.run();
            assertThat(client.events.events).contains("drained s");
        }
    }

    @Test
    @Spec("X-033")
    void aMessageLargerThanAnnouncedDetachesTheLink() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession()) {
            client.peer
                    .remoteAttach()
                    .ofSender()
                    .withName("s")
                    .withHandle(0)
                    .withInitialDeliveryCount(0)
                    .withTarget()
                    .withAddress("q")
                    .also()
                    .queue();
            client.peer.expectAttach().ofReceiver().withMaxMessageSize(4);
            client.peer.expectFlow().withLinkCredit(1);
            transfer(client, 0, "five!");
            client.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:link:message-size-exceeded")
                    .respond();
            client.thenCloses();
            client.events.onLink = link -> {
                link.settings().maxMessageSize(4);
                link.source(link.remoteSource()).target(link.remoteTarget());
                link.open();
                ((EngineReceiver) link).addCredit(1);
            };
            client.run();
            assertThat(client.events.deliveries).isEmpty();
        }
    }

    /** Dispositions for what nobody knows mean nothing. */
    @Test
    @Spec({"X-049", "B5"})
    void dispositionsOfUnknownDeliveriesAreIgnored() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachReceiver()) {
            client.peer
                    .remoteDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withLast(2_000_000_000L)
                    .withSettled(true)
                    .withState()
                    .accepted()
                    .onChannel(0)
                    .queue();
            credit(client, 1);
            client.peer.expectTransfer().withDeliveryId(0).accept();
            client.thenCloses();
            client.events.onCredit = sender -> sender.send(ScriptedServer.payload("m"), 0, false, null, null);
            client.run();
            assertThat(client.events.updates).hasSize(1);
            assertThat(client.engine.failure()).isNull();
        }
    }

    private static void credit(ScriptedClient client, int count) {
        client.peer
                .remoteFlow()
                .withHandle(0)
                .withDeliveryCount(0)
                .withLinkCredit(count)
                .withNextIncomingId(0)
                .withIncomingWindow(100)
                .withNextOutgoingId(0)
                .withOutgoingWindow(100)
                .queue();
    }

    private static void transfer(ScriptedClient client, int id, String text) {
        client.peer
                .remoteTransfer()
                .withHandle(0)
                .withDeliveryId(id)
                .withDeliveryTag(new byte[] {(byte) id})
                .withPayload(bytes(text))
                .queue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
