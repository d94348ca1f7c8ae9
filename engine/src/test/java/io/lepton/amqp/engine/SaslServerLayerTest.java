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
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's end of SASL. */
@Spec({"S-003", "S-004", "S-005", "S-007", "S-009", "S-011", "S-013", "B12", "B13", "B20"})
class SaslServerLayerTest {

    private static final SaslOutcome OK = new SaslOutcome(SaslCode.OK, null);
    private static final SaslOutcome AUTH = new SaslOutcome(SaslCode.AUTH, null);
    private static final SaslServerMechanismFactory PLAIN = SaslServerMechanismFactory.plain(
            SaslAuthenticator.users(Map.of("alice", "secret".toCharArray(), "b\u00e9a", "p\u20acss".toCharArray())));

    private final RecordingSaslSink sink = new RecordingSaslSink();

    // The offer.

    @Test
    void offersAnonymousByDefaultAndLetsNobodyIn() {
        SaslLayer server = server(SaslServerOptions.DEFAULT);
        assertThat(sink.written).containsExactly(offer("ANONYMOUS"));
        receive(server, init("ANONYMOUS", bytes("who knows")));
        assertThat(sink.last()).isEqualTo(OK);
        assertThat(sink.succeeded).isTrue();
        assertThat(server.user()).isNull();
        assertThat(server.mechanism()).isEqualTo("ANONYMOUS");
    }

