// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import org.junit.jupiter.api.Test;

/** Being opened and closed by an independent client. */
@Spec({"X-009", "X-018", "X-019", "X-031", "X-035"})
class ScriptedClientEndpointTest {

    @Test
    void everythingIsAnsweredInOrder() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer.remoteDetach().withHandle(0).withClosed(true).queue();
            client.peer.expectDetach().withHandle(0).withClosed(true);
            client.peer.remoteEnd().queue();
            client.peer.expectEnd();
            client.thenCloses();
            client.run();
            assertThat(client.events.events)
                    .containsExactly(
                            "open driver", "begin 0", "attach s", "link closed s null", "end null", "close null");
            assertThat(client.engine.failure()).isNull();
        }
    }

    /** The client does not wait for anything. */
    @Test
    @Spec("X-008")
    void pipelinedFramesAreTaken() throws Exception {
        try (ScriptedClient client = new ScriptedClient(EngineOptions.builder("lepton"))) {
            client.peer.remoteAMQPHeader().queue();
            client.peer.remoteOpen().withContainerId("driver").queue();
            client.peer.remoteBegin().withNextOutgoingId(0).queue();
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
            client.peer.remoteEnd().queue();
            client.peer.remoteClose().queue();
            client.peer.expectAMQPHeader();
            client.peer.expectOpen();
            client.peer.expectBegin();
            client.peer.expectAttach();
            client.peer.expectEnd();
            client.peer.expectClose();
            client.run();
            assertThat(client.events.events)
                    .containsExactly("open driver", "begin 0", "attach s", "end null", "close null");
        }
    }

    @Test
    void aConnectionIsRefusedByACloseAfterTheOpen() throws Exception {
        try (ScriptedClient client = ScriptedClient.bare()) {
            client.events.onOpen =
                    connection -> connection.close(ErrorCondition.of(ConnectionError.REDIRECT, "elsewhere"));
            client.peer.remoteOpen().queue();
            client.peer.expectOpen();
            client.peer
                    .expectClose()
                    .withError("amqp:connection:redirect", "elsewhere")
                    .respond();
            client.run();
            assertThat(client.engine.failure()).isNull();
        }
    }

    /** Attach without the terminus that was asked for, then detach with the reason. */
    @Test
    @Spec("X-031")
    void aLinkIsRefusedByAnAttachWithoutTarget() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession()) {
            client.events.onLink = link -> link.close(ErrorCondition.of(AmqpError.NOT_FOUND, "no such queue"));
            client.peer
                    .remoteAttach()
                    .ofSender()
                    .withName("s")
                    .withHandle(0)
                    .withInitialDeliveryCount(0)
                    .withSource()
                    .withAddress("there")
                    .also()
                    .withTarget()
                    .withAddress("nowhere")
                    .also()
                    .queue();
            client.peer.expectAttach().ofReceiver().withName("s").withNullTarget();
            client.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:not-found", "no such queue")
                    .respond();
            client.thenCloses();
            client.run();
        }
    }

    @Test
    void aLinkIsRefusedByAnAttachWithoutSource() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession()) {
            client.events.onLink = link -> link.close(ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "not you"));
            client.peer
                    .remoteAttach()
                    .ofReceiver()
                    .withName("r")
                    .withHandle(0)
                    .withSource()
                    .withAddress("secret")
                    .also()
                    .withTarget()
                    .withAddress("there")
                    .also()
                    .queue();
            client.peer.expectAttach().ofSender().withName("r").withNullSource();
            client.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:unauthorized-access", "not you")
                    .respond();
            client.thenCloses();
            client.run();
        }
    }

    @Test
    void errorsOfTheClientAreTold() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer
                    .remoteDetach()
                    .withHandle(0)
                    .withClosed(true)
                    .withErrorCondition("amqp:internal-error", "link")
                    .queue();
            client.peer.expectDetach();
            client.peer
                    .remoteEnd()
                    .withErrorCondition("amqp:internal-error", "session")
                    .queue();
            client.peer.expectEnd();
            client.peer
                    .remoteClose()
                    .withErrorCondition("amqp:internal-error", "connection")
                    .queue();
            client.peer.expectClose();
            client.run();
            assertThat(client.events.events)
                    .endsWith(
                            "link closed s amqp:internal-error: link",
                            "end amqp:internal-error: session",
                            "close amqp:internal-error: connection");
        }
    }

    @Test
    void ourErrorsAreTold() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:resource-deleted", "gone")
                    .respond();
            client.peer
                    .expectEnd()
                    .withError("amqp:resource-limit-exceeded", "enough")
                    .respond();
            client.peer
                    .expectClose()
                    .withError("amqp:connection:forced", "maintenance")
                    .respond();
            client.connect();
            client.untilTold("attach");
            client.events.links.get(0).close(ErrorCondition.of(AmqpError.RESOURCE_DELETED, "gone"));
            client.untilTold("link closed");
            client.events.sessions.get(0).close(ErrorCondition.of(AmqpError.RESOURCE_LIMIT_EXCEEDED, "enough"));
            client.untilTold("end");
            client.engine.connection().close(ErrorCondition.of(ConnectionError.FORCED, "maintenance"));
            client.finish();
        }
    }

    @Test
    @Spec("X-010")
    void simultaneousClosesCross() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession()) {
            client.peer.remoteClose().queue();
            client.peer.expectClose().withError("amqp:connection:forced");
            client.events.onSession = session -> {
                session.open();
                session.connection().close(ErrorCondition.of(ConnectionError.FORCED, "now"));
            };
            client.run();
            assertThat(client.engine.failure()).isNull();
        }
    }

    @Test
    @Spec("X-027")
    void aFlowForAnUnknownHandleEndsTheSession() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession()) {
            client.peer
                    .remoteFlow()
                    .withHandle(9)
                    .withDeliveryCount(0)
                    .withLinkCredit(1)
                    .withNextIncomingId(0)
                    .withIncomingWindow(1)
                    .withNextOutgoingId(0)
                    .withOutgoingWindow(1)
                    .onChannel(0)
                    .queue();
            client.peer.expectEnd().withError("amqp:session:unattached-handle").respond();
            client.thenCloses();
            client.run();
            assertThat(client.engine.failure()).as("only the session is lost").isNull();
        }
    }

    @Test
    @Spec("X-030")
    void aHandleInUseEndsTheSession() throws Exception {
        try (ScriptedClient client = ScriptedClient.withSession().attachSender()) {
            client.peer
                    .remoteAttach()
                    .ofSender()
                    .withName("other")
                    .withHandle(0)
                    .withInitialDeliveryCount(0)
                    .withTarget()
                    .withAddress("q")
                    .also()
                    .queue();
            client.peer.expectEnd().withError("amqp:session:handle-in-use").respond();
            client.thenCloses();
            client.run();
        }
    }

    @Test
    @Spec("X-058")
    void aFrameOnAChannelWithoutSessionClosesTheConnection() throws Exception {
        try (ScriptedClient client = ScriptedClient.bare()) {
            client.peer.remoteOpen().queue();
            client.peer.expectOpen();
            client.peer.remoteEnd().onChannel(3).queue();
            client.peer.expectClose().withError("amqp:connection:framing-error").respond();
            client.run();
        }
    }

    @Test
    @Spec("X-017")
    void aChannelAboveOursClosesTheConnection() throws Exception {
        try (ScriptedClient client =
                new ScriptedClient(EngineOptions.builder("lepton").channelMax(1))) {
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectAMQPHeader();
            client.peer.remoteOpen().queue();
            client.peer.expectOpen().withChannelMax(1);
            client.peer.remoteBegin().withNextOutgoingId(0).onChannel(2).queue();
            client.peer.expectClose().withError("amqp:connection:framing-error").respond();
            client.run();
        }
    }

    @Test
    @Spec("X-007")
    void aBeginBeforeTheOpenClosesTheConnection() throws Exception {
        try (ScriptedClient client = ScriptedClient.bare()) {
            client.peer.remoteBegin().withNextOutgoingId(0).onChannel(0).queue();
            client.peer.expectOpen();
            client.peer.expectClose().withError("amqp:illegal-state").respond();
            client.run();
        }
    }

    @Test
    @Spec("X-007")
    void aSecondOpenClosesTheConnection() throws Exception {
        try (ScriptedClient client = ScriptedClient.bare()) {
            client.peer.remoteOpen().queue();
            client.peer.expectOpen();
            client.peer.remoteOpen().queue();
            client.peer.expectClose().withError("amqp:illegal-state").respond();
            client.run();
        }
    }

    @Test
    @Spec("X-016")
    void aFrameLargerThanAnnouncedClosesTheConnection() throws Exception {
        try (ScriptedClient client =
                new ScriptedClient(EngineOptions.builder("lepton").maxFrameSize(512))) {
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectAMQPHeader();
            client.peer.remoteOpen().queue();
            client.peer.expectOpen().withMaxFrameSize(512);
            client.peer
                    .remoteBytes()
                    .withBytes(new byte[] {0, 0, 2, 1, 2, 0, 0, 0})
                    .queue();
            client.peer.expectClose().withError("amqp:connection:framing-error").respond();
            client.run();
        }
    }
}
