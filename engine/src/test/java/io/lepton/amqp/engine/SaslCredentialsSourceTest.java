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
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Credentials that are asked for at each attempt, tokens, and what a mechanism knows of a refusal. */
@Spec({"S-005", "S-013", "B20", "B25"})
class SaslCredentialsSourceTest {

    private static final SaslCredentials ALICE = SaslCredentials.of("alice", "secret".toCharArray());

    private final RecordingSaslSink sink = new RecordingSaslSink();
    private final List<SaslCredentialsSource.Reply> asked = new ArrayList<>();

    @Test
    void theSourceIsAskedWhenTheMechanismsAreKnown() {
        SaslLayer client = client(asked::add);
        client.start();
        assertThat(asked).isEmpty();
        receive(client, offer("ANONYMOUS", "PLAIN"));
        assertThat(asked).hasSize(1);
        assertThat(client.thinking()).isTrue();
        assertThat(sink.written).isEmpty();

        asked.get(0).give(ALICE);

        assertThat(sink.last()).isEqualTo(new SaslInit(Symbol.of("PLAIN"), ascii("\0alice\0secret"), null));
        assertThat(sink.resumed).isEqualTo(1);
        receive(client, new SaslOutcome(SaslCode.OK, null));
        assertThat(client.user()).isEqualTo("alice");
    }

    @Test
    void theSourceMayAnswerAtOnce() {
        SaslLayer client = client(reply -> reply.give(ALICE));
        receive(client, offer("PLAIN"));
        assertThat(sink.last()).isInstanceOf(SaslInit.class);
        assertThat(sink.resumed).isZero();
    }

    @Test
    void whoWasGivenIsNamedWhenRefused() {
        receive(client(reply -> reply.give(ALICE)), offer("PLAIN"), new SaslOutcome(SaslCode.AUTH, null));
        assertThat(sink.reason()).contains("refused user alice with PLAIN").doesNotContain("secret");
    }

    @Test
    void aSourceWithoutCredentialsFailsTheConnection() {
        RuntimeException cause = new RuntimeException("no answer");
        receive(client(reply -> reply.fail("the vault is shut", cause)), offer("ANONYMOUS"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason()).endsWith("there are no credentials: the vault is shut");
        assertThat(sink.theFailure().cause()).isSameAs(cause);
        assertThat(sink.theFailure().temporary()).isTrue();
    }

    @Test
    void aSourceThatThrowsFailsTheConnectionWithoutShowingWhatItSays() {
        receive(
                client(reply -> {
                    throw new IllegalStateException("secret");
                }),
                offer("PLAIN"));
        assertThat(sink.reason())
                .endsWith("the source of the credentials failed: IllegalStateException")
                .doesNotContain("secret");
        assertThat(sink.theFailure().cause()).isInstanceOf(IllegalStateException.class);
        assertThat(sink.theFailure().temporary()).isFalse();
    }

    @Test
    void anAnswerAfterTheEndIsIgnored() {
        SaslLayer client = client(asked::add);
        receive(client, offer("PLAIN"));
        client.abandon();
        asked.get(0).give(ALICE);
        assertThat(sink.written).isEmpty();
        assertThat(sink.isOver()).isFalse();
    }

    @Test
    void anAnswerIsGivenOnce() {
        receive(client(asked::add), offer("PLAIN"));
        asked.get(0).give(ALICE);
        assertThatThrownBy(() -> asked.get(0).fail("twice", null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aServerThatGoesOnMeanwhileIsOutOfTurn() {
        SaslLayer client = client(asked::add);
        receive(client, offer("PLAIN"), offer("PLAIN"));
        assertThat(sink.reason()).contains("SaslMechanisms out of turn");
    }

    @Test
    void successBeforeTheCredentialsIsNotBelieved() {
        receive(client(asked::add), offer("PLAIN"), new SaslOutcome(SaslCode.OK, null));
        assertThat(sink.succeeded).isFalse();
        assertThat(sink.reason()).contains("before the exchange was complete");
    }

    @Test
    void aTokenIsNotTakenForAPassword() {
        SaslCredentials token = SaslCredentials.token("alice", "t0ken".toCharArray());
        assertThat(token.hasPassword()).isFalse();
        assertThat(token.token()).containsExactly('t', '0', 'k', 'e', 'n');
        assertThat(token).hasToString("user=alice, token=***");
        assertThat(token.actingAs("bob").token()).containsExactly('t', '0', 'k', 'e', 'n');
        receive(client(reply -> reply.give(token)), offer("PLAIN", "ANONYMOUS"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason()).contains("PLAIN needs a user and a password").contains("ANONYMOUS would ignore");
    }

    @Test
    void aTokenWithoutAUserDoesNotFallToAnonymousEither() {
        SaslCredentials token = SaslCredentials.token(null, "t0ken".toCharArray());
        receive(client(reply -> reply.give(token)), offer("ANONYMOUS"));
        assertThat(sink.written).isEmpty();
        assertThat(sink.reason()).contains("ANONYMOUS would ignore");
    }

    @Test
    void askingForAMissingTokenIsMisuse() {
        assertThatThrownBy(ALICE::token).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheServerToldTheMechanismIsPartOfTheReason() {
        refuseAfterChallenge(new Explaining(false));
        assertThat(sink.reason()).endsWith("the credentials are wrong or not permitted (expired)");
    }

    @Test
    void aMechanismThatFailsToExplainHidesNothing() {
        refuseAfterChallenge(new Explaining(true));
        assertThat(sink.reason())
                .endsWith(
                        "the credentials are wrong or not permitted (EXPLAINING failed: UnsupportedOperationException)");
    }

    private void refuseAfterChallenge(Explaining mechanism) {
        SaslLayer client = SaslLayer.client(
                SaslClientOptions.builder().mechanisms(List.of(mechanism)).build(), sink);
        receive(client, offer("EXPLAINING"), new SaslChallenge(ascii("expired")), new SaslOutcome(SaslCode.AUTH, null));
    }

    private SaslLayer client(SaslCredentialsSource source) {
        SaslClientOptions options = SaslClientOptions.builder()
                .credentials(source)
                .allowInsecureMechs(true)
                .build();
        return SaslLayer.client(options.toBuilder().build(), sink);
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
        return Binary.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Keeps what the server says in a challenge as the reason of the refusal that follows. */
    private static final class Explaining implements SaslClientMechanismFactory, SaslClientMechanism {

        private final boolean throwing;
        private String said = "";

        Explaining(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public String name() {
            return "EXPLAINING";
        }

        @Override
        public int strength() {
            return 1;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return this;
        }

        @Override
        public void start(SaslClientReply reply) {
            reply.respond(null);
        }

        @Override
        public void challenge(byte[] challenge, SaslClientReply reply) {
            said = new String(challenge, StandardCharsets.US_ASCII);
            reply.respond(null);
        }

        @Override
        public @Nullable String objection(byte @Nullable [] additionalData) {
            return null;
        }

        @Override
        public @Nullable String refusal() {
            if (throwing) {
                throw new UnsupportedOperationException("said " + said);
            }
            return said;
        }
    }
}
