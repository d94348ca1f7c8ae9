// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.qpid.protonj2.test.driver.codec.security.SaslCode;
import org.junit.jupiter.api.Test;

/** The client's SASL and headers against an independent server. */
@Spec({"X-001", "X-002", "S-002", "S-004", "S-005", "S-006", "S-007", "S-009", "S-011"})
class ScriptedServerSaslTest {

    private static final SaslCredentials ALICE = SaslCredentials.of("alice", "secret".toCharArray());

    @Test
    void anonymous() throws Exception {
        try (ScriptedServer server = client(SaslClientOptions.builder())) {
            server.peer.expectSASLAnonymousConnect("PLAIN", "ANONYMOUS");
            openAndClose(server);
            assertThat(server.events.events)
                    .containsExactly("authenticated ANONYMOUS null", "open driver", "close null");
        }
    }

    @Test
    void plain() throws Exception {
        try (ScriptedServer server = client(alice())) {
            server.peer.expectSASLPlainConnect("alice", "secret");
            openAndClose(server);
            assertThat(server.engine.authenticatedUser()).isEqualTo("alice");
            assertThat(server.engine.mechanism()).isEqualTo("PLAIN");
        }
    }

    @Test
    void external() throws Exception {
        try (ScriptedServer server =
                client(SaslClientOptions.builder().transport(new TransportSecurity(true, "CN=alice")))) {
            server.peer.expectSaslExternalConnect();
            openAndClose(server);
            assertThat(server.engine.authenticatedUser()).isEqualTo("CN=alice");
        }
    }

    @Test
    void theHostIsNamedInInit() throws Exception {
        try (ScriptedServer server = client(SaslClientOptions.builder().hostname("broker.example"))) {
            server.peer.expectSASLHeader().respondWithSASLHeader();
            server.peer.remoteSaslMechanisms().withMechanisms("ANONYMOUS").queue();
            server.peer.expectSaslInit().withMechanism("ANONYMOUS").withHostname("broker.example");
            server.peer.remoteSaslOutcome().withCode(SaslCode.OK).queue();
            server.peer.expectAMQPHeader().respondWithAMQPHeader();
            openAndClose(server);
        }
    }

    @Test
    void aWrongPasswordIsFinal() throws Exception {
        try (ScriptedServer server = client(alice())) {
            server.peer.expectFailingSASLPlainConnect((byte) SaslCode.AUTH.ordinal(), "PLAIN");
            server.connect();
            server.finish();
            assertThat(server.events.events)
                    .containsExactly(
                            "authentication failed amqp:unauthorized-access", "failed amqp:unauthorized-access");
            assertThat(server.engine.failure())
                    .hasToString("amqp:unauthorized-access: the server refused user alice with PLAIN: "
                            + "the credentials are wrong or not permitted");
        }
    }

    @Test
    void noMutualMechanismEndsBeforeInit() throws Exception {
        try (ScriptedServer server = client(alice())) {
            server.peer.expectSaslMechanismNegotiationFailure("SCRAM-SHA-512", "ANONYMOUS");
            server.connect();
            server.finish();
            assertThat(server.engine.failure().description())
                    .contains("SCRAM-SHA-512 is not known here")
                    .contains("ANONYMOUS would ignore the user");
        }
    }

    @Test
    void aServerThatTakesNoSaslIsNamed() throws Exception {
        try (ScriptedServer server = client(SaslClientOptions.builder())) {
            server.peer.expectSASLHeader().respondWithAMQPHeader();
            server.connect();
            server.finish();
            assertThat(server.engine.failure().description()).startsWith("the server takes no SASL");
        }
    }

    @Test
    void aServerThatDemandsSaslIsNamed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(EngineOptions.builder("lepton"))) {
            server.peer.expectAMQPHeader().respondWithSASLHeader();
            server.connect();
            server.finish();
            assertThat(server.engine.failure().description()).startsWith("the server demands SASL");
        }
    }

    @Test
    void aServerThatSpeaksSomethingElseIsNamed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(EngineOptions.builder("lepton"))) {
            server.peer
                    .expectAMQPHeader()
                    .respondWithBytes("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
            server.connect();
            server.finish();
            assertThat(server.engine.failure().description()).startsWith("the server speaks HTTP");
        }
    }

    private static void openAndClose(ScriptedServer server) throws Exception {
        server.peer.expectOpen().respond().withContainerId("driver");
        server.peer.expectClose().respond();
        server.engine.connection().open();
        server.connect();
        server.untilTold("open");
        server.closeAndFinish();
        assertThat(server.engine.failure()).isNull();
    }

    private static SaslClientOptions.Builder alice() {
        return SaslClientOptions.builder().credentials(ALICE).allowInsecureMechs(true);
    }

    private static ScriptedServer client(SaslClientOptions.Builder sasl) {
        return new ScriptedServer(EngineOptions.builder("lepton").sasl(sasl.build()));
    }
}
