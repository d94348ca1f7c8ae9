// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.qpid.protonj2.test.driver.codec.security.SaslCode;
import org.apache.qpid.protonj2.test.driver.codec.transport.AMQPHeader;
import org.junit.jupiter.api.Test;

/** The server's SASL and headers against an independent client. */
@Spec({"X-001", "X-002", "X-003", "S-002", "S-004", "S-005", "S-009", "S-011", "B13"})
class ScriptedClientSaslTest {

    private static final SaslServerOptions PLAIN = SaslServerOptions.builder()
            .mechanisms(
                    SaslServerMechanismFactory.plain(SaslAuthenticator.users(Map.of("alice", "secret".toCharArray()))))
            .allowInsecureMechs(true)
            .build();

    @Test
    void anonymous() throws Exception {
        try (ScriptedClient client = server(SaslServerOptions.DEFAULT)) {
            client.peer.queueClientSaslAnonymousConnect();
            openAndClose(client);
            assertThat(client.events.events)
                    .containsExactly("authenticated ANONYMOUS null", "open driver", "close null");
        }
    }

    @Test
    void plain() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            client.peer.queueClientSaslPlainConnect("alice", "secret");
            openAndClose(client);
            assertThat(client.engine.authenticatedUser()).isEqualTo("alice");
        }
    }

    @Test
    void aClientMayLeaveSaslOutWhereAnonymousIsOffered() throws Exception {
        try (ScriptedClient client = server(SaslServerOptions.DEFAULT)) {
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectAMQPHeader();
            openAndClose(client);
            assertThat(client.engine.mechanism()).isNull();
        }
    }

    @Test
    void external() throws Exception {
        SaslServerOptions options = SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.external())
                .transport(new TransportSecurity(true, "CN=alice"))
                .build();
        try (ScriptedClient client = server(options)) {
            client.peer.remoteSASLHeader().queue();
            client.peer.expectSASLHeader();
            client.peer.expectSaslMechanisms().withSaslServerMechanism("EXTERNAL");
            client.peer
                    .remoteSaslInit()
                    .withMechanism("EXTERNAL")
                    .withInitialResponse(new byte[0])
                    .queue();
            client.peer.expectSaslOutcome().withCode(SaslCode.OK);
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectAMQPHeader();
            openAndClose(client);
            assertThat(client.engine.authenticatedUser()).isEqualTo("CN=alice");
        }
    }

    @Test
    void plainInTwoSteps() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            client.peer.remoteSASLHeader().queue();
            client.peer.expectSASLHeader();
            client.peer.expectSaslMechanisms().withSaslServerMechanism("PLAIN");
            client.peer.remoteSaslInit().withMechanism("PLAIN").queue();
            client.peer.expectSaslChallenge().withChallenge(new byte[0]);
            client.peer
                    .remoteSaslResponse()
                    .withResponse(client.peer.saslPlainInitialResponse("alice", "secret"))
                    .queue();
            client.peer.expectSaslOutcome().withCode(SaslCode.OK);
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectAMQPHeader();
            openAndClose(client);
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            refused(client, "PLAIN", client.peer.saslPlainInitialResponse("alice", "Secret"));
            assertThat(client.engine.authenticatedUser()).isNull();
        }
    }

    @Test
    void aMalformedMessageIsRefused() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            refused(client, "PLAIN", "alice\0secret".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aMechanismThatWasNotOfferedIsRefused() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            refused(client, "ANONYMOUS", new byte[0]);
        }
    }

    /** What is pipelined behind a refused init is not processed. */
    @Test
    @Spec("B13")
    void nothingIsProcessedAfterARefusal() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            client.peer.remoteSASLHeader().queue();
            client.peer.expectSASLHeader();
            client.peer.expectSaslMechanisms();
            client.peer
                    .remoteSaslInit()
                    .withMechanism("PLAIN")
                    .withInitialResponse(client.peer.saslPlainInitialResponse("alice", "wrong"))
                    .queue();
            client.peer.remoteAMQPHeader().queue();
            client.peer.remoteOpen().withContainerId("intruder").queue();
            client.peer.expectSaslOutcome().withCode(SaslCode.AUTH);
            client.run();
            assertThat(client.events.events).noneMatch(e -> e.startsWith("open"));
            assertThat(client.engine.connection().remoteOpen()).isNull();
        }
    }

    /** An open where SASL was expected. */
    @Test
    @Spec("B13")
    void anOpenInsteadOfSaslIsNotProcessed() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            client.peer.remoteSASLHeader().queue();
            client.peer.expectSASLHeader();
            client.peer.expectSaslMechanisms();
            client.peer.remoteOpen().withContainerId("intruder").queue();
            client.run();
            assertThat(client.engine.connection().remoteOpen()).isNull();
            assertThat(client.engine.failure().condition()).hasToString("amqp:connection:framing-error");
        }
    }

    @Test
    void aClientThatLeavesRequiredSaslOutIsToldTheHeader() throws Exception {
        try (ScriptedClient client = server(PLAIN)) {
            client.peer.remoteAMQPHeader().queue();
            client.peer.expectSASLHeader();
            client.run();
            assertThat(client.engine.failure().description()).startsWith("the client left out SASL");
        }
    }

    @Test
    void aClientThatAsksForSaslInVainIsToldTheHeader() throws Exception {
        try (ScriptedClient client = new ScriptedClient(EngineOptions.builder("lepton"))) {
            client.peer.remoteSASLHeader().queue();
            client.peer.expectAMQPHeader();
            client.run();
            assertThat(client.engine.failure().description()).startsWith("the client asks for SASL");
        }
    }

    @Test
    void otherVersionsAndProtocolsAreToldTheHeader() throws Exception {
        byte[][] headers = {
            {'A', 'M', 'Q', 'P', 0, 1, 1, 0}, {'A', 'M', 'Q', 'P', 2, 1, 0, 0}, {'A', 'M', 'Q', 'P', 0, 0, 9, 1},
        };
        for (byte[] header : headers) {
            try (ScriptedClient client = new ScriptedClient(EngineOptions.builder("lepton"))) {
                client.peer.remoteHeader(new AMQPHeader(header, false)).queue();
                client.peer.expectAMQPHeader();
                client.run();
                assertThat(client.engine.failure().condition()).hasToString("amqp:not-implemented");
            }
        }
    }

    @Test
    void garbageIsToldTheHeader() throws Exception {
        try (ScriptedClient client = new ScriptedClient(EngineOptions.builder("lepton"))) {
            client.peer
                    .remoteBytes()
                    .withBytes("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                    .queue();
            client.peer.expectAMQPHeader();
            client.run();
            assertThat(client.engine.failure().description()).startsWith("the client speaks HTTP");
        }
    }

    private static void refused(ScriptedClient client, String mechanism, byte[] response) throws Exception {
        client.peer.remoteSASLHeader().queue();
        client.peer.expectSASLHeader();
        client.peer.expectSaslMechanisms().withSaslServerMechanism("PLAIN");
        client.peer
                .remoteSaslInit()
                .withMechanism(mechanism)
                .withInitialResponse(response)
                .queue();
        client.peer.expectSaslOutcome().withCode(SaslCode.AUTH);
        client.run();
        assertThat(client.events.events)
                .containsExactly("authentication failed amqp:unauthorized-access", "failed amqp:unauthorized-access");
    }

    private static void openAndClose(ScriptedClient client) throws Exception {
        client.peer.remoteOpen().withContainerId("driver").queue();
        client.peer.expectOpen().withContainerId("lepton");
        client.thenCloses();
        client.run();
        assertThat(client.engine.failure()).isNull();
    }

    private static ScriptedClient server(SaslServerOptions sasl) {
        return new ScriptedClient(EngineOptions.builder("lepton").sasl(sasl));
    }
}
