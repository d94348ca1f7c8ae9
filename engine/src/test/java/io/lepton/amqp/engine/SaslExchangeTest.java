// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static io.lepton.amqp.engine.RecordingSaslSink.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.SaslCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both ends of SASL against each other. */
class SaslExchangeTest {

    private final RecordingSaslSink fromClient = new RecordingSaslSink();
    private final RecordingSaslSink fromServer = new RecordingSaslSink();

    @Test
    void anonymous() {
        run(SaslClientOptions.DEFAULT, SaslServerOptions.DEFAULT);
        assertThat(fromClient.succeeded).isTrue();
        assertThat(fromServer.succeeded).isTrue();
    }

    @Test
    void plainWithTheRightPassword() {
        SaslLayer server = run(user("secret"), plain());
        assertThat(fromClient.succeeded).isTrue();
        assertThat(server.user()).isEqualTo("alice");
    }

    @Test
    void plainWithTheWrongPassword() {
        run(user("Secret"), plain());
        assertThat(fromClient.theFailure().code()).isEqualTo(SaslCode.AUTH);
        assertThat(fromServer.theFailure().code()).isEqualTo(SaslCode.AUTH);
        assertThat(fromClient.reason()).doesNotContain("Secret");
    }

    @Test
    void externalWinsOverPlainWhereThereIsACertificate() {
        TransportSecurity tls = new TransportSecurity(true, "CN=alice");
        SaslLayer server = run(
                user("secret").toBuilder().transport(tls).build(),
                plain().toBuilder()
                        .mechanisms(
                                plain().mechanisms().get(0),
                                SaslServerMechanismFactory.external(),
                                SaslServerMechanismFactory.anonymous())
                        .transport(tls)
                        .build());
        assertThat(server.mechanism()).isEqualTo("EXTERNAL");
        assertThat(server.user()).isEqualTo("CN=alice");
    }

    @Test
    void nothingInCommonEndsAtTheClient() {
        run(user("secret"), SaslServerOptions.DEFAULT);
        assertThat(fromClient.reason()).contains("ANONYMOUS would ignore the user");
        assertThat(fromServer.isOver()).isFalse();
    }

    private SaslLayer run(SaslClientOptions clientOptions, SaslServerOptions serverOptions) {
        SaslLayer client = SaslLayer.client(clientOptions, fromClient);
        SaslLayer server = SaslLayer.server(serverOptions, fromServer);
        client.start();
        server.start();
        int clientRead = 0;
        int serverRead = 0;
        while (clientRead < fromServer.written.size() || serverRead < fromClient.written.size()) {
            if (clientRead < fromServer.written.size()) {
                client.receive(body(fromServer.written.get(clientRead++)));
            } else {
                server.receive(body(fromClient.written.get(serverRead++)));
            }
        }
        return server;
    }

    private static SaslClientOptions user(String password) {
        return SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", password.toCharArray()))
                .allowInsecureMechs(true)
                .build();
    }

    private static SaslServerOptions plain() {
        return SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(
                        SaslAuthenticator.users(Map.of("alice", "secret".toCharArray()))))
                .allowInsecureMechs(true)
                .build();
    }
}
