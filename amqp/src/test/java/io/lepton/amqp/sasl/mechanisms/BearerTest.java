// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.TransportSecurity;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.sasl.BearerToken;
import io.lepton.amqp.sasl.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAUTHBEARER and XOAUTH2 at both ends (RFC 7628); attacks.md B12, B20, B25. */
@Timeout(60)
class BearerTest {

    private final List<BearerToken> seen = new ArrayList<>();

    @Test
    void theMessagesAreThoseOfTheDocuments() {
        assertThat(client(BearerFormat.OAUTHBEARER, "user@example.com", "vF9dft4qmT")
                        .start()
                        .text())
                .isEqualTo(
                        "n,a=user@example.com,\u0001host=server.example.com\u0001auth=Bearer vF9dft4qmT\u0001\u0001");
        assertThat(client(BearerFormat.OAUTHBEARER, null, "vF9dft4qmT").start().text())
                .isEqualTo("n,,\u0001host=server.example.com\u0001auth=Bearer vF9dft4qmT\u0001\u0001");
        assertThat(client(BearerFormat.XOAUTH2, "user@example.com", "vF9dft4qmT")
                        .start()
                        .text())
                .isEqualTo("user=user@example.com\u0001auth=Bearer vF9dft4qmT\u0001\u0001");
    }

    @ParameterizedTest
    @CsvSource({"OAUTHBEARER,alice", "OAUTHBEARER,", "OAUTHBEARER,'a,l=i'", "XOAUTH2,alice"})
    void aGoodTokenIsLetIn(BearerFormat format, @Nullable String user) {
        ClientSide client = client(format, user, "good");
        ServerSide.Answer outcome = server(format).start(client.start().text());
        assertThat(outcome.code()).isEqualTo(SaslCode.OK);
        assertThat(outcome.identity()).isEqualTo("owner of good");
        assertThat(seen.get(0).user()).isEqualTo(user);
        assertThat(client.objection(outcome.data())).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aBadTokenIsRefusedAfterTheErrorWasAnswered(BearerFormat format) {
        ClientSide client = client(format, "alice", "bad");
        ServerSide server = server(format);
        String error = server.start(client.start().text()).challenge();
        assertThat(error).isEqualTo("{\"status\":\"invalid_token\"}");

        ClientSide.Answer answer = client.challenge(error);

        assertThat(answer.text()).isEqualTo(format == BearerFormat.OAUTHBEARER ? "\u0001" : "");
        assertThat(server.response(answer.text()).code()).isEqualTo(SaslCode.AUTH);
        assertThat(client.mechanism().refusal()).isEqualTo(error);
        assertThat(client.objection(null)).as("success after an error").contains("invalid_token");
        assertThat(client.challenge("again").failure()).contains("goes on after its error");
    }

    @Test
    void whatTheServerSaysIsMadePrintable() {
        ClientSide client = client(BearerFormat.XOAUTH2, "alice", "bad");
        client.challenge("\u001b[31m" + "x".repeat(1000));
        assertThat(client.mechanism().refusal()).startsWith("?[31mxxx").hasSizeLessThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void aVerifierThatFailsIsATemporaryFailure(BearerFormat format) {
        TokenVerifier failing = token -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        ServerSide server = new ServerSide(new BearerServer.Factory(format, failing).create(serverContext()));
        assertThat(server.start(format.message("alice", null, "good")).code()).isEqualTo(SaslCode.SYS_TEMP);
    }

    @ParameterizedTest
    @EnumSource
    void aVerifierThatGivesNothingIsATemporaryFailureToo(BearerFormat format) {
        TokenVerifier careless = token -> CompletableFuture.completedFuture(null);
        ServerSide server = new ServerSide(new BearerServer.Factory(format, careless).create(serverContext()));
        assertThat(server.start(format.message("alice", null, "good")).code()).isEqualTo(SaslCode.SYS_TEMP);
    }

    @ParameterizedTest
    @EnumSource
    void b12_malformed_messages_are_refused(BearerFormat format) {
        String good = format.message("alice", "host", "good");
        for (int i = 0; i < good.length(); i++) {
            assertThat(server(format).start(good.substring(0, i)).code()).isEqualTo(SaslCode.AUTH);
        }
        for (String bad : List.of(
                "\u0001\u0001",
                "\u0001auth=Bearer x\u0001\u0001",
                "n\u0001auth=Bearer x\u0001\u0001",
                "p=x,,\u0001auth=Bearer x\u0001\u0001",
                "n,,\u0001auth=Basic x\u0001\u0001",
                "user=a\u0001auth=Bearer \u0001\u0001")) {
            assertThat(server(format).start(bad).code()).as(bad).isEqualTo(SaslCode.AUTH);
        }
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0001b", "t\u00f6ken", "a\nb"})
    void whatIsNoTokenIsNotSent(String token) {
        assertThat(client(BearerFormat.OAUTHBEARER, "alice", token).start().failure())
                .contains("the token is empty or has characters that no token has");
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatWouldEndItsPartIsNotSent(BearerFormat format) {
        assertThat(client(format, "alice\u0001auth=Bearer other\u0001\u0001", "good")
                        .start()
                        .failure())
                .contains("the user's name has control characters");
    }

    @Test
    void b20_tokens_need_encryption_and_are_no_passwords() {
        for (BearerFormat format : BearerFormat.values()) {
            assertThat(new BearerClient.Factory(format).plaintextSecret()).isTrue();
            assertThat(new BearerServer.Factory(format, this::verify).plaintextSecret())
                    .isTrue();
            assertThat(new BearerClient.Factory(format)
                            .unusable(context(SaslCredentials.of("alice", new char[] {'x'}))))
                    .isEqualTo("needs a token");
        }
        assertThat(new BearerClient.Factory(BearerFormat.XOAUTH2)
                        .unusable(context(SaslCredentials.token(null, new char[] {'x'}))))
                .isEqualTo("needs a user");
    }

    @Test
    void b25_a_token_is_not_shown() {
        assertThat(new BearerToken("topsecret", "alice", serverContext()))
                .hasToString("BearerToken{user=alice, token=***}");
        for (BearerFormat format : BearerFormat.values()) {
            assertThat(format.read(format.message("alice", null, "topsecret")))
                    .hasToString("Shown{user=alice, token=***}");
        }
    }

    private CompletableFuture<Optional<String>> verify(BearerToken token) {
        seen.add(token);
        return CompletableFuture.completedFuture(
                token.token().equals("good") ? Optional.of("owner of good") : Optional.empty());
    }

    private ServerSide server(BearerFormat format) {
        return new ServerSide(new BearerServer.Factory(format, this::verify).create(serverContext()));
    }

    private static SaslServerContext serverContext() {
        return new SaslServerContext(null, TransportSecurity.ENCRYPTED);
    }

    private static ClientSide client(BearerFormat format, @Nullable String user, String token) {
        BearerClient.Factory factory = new BearerClient.Factory(format);
        return new ClientSide(factory.create(context(SaslCredentials.token(user, token.toCharArray()))));
    }

    private static SaslClientContext context(SaslCredentials credentials) {
        return new SaslClientContext(credentials, "server.example.com", TransportSecurity.ENCRYPTED, false);
    }
}
