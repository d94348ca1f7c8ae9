// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static io.lepton.amqp.engine.RecordingSaslSink.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.protocol.SaslChallenge;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.protocol.SaslFrame;
import io.lepton.amqp.protocol.SaslInit;
import io.lepton.amqp.protocol.SaslMechanisms;
import io.lepton.amqp.protocol.SaslOutcome;
import io.lepton.amqp.protocol.SaslResponse;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client's end of SASL. */
@Spec({"S-003", "S-004", "S-005", "S-006", "S-007", "S-008", "S-009", "S-011", "S-013", "B16", "B20", "B25"})
class SaslClientLayerTest {

    private static final SaslCredentials ALICE = SaslCredentials.of("alice", "secret".toCharArray());

    private final RecordingSaslSink sink = new RecordingSaslSink();

    // The choice (S-005, S-013, B20).

    @Test
    void nobodyInParticularIsAnonymous() {
        SaslLayer client = client(SaslClientOptions.DEFAULT);
        receive(client, offer("PLAIN", "ANONYMOUS"));
        assertThat(sink.last()).isEqualTo(new SaslInit(Symbol.of("ANONYMOUS"), ascii("anonymous"), null));
        assertThat(client.mechanism()).isEqualTo("ANONYMOUS");
        receive(client, new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isTrue();
        assertThat(client.user()).isNull();
    }

    @Test
    void userAndPasswordGoByPlainInsideTls() {
        SaslLayer client = client(alice().transport(TransportSecurity.ENCRYPTED)
                .hostname("broker.example")
                .build());
        receive(client, offer("ANONYMOUS", "PLAIN"));
        assertThat(sink.last()).isEqualTo(new SaslInit(Symbol.of("PLAIN"), ascii("\0alice\0secret"), "broker.example"));
        receive(client, new SaslOutcome(SaslCode.OK, null));
        assertThat(client.user()).isEqualTo("alice");
    }

    @Test
    void whoTheClientIsDependsOnWhatItHasShown() {
        TransportSecurity certificate = new TransportSecurity(true, "CN=client");
        SaslClientOptions options = scripted(new Scripted("TEST", 1))
                .credentials(SaslCredentials.NONE)
                .transport(certificate)
                .build();
        assertThat(userOf(alice().transport(certificate).build(), "EXTERNAL")).isEqualTo("CN=client");
        assertThat(userOf(alice().transport(certificate).build(), "PLAIN")).isEqualTo("alice");
        assertThat(userOf(options, "TEST"))
                .as("a mechanism that does not show the certificate")
                .isNull();
    }

    private static @Nullable String userOf(SaslClientOptions options, String mechanism) {
        SaslLayer client = SaslLayer.client(options, new RecordingSaslSink());
        receive(client, offer(mechanism), new SaslOutcome(SaslCode.OK, null));
        assertThat(client.mechanism()).isEqualTo(mechanism);
        return client.user();
    }

    @Test
    void anIdentityToActAsComesFirst() {
        SaslLayer client = client(SaslClientOptions.builder()
                .credentials(ALICE.actingAs("bob"))
                .allowInsecureMechs(true)
                .build());
        receive(client, offer("PLAIN"));
        assertThat(((SaslInit) sink.last()).initialResponse()).isEqualTo(ascii("bob\0alice\0secret"));
    }

    @Test
    void plainIsNotUsedInTheClear() {
        receive(client(alice().build()), offer("PLAIN"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason())
                .isEqualTo("amqp:unauthorized-access: none of the SASL mechanisms that the server offers can be used: "
                        + "PLAIN shows the secret and the connection is not encrypted: "
                        + "use amqps or allowInsecureMechs(true)");
        assertThat(sink.theFailure().offered()).containsExactly("PLAIN");
    }

    @Test
    void plainInTheClearNeedsToBeAllowed() {
        receive(client(alice().allowInsecureMechs(true).build()), offer("PLAIN"));
        assertThat(sink.last()).isInstanceOf(SaslInit.class);
    }

    @Test
    void namingPlainDoesNotAllowItInTheClear() {
        receive(client(alice().allowed("PLAIN").build()), offer("PLAIN"));
        assertThat(sink.reason()).contains("(allowed: PLAIN)").contains("not encrypted");
    }

    @Test
    void aUserNeverFallsBackToAnonymousUnasked() {
        receive(client(alice().build()), offer("PLAIN", "ANONYMOUS"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason())
                .contains("PLAIN shows the secret")
                .contains("ANONYMOUS would ignore the user that was given, so it must be allowed by name");
    }

    @Test
    void aUserWithoutPasswordDoesNotFallBackEither() {
        receive(
                client(SaslClientOptions.builder()
                        .credentials(SaslCredentials.of("alice"))
                        .allowInsecureMechs(true)
                        .build()),
                offer("PLAIN", "ANONYMOUS"));
        assertThat(sink.reason()).contains("PLAIN needs a user and a password").contains("ANONYMOUS would ignore");
    }

    @Test
    void anonymousByNameIsGrantedToAUser() {
        receive(client(alice().allowed("anonymous").build()), offer("PLAIN", "ANONYMOUS"));
        assertThat(((SaslInit) sink.last()).mechanism()).isEqualTo(Symbol.of("ANONYMOUS"));
    }

    @Test
    void theStrongestMutualMechanismIsTakenWhateverTheOrder() {
        Scripted weak = new Scripted("WEAK", 10);
        Scripted strong = new Scripted("STRONG", 20);
        SaslClientOptions options = SaslClientOptions.builder()
                .mechanisms(List.of(weak, strong, SaslClientMechanismFactory.anonymous()))
                .allowed("WEAK", "STRONG", "ANONYMOUS")
                .build();
        receive(client(options), offer("WEAK", "ANONYMOUS", "STRONG"));
        assertThat(((SaslInit) sink.last()).mechanism()).isEqualTo(Symbol.of("STRONG"));
    }

    @Test
    void allowedMechanismsAreAFloor() {
        receive(
                client(alice().allowed("SCRAM-SHA-256", "EXTERNAL").build()),
                offer("PLAIN", "SCRAM-SHA-256", "DIGEST-MD5"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason())
                .contains("PLAIN is not among the allowed ones")
                .contains("SCRAM-SHA-256 is not known here")
                .contains("DIGEST-MD5 is not among the allowed ones");
    }

    @Test
    void aMechanismForExplicitUseWaitsToBeNamed() {
        Scripted shy = new Scripted("SHY", 50);
        shy.onlyByName = true;
        SaslClientOptions options =
                SaslClientOptions.builder().mechanisms(List.of(shy)).build();
        receive(client(options), offer("SHY"));
        assertThat(sink.reason()).contains("SHY must be allowed by name");
    }

    @Test
    void externalIsTakenWithACertificateAndSaysZeroBytes() {
        receive(
                client(SaslClientOptions.builder()
                        .transport(new TransportSecurity(true, "CN=alice"))
                        .build()),
                offer("ANONYMOUS", "EXTERNAL"));
        SaslInit init = (SaslInit) sink.last();
        assertThat(init.mechanism()).isEqualTo(Symbol.of("EXTERNAL"));
        assertThat(init.initialResponse()).isEqualTo(Binary.of(new byte[0]));
    }

    @Test
    void externalWithoutCertificateNeedsToBeNamed() {
        receive(client(SaslClientOptions.DEFAULT), offer("EXTERNAL"));
        assertThat(sink.reason()).contains("EXTERNAL needs a client certificate, or must be allowed by name");
    }

    @Test
    void externalTellsWhomToActAs() {
        SaslLayer client = client(SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice").actingAs("bob"))
                .allowed("EXTERNAL")
                .build());
        receive(client, offer("EXTERNAL"));
        assertThat(((SaslInit) sink.last()).initialResponse()).isEqualTo(ascii("bob"));
    }

    @Test
    void hostileMechanismNamesAreTamedInTheMessage() {
        String[] names = new String[30];
        Arrays.setAll(names, i -> "X\r\n\u001b[2J" + "Y".repeat(60) + i);
        receive(client(SaslClientOptions.DEFAULT), offer(names));
        assertThat(sink.theFailure().condition().description())
                .doesNotContain("\n", "\u001b", "Y".repeat(41))
                .endsWith("; and 10 more");
    }

    // The exchange.

    @Test
    void challengesAreAnsweredUntilTheOutcome() {
        Scripted mechanism = new Scripted("TEST", 1);
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"));
        receive(client, new SaslChallenge(ascii("one")));
        receive(client, new SaslChallenge(ascii("")));
        receive(client, new SaslOutcome(SaslCode.OK, ascii("proof")));
        assertThat(sink.written)
                .containsExactly(
                        new SaslInit(Symbol.of("TEST"), ascii("hello"), null),
                        new SaslResponse(ascii("re:one")),
                        new SaslResponse(ascii("re:")));
        assertThat(mechanism.proof).isEqualTo("proof");
        assertThat(mechanism.disposed).isEqualTo(1);
        assertThat(sink.succeeded).isTrue();
    }

    @Test
    void noInitialResponseIsNotAnEmptyOne() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.initial = null;
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"));
        assertThat(((SaslInit) sink.last()).initialResponse()).isNull();
    }

    @Test
    void successIsNotBelievedWithoutTheMechanismsConsent() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.objection = "the server's signature is wrong";
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"), new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isFalse();
        assertThat(sink.reason()).endsWith("not trusted: the server's signature is wrong");
        assertThat(sink.theFailure().code()).isNull();
        assertThat(client.user()).isNull();
    }

    @Test
    void aMechanismThatThrowsAtTheProofFailsTheAttempt() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.throwing = new IllegalArgumentException("password=secret");
        mechanism.throwAt = "objection";
        receive(client(scripted(mechanism).build()), offer("TEST"), new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.reason()).endsWith("TEST failed: IllegalArgumentException");
        assertThat(sink.theFailure().cause()).isSameAs(mechanism.throwing);
    }

    @ParameterizedTest
    @EnumSource(names = "OK", mode = EnumSource.Mode.EXCLUDE)
    void everyOtherCodeEndsTheAttemptAndOnlySysTempMayBeRetried(SaslCode code) {
        SaslLayer client = client(alice().allowInsecureMechs(true).build());
        receive(client, offer("PLAIN"), new SaslOutcome(code, null));
        assertThat(sink.theFailure().code()).isEqualTo(code);
        assertThat(sink.theFailure().mechanism()).isEqualTo("PLAIN");
        assertThat(sink.theFailure().temporary()).isEqualTo(code == SaslCode.SYS_TEMP);
        assertThat(sink.reason()).contains("user alice with PLAIN").doesNotContain("secret");
    }

    @Test
    void aServerMayRefuseBeforeItOffersAnything() {
        receive(client(SaslClientOptions.DEFAULT), new SaslOutcome(SaslCode.SYS_PERM, null));
        assertThat(sink.theFailure().code()).isEqualTo(SaslCode.SYS_PERM);
    }

    @Test
    void aMechanismThatGivesUpFailsTheAttempt() {
        SaslLayer client = client(SaslClientOptions.DEFAULT);
        receive(client, offer("ANONYMOUS"), new SaslChallenge(ascii("?")));
        assertThat(sink.reason()).contains("ANONYMOUS knows no challenges");
        receive(client, new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isFalse();
    }

    @Test
    void plainAndExternalAnswerNoChallenge() {
        receive(client(alice().allowInsecureMechs(true).build()), offer("PLAIN"), new SaslChallenge(ascii("")));
        assertThat(sink.reason()).contains("PLAIN has said all");
        RecordingSaslSink other = new RecordingSaslSink();
        SaslLayer external =
                SaslLayer.client(SaslClientOptions.builder().allowed("EXTERNAL").build(), other);
        receive(external, offer("EXTERNAL"), new SaslChallenge(ascii("")));
        assertThat(other.reason()).contains("EXTERNAL has said all");
    }

    @Test
    void endlessChallengesAreCutOff() {
        SaslLayer client = client(scripted(new Scripted("TEST", 1)).maxRounds(3).build());
        receive(client, offer("TEST"));
        for (int i = 0; i < 3; i++) {
            receive(client, new SaslChallenge(ascii("more")));
            assertThat(sink.failure).isNull();
        }
        receive(client, new SaslChallenge(ascii("more")));
        assertThat(sink.reason()).endsWith("the server sent more than 3 challenges");
    }

    @Test
    void aFrameTooLargeForTheStandardIsNotSent() {
        SaslLayer client = client(SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", new char[600]))
                .allowInsecureMechs(true)
                .build());
        char[] password = new char[600];
        Arrays.fill(password, 'x');
        SaslClientOptions.Builder options = SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", password))
                .allowInsecureMechs(true);
        receive(client(options.build()), offer("PLAIN"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason()).contains("but 512 is the limit: raise maxFrameSize");
        assertThat(client.maxFrameSize()).isEqualTo(512);

        RecordingSaslSink roomy = new RecordingSaslSink();
        SaslLayer larger = SaslLayer.client(options.maxFrameSize(1024).build(), roomy);
        receive(larger, offer("PLAIN"));
        assertThat(roomy.written).hasSize(1);
        assertThat(larger.maxFrameSize()).isEqualTo(1024);
    }

    // Answers that come later.

    @Test
    void aMechanismMayAnswerLater() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.later = true;
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"));
        assertThat(client.thinking()).isTrue();
        assertThat(sink.written).isEmpty();
        assertThat(sink.resumed).isZero();
        mechanism.pending().respond(bytes("late"));
        assertThat(sink.resumed).isEqualTo(1);
        assertThat(client.thinking()).isFalse();
        assertThat(sink.written).containsExactly(new SaslInit(Symbol.of("TEST"), ascii("late"), null));
    }

    @Test
    void aSecondAnswerIsMisuse() {
        Scripted mechanism = new Scripted("TEST", 1);
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"));
        assertThatThrownBy(() -> mechanism.pending().respond(bytes("again"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mechanism.pending().fail("again")).isInstanceOf(IllegalStateException.class);
        assertThat(sink.written).hasSize(1);
    }

    @Test
    void aLateAnswerAfterTheEndIsIgnored() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.later = true;
        SaslLayer client = client(scripted(mechanism).build());
        receive(client, offer("TEST"));
        client.abandon();
        assertThat(client.thinking()).isFalse();
        assertThat(mechanism.disposed).isEqualTo(1);
        mechanism.pending().respond(bytes("late"));
        assertThat(sink.written).isEmpty();
        client.abandon();
        assertThat(mechanism.disposed).isEqualTo(1);
    }

    @Test
    void successWhileTheMechanismThinksIsNoSuccess() {
        Scripted mechanism = new Scripted("TEST", 1);
        mechanism.later = true;
        receive(client(scripted(mechanism).build()), offer("TEST"), new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isFalse();
        assertThat(sink.reason()).contains("SaslOutcome before the exchange was complete");
    }

    @Test
    void aMechanismThatThrowsFailsTheAttempt() {
        for (String step : List.of("start", "challenge")) {
            RecordingSaslSink recorded = new RecordingSaslSink();
            Scripted mechanism = new Scripted("TEST", 1);
            mechanism.throwing = new IllegalStateException("secret");
            mechanism.throwAt = step;
            SaslLayer client = SaslLayer.client(scripted(mechanism).build(), recorded);
            receive(client, offer("TEST"), new SaslChallenge(ascii("x")));
            assertThat(recorded.reason()).endsWith("TEST failed: IllegalStateException");
            assertThat(mechanism.disposed).isEqualTo(1);
        }
    }

    // Servers that break the rules (S-003, S-004).

    @Test
    void successWithoutAnExchangeIsNoSuccess() {
        receive(client(SaslClientOptions.DEFAULT), new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isFalse();
        assertThat(sink.reason())
                .isEqualTo(
                        "amqp:connection:framing-error: the server sent SaslOutcome before the exchange was complete");
    }

    @Test
    void framesOutOfOrderEndTheAttempt() {
        assertViolation("SaslChallenge instead of its mechanisms", new SaslChallenge(ascii("")));
        assertViolation("SaslMechanisms instead of a challenge", offer("ANONYMOUS"), offer("ANONYMOUS"));
        assertViolation("SaslInit instead of its mechanisms", new SaslInit(Symbol.of("X"), null, null));
        assertViolation("SaslResponse instead of", offer("ANONYMOUS"), new SaslResponse(ascii("")));
    }

    @Test
    void anEmptyFrameEndsTheAttempt() {
        client(SaslClientOptions.DEFAULT).receive(body(new byte[0]));
        assertThat(sink.reason()).startsWith("amqp:connection:framing-error: an empty SASL frame");
    }

    @Test
    void twoBodiesInAFrameEndTheAttempt() {
        var twice = body(offer("ANONYMOUS"));
        offer("ANONYMOUS").write(twice);
        client(SaslClientOptions.DEFAULT).receive(twice);
        assertThat(sink.reason()).startsWith("amqp:connection:framing-error: more than one body in a SASL frame");
        assertThat(sink.written).isEmpty();
    }

    @Test
    void everyCutFrameEndsTheAttempt() {
        for (SaslFrame frame : List.of(offer("ANONYMOUS", "PLAIN"), new SaslOutcome(SaslCode.OK, ascii("x")))) {
            byte[] whole = Arrays.copyOf(body(frame).array(), body(frame).writeIndex());
            for (int length = 0; length < whole.length; length++) {
                RecordingSaslSink recorded = new RecordingSaslSink();
                SaslLayer.client(SaslClientOptions.DEFAULT, recorded).receive(body(Arrays.copyOf(whole, length)));
                assertThat(recorded.failure)
                        .as("%s cut to %d bytes", frame, length)
                        .isNotNull();
            }
        }
    }

    private void assertViolation(String text, SaslFrame... frames) {
        RecordingSaslSink recorded = new RecordingSaslSink();
        receive(SaslLayer.client(SaslClientOptions.DEFAULT, recorded), frames);
        assertThat(recorded.reason()).startsWith("amqp:connection:framing-error: the server sent " + text);
    }

    private SaslLayer client(SaslClientOptions options) {
        SaslLayer client = SaslLayer.client(options, sink);
        client.start();
        return client;
    }

    private static SaslClientOptions.Builder alice() {
        return SaslClientOptions.builder().credentials(ALICE);
    }

    private static SaslClientOptions.Builder scripted(Scripted mechanism) {
        return SaslClientOptions.builder().mechanisms(List.of(mechanism));
    }

    private static void receive(SaslLayer client, SaslFrame... frames) {
        for (SaslFrame frame : frames) {
            client.receive(body(frame));
        }
    }

    private static SaslMechanisms offer(String... names) {
        return new SaslMechanisms(Arrays.stream(names).map(Symbol::of).toList());
    }

    private static Binary ascii(String text) {
        return Binary.of(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A mechanism that does what a test tells it. */
    private static final class Scripted implements SaslClientMechanismFactory, SaslClientMechanism {

        private final String name;
        private final int strength;
        private final List<SaslClientReply> replies = new ArrayList<>();
        boolean onlyByName;
        boolean later;
        int disposed;
        byte @Nullable [] initial = bytes("hello");

        @Nullable
        String objection;

        @Nullable
        String proof;

        @Nullable
        RuntimeException throwing;

        String throwAt = "";

        Scripted(String name, int strength) {
            this.name = name;
            this.strength = strength;
        }

        SaslClientReply pending() {
            return replies.get(replies.size() - 1);
        }

        @Override
        public void start(SaslClientReply reply) {
            answer("start", reply, initial);
        }

        @Override
        public void challenge(byte[] challenge, SaslClientReply reply) {
            answer("challenge", reply, bytes("re:" + new String(challenge, StandardCharsets.US_ASCII)));
        }

        private void answer(String step, SaslClientReply reply, byte @Nullable [] response) {
            throwIfAt(step);
            replies.add(reply);
            if (!later) {
                reply.respond(response);
            }
        }

        @Override
        public @Nullable String objection(byte @Nullable [] additionalData) {
            throwIfAt("objection");
            proof = additionalData == null ? null : new String(additionalData, StandardCharsets.US_ASCII);
            return objection;
        }

        private void throwIfAt(String step) {
            if (throwAt.equals(step)) {
                throw Objects.requireNonNull(throwing);
            }
        }

        @Override
        public void dispose() {
            disposed++;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int strength() {
            return strength;
        }

        @Override
        public boolean onlyByName() {
            return onlyByName;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return this;
        }
    }
}