    @Test
    void offersTheStrongestFirst() {
        server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.anonymous(), SaslServerMechanismFactory.external(), PLAIN)
                .transport(new TransportSecurity(true, "CN=alice"))
                .build());
        assertThat(sink.written).containsExactly(offer("EXTERNAL", "PLAIN", "ANONYMOUS"));
    }

    @Test
    void offersNeitherPlainInTheClearNorExternalWithoutIdentity() {
        server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.anonymous(), SaslServerMechanismFactory.external(), PLAIN)
                .build());
        assertThat(sink.written).containsExactly(offer("ANONYMOUS"));
    }

    @Test
    void withNothingToOfferItSaysSoAndEnds() {
        server(SaslServerOptions.builder().mechanisms(PLAIN).build());
        assertThat(sink.written).containsExactly(new SaslOutcome(SaslCode.SYS_PERM, null));
        assertThat(sink.reason())
                .contains("none of the mechanisms can be offered")
                .contains("PLAIN");
    }

    @Test
    void authenticationIsDemandedUnlessAnonymousIsOffered() {
        assertThat(SaslServerOptions.DEFAULT.required()).isFalse();
        assertThat(SaslServerOptions.builder().mechanisms(PLAIN).build().required())
                .isTrue();
        assertThat(SaslServerOptions.builder()
                        .mechanisms(PLAIN, SaslServerMechanismFactory.anonymous())
                        .required(true)
                        .build()
                        .required())
                .isTrue();
        assertThatThrownBy(() -> SaslServerOptions.builder().mechanisms()).isInstanceOf(IllegalArgumentException.class);
    }

    // The choice (B13).

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "EXTERNAL", "plain", "X-NEW", "anonymous", ""})
    void onlyAnOfferedMechanismCanBeChosen(String name) {
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.anonymous(), PLAIN, SaslServerMechanismFactory.external())
                .build());
        receive(server, init(name, bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).endsWith(name + ", which was not offered");
        assertThat(server.user()).isNull();
    }

    // PLAIN (S-009, B12).

    @Test
    void plainLetsTheRightPasswordIn() {
        SaslLayer server = plain();
        receive(server, init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(OK);
        assertThat(server.user()).isEqualTo("alice");
    }

    @Test
    void plainIsUtf8() {
        SaslLayer server = plain();
        receive(server, init("PLAIN", "\0b\u00e9a\0p\u20acss".getBytes(StandardCharsets.UTF_8)));
        assertThat(server.user()).isEqualTo("b\u00e9a");
    }

    @Test
    void plainWithoutInitialResponseIsAskedForIt() {
        SaslLayer server = plain();
        receive(server, init("PLAIN", null));
        assertThat(sink.last()).isEqualTo(new SaslChallenge(Binary.of(new byte[0])));
        receive(server, new SaslResponse(Binary.of(bytes("\0alice\0secret"))));
        assertThat(sink.succeeded).isTrue();
    }

    @Test
    void plainAllowsToActAsOneselfOnly() {
        SaslLayer same = plain();
        receive(same, init("PLAIN", bytes("alice\0alice\0secret")));
        assertThat(same.user()).isEqualTo("alice");
        RecordingSaslSink other = new RecordingSaslSink();
        SaslLayer server = SaslLayer.server(plainOptions(), other);
        server.start();
        receive(server, init("PLAIN", bytes("root\0alice\0secret")));
        assertThat(other.last()).isEqualTo(AUTH);
        assertThat(other.reason()).contains("nobody may act as another user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0alice\0wrong",
                "\0alice\0secre",
                "\0alice\0secret!",
                "\0Alice\0secret",
                "\0mallory\0secret",
                "\0mallory\0"
            })
    void plainRefusesWrongCredentials(String message) {
        receive(plain(), init("PLAIN", bytes(message)));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.succeeded).isFalse();
        assertThat(sink.reason()).startsWith("amqp:unauthorized-access").doesNotContain("secret", "wrong!", "mallory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "\0\0",
                "\0\0\0",
                "alice",
                "alice\0secret",
                "\0alice\0",
                "\0\0secret",
                "\0alice\0secret\0",
                "\0alice\0sec\0ret",
                "a\0b\0"
            })
    void plainRefusesMalformedMessages(String message) {
        receive(plain(), init("PLAIN", bytes(message)));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).contains("PLAIN message is not");
    }

    @Test
    void plainRefusesWhatIsNotUtf8() {
        receive(plain(), init("PLAIN", new byte[] {0, 'a', (byte) 0xc0, (byte) 0x80, 0, 'x'}));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).contains("not UTF-8");
    }

    @Test
    void plainWipesThePasswordOnceDecided() {
        List<SaslLogin> logins = new ArrayList<>();
        SaslAuthenticator later = logins::add;
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(later))
                .allowInsecureMechs(true)
                .build());
        server.receive(body(new SaslInit(Symbol.of("PLAIN"), Binary.of(bytes("bob\0alice\0secret")), "vhost")));
        SaslLogin login = logins.get(0);
        assertThat(server.thinking()).isTrue();
        assertThat(login.user()).isEqualTo("alice");
        assertThat(login.password()).containsExactly("secret".toCharArray());
        assertThat(login.authorizationId()).isEqualTo("bob");
        assertThat(login.actsAsAnother()).isTrue();
        assertThat(login.context().hostname()).isEqualTo("vhost");
        assertThat(login.toString()).contains("alice").doesNotContain("secret");
        login.accept("Alice of Wonderland");
        assertThat(login.password()).containsOnly('\0');
        assertThat(server.thinking()).isFalse();
        assertThat(server.user()).isEqualTo("Alice of Wonderland");
        assertThatThrownBy(() -> login.refuse("after all")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAuthenticatorMayTellThatItCannotTell() {
        SaslAuthenticator down = login -> login.refuse(SaslCode.SYS_TEMP, "the directory is down");
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(down))
                .allowInsecureMechs(true)
                .build());
        receive(server, init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(new SaslOutcome(SaslCode.SYS_TEMP, null));
    }

    @Test
    void anAuthenticatorThatThrowsLetsNobodyIn() {
        RuntimeException bug = new ArrayIndexOutOfBoundsException("secret");
        SaslAuthenticator broken = login -> {
            throw bug;
        };
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(broken))
                .allowInsecureMechs(true)
                .build());
        receive(server, init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).endsWith("PLAIN failed: ArrayIndexOutOfBoundsException");
        assertThat(sink.theFailure().cause()).isSameAs(bug);
    }

    @Test
    void throwingAfterLettingInLetsNobodyIn() {
        SaslAuthenticator undecided = login -> {
            login.accept("alice");
            throw new IllegalStateException();
        };
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(undecided))
                .allowInsecureMechs(true)
                .build());
        receive(server, init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(server.user()).isNull();
    }

    @Test
    void okIsNoCodeToRefuseWith() {
        SaslAuthenticator confused = login -> login.refuse(SaslCode.OK, "no");
        SaslLayer server = server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(confused))
                .allowInsecureMechs(true)
                .build());
        receive(server, init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.last()).isEqualTo(AUTH);
    }

    // EXTERNAL (S-011).

    @Test
    void externalIsWhoTheLayerBelowSays() {
        SaslLayer server = external();
        receive(server, init("EXTERNAL", new byte[0]));
        assertThat(server.user()).isEqualTo("CN=alice");
    }

    @Test
    void externalWithoutInitialResponseIsAskedForIt() {
        SaslLayer server = external();
        receive(server, init("EXTERNAL", null));
        assertThat(sink.last()).isEqualTo(new SaslChallenge(Binary.of(new byte[0])));
        receive(server, new SaslResponse(Binary.of(new byte[0])));
        assertThat(server.user()).isEqualTo("CN=alice");
    }

    @Test
    void externalAllowsToActAsOneselfOnly() {
        SaslLayer same = external();
        receive(same, init("EXTERNAL", bytes("CN=alice")));
        assertThat(same.user()).isEqualTo("CN=alice");
    }

    @Test
    void externalRefusesToActAsAnother() {
        SaslLayer server = external();
        receive(server, init("EXTERNAL", bytes("CN=root")));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(server.user()).isNull();
    }

    // Rounds, sizes, late answers.

    @Test
    void theNumberOfRoundsIsLimited() {
        Endless endless = new Endless();
        SaslLayer server = server(
                SaslServerOptions.builder().mechanisms(endless).maxRounds(4).build());
        receive(server, init("ENDLESS", null));
        for (int i = 0; i < 10 && !sink.isOver(); i++) {
            receive(server, new SaslResponse(Binary.of(new byte[0])));
        }
        assertThat(sink.written).hasSize(1 + 4 + 1);
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).contains("more than 4 challenges");
        assertThat(endless.disposed).isEqualTo(1);
    }

    @Test
    void anOutcomeTooLargeForAFrameLetsNobodyIn() {
        Endless endless = new Endless();
        endless.reply = reply -> reply.accept("alice", new byte[600]);
        SaslLayer server =
                server(SaslServerOptions.builder().mechanisms(endless).build());
        receive(server, init("ENDLESS", null));
        assertThat(sink.last()).isEqualTo(new SaslOutcome(SaslCode.SYS_PERM, null));
        assertThat(server.user()).isNull();
    }

    @Test
    void additionalDataGoesWithTheOutcome() {
        Endless endless = new Endless();
        endless.reply = reply -> reply.accept("alice", bytes("v=proof"));
        SaslLayer server =
                server(SaslServerOptions.builder().mechanisms(endless).build());
        receive(server, init("ENDLESS", null));
        assertThat(sink.last()).isEqualTo(new SaslOutcome(SaslCode.OK, Binary.of(bytes("v=proof"))));
    }

    @Test
    void inputWhileTheMechanismThinksIsOutOfTurn() {
        Endless endless = new Endless();
        endless.reply = reply -> {};
        SaslLayer server =
                server(SaslServerOptions.builder().mechanisms(endless).build());
        receive(server, init("ENDLESS", null), new SaslResponse(Binary.of(new byte[0])));
        assertThat(sink.last()).isEqualTo(AUTH);
        Objects.requireNonNull(endless.last).accept("alice", null);
        assertThat(sink.succeeded).as("a late answer does not undo the refusal").isFalse();
        assertThat(server.user()).isNull();
    }

    // Clients that break the rules (S-003, B12, B13).

    @Test
    void framesOutOfOrderAreRefused() {
        assertRefused("SaslResponse instead of an init", new SaslResponse(Binary.of(new byte[0])));
        assertRefused("SaslMechanisms instead of an init", offer("ANONYMOUS"));
        assertRefused("SaslOutcome instead of an init", OK);
        assertRefused("SaslChallenge instead of an init", new SaslChallenge(Binary.of(new byte[0])));
        assertRefused("SaslInit instead of a response", init("PLAIN", null), init("PLAIN", null));
        assertRefused("SaslOutcome instead of a response", init("PLAIN", null), OK);
    }

    @Test
    void anEmptyFrameIsRefused() {
        server(SaslServerOptions.DEFAULT).receive(body(new byte[0]));
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).startsWith("amqp:connection:framing-error: an empty SASL frame");
    }

    @Test
    void twoBodiesInAFrameAreRefused() {
        var twice = body(init("ANONYMOUS", null));
        init("ANONYMOUS", null).write(twice);
        server(SaslServerOptions.DEFAULT).receive(twice);
        assertThat(sink.last()).isEqualTo(AUTH);
        assertThat(sink.reason()).contains("more than one body");
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        SaslLayer server = plain();
        receive(server, init("PLAIN", bytes("\0alice\0wrong")), init("PLAIN", bytes("\0alice\0secret")));
        assertThat(sink.written).containsExactly(offer("PLAIN"), AUTH);
        assertThat(server.user()).isNull();
    }

    @Test
    void randomBytesNeverThrowAndNeverLetIn() {
        Random random = new Random(20121029);
        byte[] good = Arrays.copyOf(
                body(init("PLAIN", bytes("\0alice\0wrong!"))).array(),
                body(init("PLAIN", bytes("\0alice\0wrong!"))).writeIndex());
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(64)];
                random.nextBytes(bytes);
            } else {
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            RecordingSaslSink recorded = new RecordingSaslSink();
            SaslLayer server = SaslLayer.server(plainOptions(), recorded);
            server.start();
            server.receive(body(bytes));
            assertThat(recorded.succeeded).isFalse();
            assertThat(recorded.isOver() || recorded.last() instanceof SaslChallenge)
                    .isTrue();
        }
    }

    @Test
    void limitsAreChecked() {
        SaslServerOptions.Builder builder = SaslServerOptions.builder();
        assertThatThrownBy(() -> builder.maxRounds(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxFrameSize(511)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxFrameSize(65537)).isInstanceOf(IllegalArgumentException.class);
        SaslLayer server = SaslLayer.server(builder.maxFrameSize(65536).build(), sink);
        assertThat(server.maxFrameSize()).isEqualTo(65536);
        assertThat(SaslLayer.server(SaslServerOptions.DEFAULT, sink).maxFrameSize())
                .isEqualTo(512);
    }

    private static void assertRefused(String text, SaslFrame... frames) {
        RecordingSaslSink recorded = new RecordingSaslSink();
        SaslLayer server = SaslLayer.server(plainOptions(), recorded);
        server.start();
        receive(server, frames);
        assertThat(recorded.last()).isEqualTo(AUTH);
        assertThat(recorded.reason()).isEqualTo("amqp:connection:framing-error: the client sent " + text);
    }

    private SaslLayer server(SaslServerOptions options) {
        SaslLayer server = SaslLayer.server(options, sink);
        server.start();
        return server;
    }

    private SaslLayer plain() {
        return server(plainOptions());
    }

    private SaslLayer external() {
        return server(SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.external())
                .transport(new TransportSecurity(true, "CN=alice"))
                .build());
    }

    private static SaslServerOptions plainOptions() {
        return SaslServerOptions.builder()
                .mechanisms(PLAIN)
                .allowInsecureMechs(true)
                .build();
    }

    private static void receive(SaslLayer server, SaslFrame... frames) {
        for (SaslFrame frame : frames) {
            server.receive(body(frame));
        }
    }

    private static SaslMechanisms offer(String... names) {
        return new SaslMechanisms(Arrays.stream(names).map(Symbol::of).toList());
    }

    private static SaslInit init(String mechanism, byte @Nullable [] response) {
        return new SaslInit(Symbol.of(mechanism), response == null ? null : Binary.of(response), null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A mechanism that asks for ever, unless a test has it say something else. */
    private static final class Endless implements SaslServerMechanismFactory, SaslServerMechanism {

        java.util.function.Consumer<SaslServerReply> reply = r -> r.challenge(new byte[] {1});
        int disposed;

        @Nullable
        SaslServerReply last;

        @Override
        public void start(byte @Nullable [] initialResponse, SaslServerReply to) {
            response(new byte[0], to);
        }

        @Override
        public void response(byte[] response, SaslServerReply to) {
            last = to;
            reply.accept(to);
        }

        @Override
        public void dispose() {
            disposed++;
        }

        @Override
        public String name() {
            return "ENDLESS";
        }

        @Override
        public int strength() {
            return 1;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return this;
        }
    }
}
