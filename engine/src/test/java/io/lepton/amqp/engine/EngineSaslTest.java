// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL inside the engine: late answers, pipelined and fragmented input, what is left after a refusal. */
@Spec({"S-002", "B9", "B13"})
class EngineSaslTest {

    private final List<SaslLogin> logins = new ArrayList<>();
    private final SaslServerOptions later = SaslServerOptions.builder()
            .mechanisms(SaslServerMechanismFactory.plain(logins::add))
            .allowInsecureMechs(true)
            .build();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 100, Integer.MAX_VALUE})
    void bytesMayComeInPiecesOfAnySize(int size) {
        EnginePair pair = new EnginePair(
                o -> o.sasl(alice()),
                o -> o.sasl(later.toBuilder()
                        .mechanisms(SaslServerMechanismFactory.plain(
                                SaslAuthenticator.users(Map.of("alice", "secret".toCharArray()))))
                        .build()));
        pair.chunk = size;
        pair.open();
        assertThat(pair.serverEvents.events).containsExactly("authenticated PLAIN alice", "open client");
        assertThat(pair.clientEvents.events).containsExactly("authenticated PLAIN alice", "open server");
    }

    @Test
    void aServerMayDecideLater() {
        EnginePair pair = new EnginePair(o -> o.sasl(alice()), o -> o.sasl(later));
        pair.open();
        assertThat(pair.serverEvents.events).isEmpty();
        assertThat(logins).hasSize(1);
        logins.get(0).accept("alice");
        pair.drive();
        assertThat(pair.serverEvents.events).containsExactly("authenticated PLAIN alice", "open client");
        assertThat(pair.server.authenticatedUser()).isEqualTo("alice");
    }

    @Test
    void aServerMayRefuseLater() {
        EnginePair pair = new EnginePair(o -> o.sasl(alice()), o -> o.sasl(later));
        pair.open();
        logins.get(0).refuse("no");
        assertThat(pair.server.outputDone()).isTrue();
        pair.drive();
        assertThat(pair.clientEvents.events)
                .containsExactly("authentication failed amqp:unauthorized-access", "failed amqp:unauthorized-access");
    }

    /** Header and open behind an init that is still being decided on wait for the decision. */
    @Test
    @Spec({"X-008", "B13"})
    void whatIsPipelinedBehindAnInitWaitsForTheDecision() {
        RecordingListener events = RecordingListener.accepting();
        Engine server = pipelined(events);
        assertThat(events.events).isEmpty();
        logins.get(0).accept("alice");
        assertThat(server.failure()).isNull();
        assertThat(events.events).containsExactly("authenticated PLAIN alice", "open client");
    }

    @Test
    void whatIsPipelinedBehindARefusedInitIsForgotten() {
        RecordingListener events = RecordingListener.accepting();
        Engine server = pipelined(events);
        logins.get(0).refuse("no");
        assertThat(events.events)
                .containsExactly("authentication failed amqp:unauthorized-access", "failed amqp:unauthorized-access");
        assertThat(server.connection().remoteOpen()).isNull();
        assertThat(server.outputDone()).isTrue();
    }

    @Test
    void theTransportIsToldOfALateAnswer() {
        List<String> told = new ArrayList<>();
        EngineListener events = new EngineListener() {
            @Override
            public void onOutput(Engine engine) {
                told.add(engine.output().readable() > 0 ? "output" : "nothing");
            }
        };
        Engine server =
                Engine.server(EngineOptions.builder("server").sasl(later).build(), events);
        server.start(0);
        feed(server, clientBytes());
        EnginePair.take(server);
        assertThat(told).isEmpty();
        logins.get(0).accept("alice");
        assertThat(told).containsExactly("output");
    }

    @Test
    void aDecisionAfterTheEndChangesNothing() {
        RecordingListener events = RecordingListener.accepting();
        Engine server = pipelined(events);
        server.inputClosed(0);
        EnginePair.take(server);
        List<String> before = List.copyOf(events.events);
        logins.get(0).accept("alice");
        assertThat(events.events).isEqualTo(before).noneMatch(e -> e.startsWith("authenticated"));
        assertThat(server.authenticatedUser()).isNull();
        assertThat(server.output().readable()).isZero();
    }

    /** The limit on what waits for a decision: more than a frame of ours is nobody's pipelined open. */
    @Test
    void aFloodBehindAnInitEndsTheConnection() {
        RecordingListener events = RecordingListener.accepting();
        Engine server = pipelined(events);
        byte[] flood = new byte[1 << 20];
        server.receive(flood, 0, flood.length, 0);
        assertThat(server.outputDone()).isTrue();
        assertThat(events.events).containsExactly("failed amqp:connection:framing-error");
    }

    @Test
    @Spec({"S-003", "B9"})
    void aFrameAboveTheLimitIsRefusedOnItsHeaderAlone() {
        Engine server =
                Engine.server(EngineOptions.builder("server").sasl(later).build(), new RecordingListener());
        server.start(0);
        feed(server, new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
        feed(server, new byte[] {0, 0, 2, 1, 2, 1, 0, 0});
        assertThat(server.outputDone()).isTrue();
        assertThat(server.failure())
                .hasToString("amqp:connection:framing-error: "
                        + "a frame of 513 bytes is larger than the 512 that are taken here");
        Engine client =
                Engine.client(EngineOptions.builder("client").sasl(alice()).build(), new RecordingListener());
        client.start(0);
        feed(client, new byte[] {
            'A', 'M', 'Q', 'P', 3, 1, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 2, 1, 0, 0
        });
        assertThat(client.outputDone()).isTrue();
    }

    @Test
    @Spec("S-003")
    void anEmptyFrameGetsAnOutcomeAndTheEnd() {
        RecordingListener events = new RecordingListener();
        Engine server =
                Engine.server(EngineOptions.builder("server").sasl(later).build(), events);
        server.start(0);
        feed(server, new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0, 0, 0, 8, 2, 1, 0, 0});
        assertThat(server.outputDone()).isTrue();
        assertThat(events.events)
                .containsExactly(
                        "authentication failed amqp:connection:framing-error", "failed amqp:connection:framing-error");
    }

    @Test
    @Spec({"S-002", "B13"})
    void anAmqpFrameIsNotTakenInPlaceOfASaslFrame() {
        Engine server =
                Engine.server(EngineOptions.builder("server").sasl(later).build(), new RecordingListener());
        server.start(0);
        feed(server, new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0});
        assertThat(server.outputDone()).isTrue();
        assertThat(server.failure().description()).contains("type 0 came instead of type 1");
    }

    /** A client's bytes with a wrong password, changed at random: whatever they become, nobody is let in. */
    @Test
    @Spec({"B12", "B13", "B22"})
    void damagedInputNeverThrowsAndNeverLetsIn() {
        SaslServerOptions strict = later.toBuilder()
                .mechanisms(SaslServerMechanismFactory.plain(
                        SaslAuthenticator.users(Map.of("mallory", "other".toCharArray()))))
                .build();
        byte[] bytes = clientBytes();
        Random random = new Random(4616);
        for (int i = 0; i < 20_000; i++) {
            RecordingListener events = RecordingListener.accepting();
            Engine server =
                    Engine.server(EngineOptions.builder("server").sasl(strict).build(), events);
            server.start(0);
            feed(server, damaged(bytes, random));
            assertThat(events.events).noneMatch(e -> e.startsWith("authenticated") || e.startsWith("open"));
        }
    }

    @Test
    @Spec("B22")
    void damagedInputNeverThrowsAtTheClient() {
        Engine server = pipelined(RecordingListener.accepting());
        logins.get(0).accept("alice");
        server.flush();
        byte[] bytes = EnginePair.take(server);
        Random random = new Random(4422);
        for (int i = 0; i < 20_000; i++) {
            RecordingListener events = new RecordingListener();
            Engine client =
                    Engine.client(EngineOptions.builder("client").sasl(alice()).build(), events);
            client.start(0);
            feed(client, damaged(bytes, random));
            assertThat(client.outputDone()).isEqualTo(client.failure() != null);
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    @Test
    void aClientsMechanismMayAnswerLater() {
        LateMechanism mechanism = new LateMechanism();
        EnginePair pair = new EnginePair(
                o -> o.sasl(SaslClientOptions.builder()
                        .mechanisms(List.of(mechanism))
                        .build()),
                o -> o.sasl(SaslServerOptions.DEFAULT));
        pair.open();
        assertThat(pair.serverEvents.events).isEmpty();
        mechanism.pending.respond(null);
        pair.drive();
        assertThat(pair.serverEvents.events).containsExactly("authenticated ANONYMOUS null", "open client");
    }

    @Test
    void secretsStayOutOfTheTrace() {
        List<String> trace = new ArrayList<>();
        EnginePair pair =
                new EnginePair(o -> o.sasl(alice()), o -> o.sasl(later).trace(FrameListener.toLines(trace::add)));
        pair.open();
        logins.get(0).accept("alice");
        pair.drive();
        assertThat(String.join("\n", pair.clientTrace) + String.join("\n", trace))
                .contains("-> AMQP 1.0.0 with SASL", "SaslInit{", "SaslOutcome{")
                .doesNotContain("secret");
    }

    /** A server that has read all that an impatient client says up to its open. */
    private Engine pipelined(RecordingListener events) {
        Engine server =
                Engine.server(EngineOptions.builder("server").sasl(later).build(), events);
        server.start(0);
        feed(server, clientBytes());
        assertThat(logins).hasSize(1);
        return server;
    }

    /** Header, init, header and open in one piece. */
    private static byte[] clientBytes() {
        EnginePair pair = new EnginePair(
                o -> o.sasl(alice()),
                o -> o.sasl(SaslServerOptions.builder()
                        .mechanisms(SaslServerMechanismFactory.plain(SaslAuthenticator.checking(login -> true)))
                        .allowInsecureMechs(true)
                        .build()));
        pair.client.connection().open();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            pair.client.flush();
            byte[] bytes = EnginePair.take(pair.client);
            said.writeBytes(bytes);
            feed(pair.server, bytes);
            pair.toClient();
        }
        return said.toByteArray();
    }

    private static void feed(Engine engine, byte[] bytes) {
        engine.receive(bytes, 0, bytes.length, 0);
    }

    private static SaslClientOptions alice() {
        return SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", "secret".toCharArray()))
                .allowInsecureMechs(true)
                .build();
    }

    /** Waits with its first message until the test gives it. */
    private static final class LateMechanism implements SaslClientMechanismFactory, SaslClientMechanism {

        SaslClientReply pending;

        @Override
        public void start(SaslClientReply reply) {
            pending = reply;
        }

        @Override
        public void challenge(byte[] challenge, SaslClientReply reply) {
            reply.fail("no challenges here");
        }

        @Override
        public @Nullable String objection(byte @Nullable [] additionalData) {
            return null;
        }

        @Override
        public String name() {
            return "ANONYMOUS";
        }

        @Override
        public int strength() {
            return 0;
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
