// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import org.junit.jupiter.api.Test;

/** Opening and closing of everything, with and without errors, against an independent server. */
@Spec({"X-007", "X-009", "X-015", "X-018", "X-019", "X-031", "X-032", "X-035"})
class ScriptedServerEndpointTest {

    @Test
    @Spec({"X-012", "X-015"})
    void theOpenSaysWhatTheOptionsSay() throws Exception {
        EngineOptions.Builder options = EngineOptions.builder("lepton")
                .hostname("vhost")
                .maxFrameSize(4096)
                .channelMax(7)
                .idleTimeout(30_000);
        try (ScriptedServer server = new ScriptedServer(options)) {
            server.peer.expectAMQPHeader().respondWithAMQPHeader();
            server.peer
                    .expectOpen()
                    .withContainerId("lepton")
                    .withHostname("vhost")
                    .withMaxFrameSize(4096)
                    .withChannelMax(7)
                    .withIdleTimeOut(15_000)
                    .respond()
                    .withContainerId("driver")
                    .withIdleTimeOut(20_000);
            server.peer.expectClose().respond();
            server.engine.connection().open();
            server.connect();
            server.untilTold("open driver");
            server.closeAndFinish();
        }
    }

    /** Everything is said before anything is answered. */
    @Test
    @Spec("X-008")
    void framesMayBePipelined() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen();
            server.peer.expectBegin();
            server.peer.expectAttach().ofSender().withName("out");
            server.peer.expectClose();
            server.peer.remoteOpen().queue();
            server.peer.remoteClose().queue();
            server.engine.connection().open();
            server.sender(server.session());
            server.connect();
            server.closeAndFinish();
            assertThat(server.engine.failure()).isNull();
        }
    }

    @Test
    void aRefusedConnectionTellsWhy() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().reject("amqp:connection:redirect", "go away");
            server.peer.expectClose();
            server.engine.connection().open();
            server.connect();
            server.finish();
            assertThat(server.events.events.get(server.events.events.size() - 1))
                    .isEqualTo("close amqp:connection:redirect: go away");
        }
    }

    @Test
    void aCloseWithErrorIsAnswered() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond();
            server.peer
                    .remoteClose()
                    .withErrorCondition("amqp:connection:forced", "maintenance")
                    .queue();
            server.peer.expectClose();
            server.engine.connection().open();
            server.connect();
            server.finish();
            assertThat(server.engine.connection().remoteError()).hasToString("amqp:connection:forced: maintenance");
        }
    }

    @Test
    void ourCloseCarriesItsError() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond();
            server.peer.expectClose().withError("amqp:internal-error", "oops").respond();
            server.engine.connection().open();
            server.connect();
            server.untilTold("open");
            server.engine.connection().close(ErrorCondition.of(AmqpError.INTERNAL_ERROR, "oops"));
            server.finish();
        }
    }

    @Test
    void aSessionEndsOnItsOwn() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectEnd().withError("amqp:not-allowed", "enough").respond();
            server.peer.expectBegin().respond();
            server.peer.expectClose().respond();
            EngineSession session = server.session();
            server.connect();
            server.untilTold("begin");
            session.close(ErrorCondition.of(AmqpError.NOT_ALLOWED, "enough"));
            server.untilTold("end null");
            server.session();
            server.until("the second session is open", () -> server.events.sessions.size() == 2);
            server.closeAndFinish();
        }
    }

    @Test
    void anEndWithErrorIsAnswered() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer
                    .remoteEnd()
                    .withErrorCondition("amqp:resource-limit-exceeded", "full")
                    .queue();
            server.peer.expectEnd();
            server.peer.expectClose().respond();
            EngineSession session = server.session();
            server.connect();
            server.untilTold("end amqp:resource-limit-exceeded: full");
            assertThat(session.localState()).isEqualTo(EndpointState.CLOSED);
            server.closeAndFinish();
        }
    }

    @Test
    void anAttachSaysWhatItsSettingsSay() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer
                    .expectAttach()
                    .ofReceiver()
                    .withName("in")
                    .withHandle(0)
                    .withSource()
                    .withAddress("queue")
                    .also()
                    .withTarget()
                    .withAddress("here")
                    .also()
                    .respond();
            server.peer
                    .expectAttach()
                    .ofSender()
                    .withName("out")
                    .withHandle(1)
                    .withInitialDeliveryCount(0)
                    .withSource()
                    .withAddress("here")
                    .also()
                    .withTarget()
                    .withAddress("queue")
                    .also()
                    .respond();
            server.peer.expectClose().respond();
            EngineSession session = server.session();
            EngineReceiver receiver = server.receiver(session);
            EngineSender sender = server.sender(session);
            server.connect();
            server.until("both are attached", () -> receiver.attached() && sender.attached());
            server.closeAndFinish();
        }
    }

    @Test
    void aRefusedSenderIsToldOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectAttach().ofSender().reject(true, "amqp:not-found", "no such queue");
            server.peer.expectDetach().withClosed(true);
            server.peer.expectClose().respond();
            server.sender(server.session());
            server.connect();
            server.untilTold("refused out amqp:not-found: no such queue");
            assertThat(server.events.events).noneMatch(e -> e.startsWith("attach") || e.startsWith("link"));
            server.closeAndFinish();
        }
    }

    @Test
    void aRefusedReceiverIsToldOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectAttach().ofReceiver().reject(true, "amqp:unauthorized-access", "not you");
            server.peer.expectDetach().withClosed(true);
            server.peer.expectClose().respond();
            server.receiver(server.session());
            server.connect();
            server.untilTold("refused in amqp:unauthorized-access: not you");
            assertThat(server.events.events).noneMatch(e -> e.startsWith("attach") || e.startsWith("link"));
            server.closeAndFinish();
        }
    }

    @Test
    @Spec("M-014")
    void aDynamicSourceGetsItsAddress() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer
                    .expectAttach()
                    .ofReceiver()
                    .withSource()
                    .withDynamic(true)
                    .also()
                    .respond()
                    .withSource()
                    .withDynamic(true)
                    .withAddress("temporary-1");
            server.peer.expectClose().respond();
            EngineReceiver receiver = server.session().receiver("in");
            receiver.source(Source.builder().dynamic(true).build())
                    .target(Target.of("here"))
                    .open();
            server.connect();
            server.untilTold("attach in");
            assertThat(receiver.remoteSource().address()).isEqualTo("temporary-1");
            server.closeAndFinish();
        }
    }

    @Test
    void detachAndCloseAreAnsweredInKind() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectAttach().ofSender().respond();
            server.peer.expectAttach().ofReceiver().respond();
            server.peer
                    .remoteDetach()
                    .withHandle(0)
                    .withClosed(true)
                    .withErrorCondition("amqp:resource-deleted", "gone")
                    .queue();
            server.peer.expectDetach().withHandle(0).withClosed(true);
            server.peer.remoteDetach().withHandle(1).withClosed(false).queue();
            server.peer.expectDetach().withHandle(1);
            server.peer.expectClose().respond();
            EngineSession session = server.session();
            EngineSender sender = server.sender(session);
            EngineReceiver receiver = server.receiver(session);
            server.connect();
            server.untilTold("link closed out amqp:resource-deleted: gone");
            server.untilTold("link detached in null");
            assertThat(sender.localState()).isEqualTo(EndpointState.CLOSED);
            assertThat(receiver.localState()).isEqualTo(EndpointState.DETACHED);
            server.closeAndFinish();
        }
    }

    @Test
    void ourDetachCarriesItsError() throws Exception {
        try (ScriptedServer server = ScriptedServer.withSession()) {
            server.peer.expectAttach().ofReceiver().respond();
            server.peer
                    .expectDetach()
                    .withClosed(true)
                    .withError("amqp:not-implemented", "what is this")
                    .respond();
            server.peer.expectClose().respond();
            EngineReceiver receiver = server.receiver(server.session());
            server.connect();
            server.untilTold("attach");
            receiver.close(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, "what is this"));
            server.untilTold("link closed in null");
            server.closeAndFinish();
        }
    }

    @Test
    @Spec({"X-006", "X-014"})
    void emptyFramesMeanNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond().withContainerId("driver");
            server.peer.remoteEmptyFrame().queue();
            server.peer
                    .remoteBytes()
                    .withBytes(new byte[] {0, 0, 0, 8, 2, 0, 0, 5})
                    .queue();
            server.peer.remoteClose().queue();
            server.peer.expectClose();
            server.engine.connection().open();
            server.connect();
            server.finish();
            assertThat(server.events.events).containsExactly("open driver", "close null");
        }
    }

    @Test
    @Spec("X-004")
    void aMalformedFrameClosesTheConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond();
            server.peer
                    .remoteBytes()
                    .withBytes(new byte[] {0, 0, 0, 7, 2, 0, 0, 0})
                    .queue();
            server.peer.expectClose().withError("amqp:connection:framing-error");
            server.engine.connection().open();
            server.connect();
            server.finish();
            assertThat(server.engine.failure().condition()).hasToString("amqp:connection:framing-error");
        }
    }

    @Test
    @Spec({"X-013", "B31"})
    void anIdleTimeOutThatCannotBeKeptClosesTheConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.bare()) {
            server.peer.expectOpen().respond().withIdleTimeOut(1);
            server.peer.expectClose().withError("amqp:invalid-field").respond();
            server.engine.connection().open();
            server.connect();
            server.finish();
        }
    }
}
