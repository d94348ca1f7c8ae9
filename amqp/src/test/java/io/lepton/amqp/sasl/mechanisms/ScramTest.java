// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.TransportSecurity;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM at both ends: conformance.md S-008, S-010; attacks.md B12, B14, B15, B16, B25. */
@Timeout(60)
class ScramTest {

    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** As many turns as fit into the largest SASL frame. */
    private static final int LONG = 16_000;

    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;

    private final SaslWork work = new SaslWork("test");

    @AfterEach
    void close() {
        work.close();
    }

    // ---- both together

    @ParameterizedTest
    @EnumSource
    void bothEndsProveThatTheyKnowThePassword(ScramHash hash) {
        ClientSide client = client(hash, "alice", "secret");
        ServerSide server = server(hash, Map.of("alice", "secret"));

        String serverFirst = server.start(client.start().text()).challenge();
        ServerSide.Answer outcome =
                server.response(client.challenge(serverFirst).text());

        assertThat(outcome.code()).isEqualTo(SaslCode.OK);
        assertThat(outcome.identity()).isEqualTo("alice");
        assertThat(client.objection(outcome.data())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'a,b=c','p,w=d'", "ülrich,pässwörd", "al\u00adice,se\u00a0cret"})
    void namesAndPasswordsAreEscapedAndPrepared(String user, String password) {
        String prepared = user.replace("\u00ad", "");
        ClientSide client = client(ScramHash.SHA_256, user, password);
        ServerSide server = server(ScramHash.SHA_256, Map.of(prepared, password.replace('\u00a0', ' ')));

        String serverFirst = server.start(client.start().text()).challenge();
        ServerSide.Answer outcome =
                server.response(client.challenge(serverFirst).text());

        assertThat(outcome.code()).isEqualTo(SaslCode.OK);
        assertThat(outcome.identity()).isEqualTo(prepared);
    }

    @Test
    void aClientThatSaysNothingAtFirstIsAsked() {
        assertThat(server(ScramHash.SHA_1, Map.of()).start(null).challenge()).isEmpty();
    }

    @Test
    void theKeysAreThoseOfTheStandard() {
        // RFC 7677, 3: the server's signature in the example follows from the server key.
        ScramCredentials keys = ScramCredentials.derive(
                ScramHash.SHA_256,
                "pencil".toCharArray(),
                Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="),
                4096);
        String exchange = "n=user,r=rOprNGfwEbeRWgbNEkqO,"
                + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
                + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        assertThat(ScramFunctions.serverSignature(SHA_256, keys.serverKey(), exchange))
                .isEqualTo(Base64.getDecoder().decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(ScramFunctions.verifyClientProof(SHA_256, proof, keys.storedKey(), exchange))
                .isTrue();
        assertThat(keys.matches("pencil".toCharArray())).isTrue();
        assertThat(keys.matches("pencils".toCharArray())).isFalse();
    }

    @Test
    void keysThatCannotBeAreMisuse() {
        byte[] key = new byte[32];
        assertThatThrownBy(() -> new ScramCredentials(ScramHash.SHA_256, SALT, 4095, key, key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScramCredentials(ScramHash.SHA_256, SALT, 1_000_001, key, key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScramCredentials(ScramHash.SHA_256, new byte[0], 4096, key, key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScramCredentials(ScramHash.SHA_512, SALT, 4096, key, key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saltedPasswordsAreDerivedOnceForEachServer() {
        assertThat(work.saltedKeys().size()).isZero();
        for (int i = 0; i < 3; i++) {
            ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
            assertThat(client.challenge(serverFirst(client, "AAAA", 4096)).text())
                    .startsWith("c=biws");
        }
        assertThat(work.saltedKeys().size()).isEqualTo(1);

        ClientSide other = client(ScramHash.SHA_256, "alice", "other");
        other.challenge(serverFirst(other, "AAAA", 4096));
        assertThat(work.saltedKeys().size()).as("another password").isEqualTo(2);
    }

    @Test
    void onlySoManySaltedPasswordsAreKept() {
        for (int i = 0; i < SaltedKeys.MOST + 3; i++) {
            byte[] salt = {(byte) i};
            work.saltedKeys()
                    .derive(ScramHash.SHA_1, "x".toCharArray(), salt, 1)
                    .toCompletableFuture()
                    .join();
        }
        assertThat(work.saltedKeys().size()).isEqualTo(SaltedKeys.MOST);
    }

    @Test
    void aPasswordThatCannotBePreparedIsToldAndNotRemembered() {
        ClientSide.Answer answer =
                client(ScramHash.SHA_256, "alice", "bell\u0007").start();
        assertThat(answer.failure()).contains("RFC 4013").doesNotContain("bell");
        assertThat(client(ScramHash.SHA_256, "", "secret").start().failure()).contains("empty");
    }

    // ---- B16: what a client must not believe

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 1_000_001, Integer.MAX_VALUE})
    void b16_too_few_and_too_many_iterations_are_refused_unworked(int iterations) {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        ClientSide.Answer answer = client.challenge(serverFirst(client, "AAAA", iterations));
        assertThat(answer.failure()).containsAnyOf("asks for " + iterations + " iterations", "malformed");
        assertThat(work.saltedKeys().size()).isZero();
    }

    @Test
    void b16_the_bounds_themselves_are_fine() {
        for (int iterations : List.of(4096, 1_000_000)) {
            ClientSide client = client(ScramHash.SHA_1, "alice", "secret");
            assertThat(client.challenge(serverFirst(client, "AAAA", iterations)).text())
                    .startsWith("c=biws");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=x,r=%sS,s=AAAA,i=4096",
                "r=%sS,s=AAAA,i=4096,m=x",
                "r=%s,s=AAAA,i=4096",
                "r=other,s=AAAA,i=4096",
                "r=S%s,s=AAAA,i=4096",
                "r=%sS,s=,i=4096",
                "r=%sS,s=!,i=4096",
                "r=%sS,s=AAAA,i=4096x",
                "r=%sS,s=AAAA,i=-4096",
                "r=%sS,s=AAAA",
                "r=%sS",
                "e=other-error",
                "",
                "\u0000\uffff"
            })
    void b16_a_first_message_that_is_not_right_is_refused(String form) {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        String nonce = nonce(client.start().text());
        assertThat(client.challenge(form.formatted(nonce)).failure()).startsWith("SCRAM-SHA-256 failed: the server");
        assertThat(client.objection("v=AAAA")).isNotNull();
    }

    @Test
    void b16_success_without_a_signature_is_not_believed() {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        assertThat(client.objection(null)).contains("has not shown by its signature");
        client.challenge(serverFirst(client, "AAAA", 4096));
        assertThat(client.objection(null)).contains("has not shown by its signature");
        assertThat(client.objection("")).contains("has not shown by its signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=AAAA", "v=", "v=!", "V=AAAA", "e=other-error", "x", "v=AAAA,x=y"})
    void b16_a_wrong_signature_is_refused_wherever_it_comes(String message) {
        ClientSide inOutcome = client(ScramHash.SHA_256, "alice", "secret");
        inOutcome.challenge(serverFirst(inOutcome, "AAAA", 4096));
        assertThat(inOutcome.objection(message)).isNotNull();

        ClientSide inChallenge = client(ScramHash.SHA_256, "alice", "secret");
        inChallenge.challenge(serverFirst(inChallenge, "AAAA", 4096));
        assertThat(inChallenge.challenge(message).failure()).startsWith("SCRAM-SHA-256 failed");
        assertThat(inChallenge.objection(null)).isNotNull();
    }

    @Test
    void b16_the_signature_may_come_in_a_challenge() {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        ServerSide server = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        String serverFirst = server.start(client.start().text()).challenge();
        String signature = server.response(client.challenge(serverFirst).text()).data();

        assertThat(client.challenge(signature).text()).isEmpty();
        assertThat(client.objection(null)).isNull();
        assertThat(client.challenge(signature).failure()).contains("goes on after its last message");
    }

    @Test
    void b16_a_server_that_does_not_know_the_password_is_found_out() {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        ServerSide impostor = server(ScramHash.SHA_256, Map.of("alice", "guess"));
        String serverFirst = impostor.start(client.start().text()).challenge();
        assertThat(impostor.response(client.challenge(serverFirst).text()).code())
                .isEqualTo(SaslCode.AUTH);
        String forged = "v=" + Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(client.objection(forged)).contains("does not know the password");
    }

    @Test
    void b16_a_first_message_of_any_length_is_taken_apart_without_a_deep_stack() {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        String first = serverFirst(client, "AAAA", 4096);
        assertThat(client.challenge(first + ",x=y".repeat(LONG)).text()).startsWith("c=biws");
        ClientSide another = client(ScramHash.SHA_256, "alice", "secret");
        assertThat(another.challenge(serverFirst(another, "AAAA".repeat(LONG), 4096))
                        .text())
                .startsWith("c=biws");
    }

    // ---- B14: users that don't exist

    @Test
    void b14_unknown_users_get_a_stable_salt_and_fail_at_the_proof() {
        SaslServerMechanismFactory factory = factory(ScramHash.SHA_256, Map.of("alice", "secret"));
        List<String> salts = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String user : List.of("mallory", "mallory", "alice", "trent")) {
            ClientSide client = client(ScramHash.SHA_256, user, "guess");
            ServerSide server = new ServerSide(factory.create(context()));
            String serverFirst = server.start(client.start().text()).challenge();
            assertThat(serverFirst).matches("r=[^,]+,s=[A-Za-z0-9+/=]{24},i=15000");
            salts.add(serverFirst.replaceAll(".*,s=([^,]*),.*", "$1"));
            ServerSide.Answer outcome =
                    server.response(client.challenge(serverFirst).text());
            assertThat(outcome.code()).isEqualTo(SaslCode.AUTH);
            assertThat(outcome.data()).isNull();
            reasons.add(outcome.reason());
        }
        assertThat(salts.get(0)).isEqualTo(salts.get(1)).isNotEqualTo(salts.get(3));
        assertThat(reasons).containsOnly("SCRAM-SHA-256: unknown user or wrong password");
    }

    @Test
    void b14_decoys_look_like_the_users_of_the_store_over_restarts() {
        ScramStore store = new ScramStore() {
            @Override
            public CompletableFuture<Optional<ScramCredentials>> find(String user, ScramHash hash) {
                return CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public int usualIterations() {
                return 5000;
            }

            @Override
            public int usualSaltLength() {
                return 32;
            }

            @Override
            public byte[] decoySecret() {
                return SALT;
            }
        };
        String before = challengeFor("mallory", store);
        assertThat(before).endsWith(",i=5000");
        assertThat(before.replaceAll("r=[^,]*", ""))
                .isEqualTo(challengeFor("mallory", store).replaceAll("r=[^,]*", ""));
    }

    private static String challengeFor(String user, ScramStore store) {
        SaslServerMechanismFactory factory =
                ServerMechanisms.scram(store, List.of(ScramHash.SHA_256)).get(0);
        return new ServerSide(factory.create(context()))
                .start("n,,n=" + user + ",r=nonce")
                .challenge();
    }

    @Test
    void aStoreThatFailsIsATemporaryFailure() {
        ScramStore store = (user, hash) -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        SaslServerMechanismFactory factory =
                ServerMechanisms.scram(store, List.of(ScramHash.SHA_256)).get(0);
        ServerSide.Answer answer = new ServerSide(factory.create(context())).start("n,,n=alice,r=nonce");
        assertThat(answer.code()).isEqualTo(SaslCode.SYS_TEMP);
    }

    @Test
    void aStoreThatGivesNothingIsATemporaryFailureToo() {
        ScramStore store = (user, hash) -> CompletableFuture.completedFuture(null);
        SaslServerMechanismFactory factory =
                ServerMechanisms.scram(store, List.of(ScramHash.SHA_256)).get(0);
        ServerSide.Answer answer = new ServerSide(factory.create(context())).start("n,,n=alice,r=nonce");
        assertThat(answer.code()).isEqualTo(SaslCode.SYS_TEMP);
    }

    @ParameterizedTest
    @CsvSource({"4095,16", "1000001,16", "15000,0", "15000,33"})
    void b14_a_store_whose_users_nobody_could_resemble_is_misuse(int iterations, int saltLength) {
        ScramStore store = new ScramStore() {
            @Override
            public CompletableFuture<Optional<ScramCredentials>> find(String user, ScramHash hash) {
                return CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public int usualIterations() {
                return iterations;
            }

            @Override
            public int usualSaltLength() {
                return saltLength;
            }
        };
        assertThatThrownBy(() -> ServerMechanisms.scram(store, List.of(ScramHash.SHA_256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a ScramStore's usual");
    }

    // ---- B15: the listener's nonce

    @ParameterizedTest
    @ValueSource(strings = {"%1$s", "%2$s", "%1$s%2$sx", "x%1$s%2$s", "", "%2$s%1$s"})
    void b15_the_whole_nonce_is_compared_though_the_proof_is_right(String form) {
        ServerSide server = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        String bare = "n=alice,r=clientnonce";
        String serverFirst = server.start("n,," + bare).challenge();
        String nonce = nonce(serverFirst);
        String serverPart = nonce.substring("clientnonce".length());
        assertThat(serverPart).hasSizeGreaterThanOrEqualTo(18);

        String sent = form.formatted("clientnonce", serverPart);
        ServerSide.Answer answer = server.response(proven(bare, serverFirst, "c=biws,r=" + sent));

        assertThat(answer.code()).isEqualTo(SaslCode.AUTH);
        assertThat(answer.reason()).contains("nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "SERVER", "x%sSERVER", "%2$sSERVER", "SERVER%s"})
    void b15_a_client_shows_no_proof_to_who_did_not_add_to_its_nonce(String form) {
        ClientSide client = client(ScramHash.SHA_256, "alice", "secret");
        String nonce = nonce(client.start().text());
        String changed = nonce.substring(0, nonce.length() - 1) + (nonce.endsWith("x") ? 'y' : 'x');
        assertThat(client.challenge("r=" + form.formatted(nonce, changed) + ",s=AAAA,i=4096")
                        .failure())
                .isEqualTo("SCRAM-SHA-256 failed: the server did not add to the nonce that it was sent");
    }

    @Test
    void b15_the_right_nonce_passes_and_extensions_are_covered_by_the_proof() {
        ServerSide server = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        String bare = "n=alice,r=clientnonce,x=extension";
        String serverFirst = server.start("y,," + bare).challenge();
        String last = proven(bare, serverFirst, "c=eSws,r=" + nonce(serverFirst) + ",x=more");
        assertThat(server.response(last).code()).isEqualTo(SaslCode.OK);
    }

    @Test
    void aReplayedExchangeFails() {
        SaslServerMechanismFactory factory = factory(ScramHash.SHA_256, Map.of("alice", "secret"));
        String bare = "n=alice,r=clientnonce";
        ServerSide first = new ServerSide(factory.create(context()));
        String serverFirst = first.start("n,," + bare).challenge();
        String last = proven(bare, serverFirst, "c=biws,r=" + nonce(serverFirst));
        assertThat(first.response(last).code()).isEqualTo(SaslCode.OK);

        ServerSide second = new ServerSide(factory.create(context()));
        second.start("n,," + bare);
        assertThat(second.response(last).reason()).contains("nonce");
    }

    // ---- B12: whatever a client sends

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "n,,n=alice",
                "n,,r=nonce",
                "n,,n=,r=nonce",
                "n,,n=alice,r=",
                "x,,n=alice,r=nonce",
                "p=tls-unique,,n=alice,r=nonce",
                "n,a=bob,n=alice,r=nonce",
                "n,,m=x,n=alice,r=nonce",
                "n,,n=a=2,r=nonce",
                "n,a=b=,n=alice,r=nonce",
                "n,,n=alice,r=nonce,",
                "n,,n=alice,r=nonce,x",
                "n,,n=alice,r=nonce,m=x",
                "\u0000",
                ",,,,,,"
            })
    void b12_a_malformed_first_message_is_refused(String message) {
        assertThat(server(ScramHash.SHA_256, Map.of("alice", "secret"))
                        .start(message)
                        .code())
                .isEqualTo(SaslCode.AUTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=%s",
                "c=biws,r=%s,p=",
                "c=biws,r=%s,p=!",
                "c=biws,r=%s,p=AAAA",
                "c=eSws,r=%s,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "c=!,r=%s,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "c=biws,r=%s,m=x,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "c=biws,r=%s,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "r=%s,c=biws,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                ",p=",
                "c=,r=,p="
            })
    void b12_a_malformed_last_message_is_refused(String form) {
        ServerSide server = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        String serverFirst = server.start("n,,n=alice,r=clientnonce").challenge();
        ServerSide.Answer answer = server.response(form.formatted(nonce(serverFirst)));
        assertThat(answer.code()).isEqualTo(SaslCode.AUTH);
        assertThat(answer.data()).isNull();
    }

    @Test
    void b12_messages_of_any_length_are_taken_apart_without_a_deep_stack() {
        ServerSide longName = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        assertThat(longName.start("n,,n=" + "u=2C".repeat(LONG) + ",r=nonce").challenge())
                .startsWith("r=nonce");
        ServerSide manyExtensions = server(ScramHash.SHA_256, Map.of("alice", "secret"));
        String bare = "n=alice,r=clientnonce" + ",x=y".repeat(LONG);
        String serverFirst = manyExtensions.start("n,," + bare).challenge();
        String last = "c=biws,r=" + nonce(serverFirst) + ",x=y".repeat(LONG);
        assertThat(manyExtensions.response(proven(bare, serverFirst, last)).code())
                .isEqualTo(SaslCode.OK);
    }

    // ---- B25

    @Test
    void b25_nothing_shows_keys_or_passwords() {
        ScramCredentials keys = ScramCredentials.derive(ScramHash.SHA_1, "topsecret".toCharArray(), SALT, 4096);
        assertThat(keys).hasToString("ScramCredentials{SCRAM-SHA-1, iterations=4096, keys=***}");
        assertThat(factory(ScramHash.SHA_1, Map.of("alice", "topsecret")).toString())
                .doesNotContain("topsecret");
        ClientSide client = client(ScramHash.SHA_1, "alice", "topsecret");
        assertThat(client.mechanism().toString() + client.start()).doesNotContain("topsecret");
    }

    // ---- tools

    private ClientSide client(ScramHash hash, String user, String password) {
        SaslClientMechanismFactory factory = ClientMechanisms.all(null, "localhost", work).stream()
                .filter(mechanism -> mechanism.name().equals(hash.mechanism()))
                .findFirst()
                .orElseThrow();
        SaslClientContext context = new SaslClientContext(
                SaslCredentials.of(user, password.toCharArray()), null, TransportSecurity.NONE, false);
        assertThat(factory.unusable(context)).isNull();
        return new ClientSide(factory.create(context));
    }

    private ServerSide server(ScramHash hash, Map<String, String> users) {
        return new ServerSide(factory(hash, users).create(context()));
    }

    private SaslServerMechanismFactory factory(ScramHash hash, Map<String, String> users) {
        Map<String, char[]> passwords = new HashMap<>();
        users.forEach((user, password) -> passwords.put(user, password.toCharArray()));
        return ServerMechanisms.passwords(passwords, work).stream()
                .filter(mechanism -> mechanism.name().equals(hash.mechanism()))
                .findFirst()
                .orElseThrow();
    }

    private static SaslServerContext context() {
        return new SaslServerContext(null, TransportSecurity.NONE);
    }

    private static String serverFirst(ClientSide client, String salt, int iterations) {
        return "r=" + nonce(client.start().text()) + "SERVER,s=" + salt + ",i=" + iterations;
    }

    private static String nonce(String message) {
        return message.replaceAll("^(?:n,,n=[^,]*,)?r=([^,]*).*", "$1");
    }

    /** What a client would send last that knows alice's password, whatever it says before the proof. */
    private static String proven(String bare, String serverFirst, String withoutProof) {
        byte[] salt = Base64.getDecoder().decode(serverFirst.replaceAll(".*,s=([^,]*),.*", "$1"));
        int iterations = Integer.parseInt(serverFirst.replaceAll(".*,i=", ""));
        byte[] salted = ScramFunctions.saltedPassword(
                SHA_256, StringPreparation.SASL_PREPARATION, "secret".toCharArray(), salt, iterations);
        byte[] clientKey = ScramFunctions.clientKey(SHA_256, salted);
        byte[] signature = ScramFunctions.clientSignature(
                SHA_256, ScramFunctions.storedKey(SHA_256, clientKey), bare + "," + serverFirst + "," + withoutProof);
        byte[] proof = ScramFunctions.clientProof(clientKey, signature);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }
}
