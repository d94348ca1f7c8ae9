// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientReply;
import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.types.AmqpException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The rows of attacks.md that concern authentication, at both ends of real connections. SCRAM's own are in its test. */
@Timeout(60)
class SaslAttacksTest {

    private static final String SECRET = "Xq7-hunter2-Zw9";
    private static final long SEED = 20260101;
    private static final int ROUNDS = 25;

    private final List<Container> containers = new ArrayList<>();
    private final List<Throwable> seenByListener = new CopyOnWriteArrayList<>();
    private final List<String> opening = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        containers.forEach(Container::close);
    }

    private Container started() {
        Container container = Container.create(new MessagingHandler() {
                    @Override
                    public void onConnectionOpening(ConnectionEvent event) {
                        opening.add(String.valueOf(event.connection().peer().user()));
                    }

                    @Override
                    public void onTransportError(TransportErrorEvent event) {
                        seenByListener.add(event.cause());
                    }
                })
                .start();
        containers.add(container);
        return container;
    }

    private String listening(Consumer<ListenerOptions> choices) {
        return join(started().listen("amqp://127.0.0.1:0", choices).opened()).url();
    }

    private Throwable refused(String url, Consumer<ConnectionOptions> choices) {
        try (Container client = Container.create(new Recorder()).start()) {
            join(client.connect(url, choices).opened());
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it was let in");
    }

    private String mechanism(String url, Consumer<ConnectionOptions> choices) {
        try (Container client = Container.create(new Recorder()).start()) {
            return join(client.connect(url, choices).opened()).peer().mechanism();
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void everybody(ListenerOptions o) {
        o.user("alice", SECRET)
                .allowInsecureMechs(true)
                .tokens(token -> CompletableFuture.completedFuture(
                        token.token().equals(SECRET) ? Optional.of("alice") : Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "XOAUTH2"})
    void b12_garbage_from_a_client_ends_its_connection_and_nothing_else(String mechanism) {
        String url = listening(SaslAttacksTest::everybody);
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(refused(url, o -> o.mechanisms(new Garbage(mechanism, random))))
                    .isInstanceOf(AuthenticationException.class);
        }
        assertThat(seenByListener).hasSize(ROUNDS).allMatch(AuthenticationException.class::isInstance);
        assertThat(opening).isEmpty();
        assertThat(mechanism(url, o -> o.user("alice").password(SECRET))).isEqualTo("SCRAM-SHA-512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "XOAUTH2"})
    void b12_garbage_from_a_server_is_a_failure_with_a_reason(String mechanism) {
        Random random = new Random(SEED);
        String url = listening(o -> o.allowInsecureMechs(true).mechanisms(new Garbage(mechanism, random)));
        Consumer<ConnectionOptions> client = mechanism.contains("OAUTH")
                ? o -> o.user("alice").token(SECRET)
                : o -> o.user("alice").password(SECRET);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(refused(
                            url, client.andThen(o -> o.allowInsecureMechs(true).allowedMechs(mechanism))))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageMatching("(?s).*(" + mechanism + "|reports success, but is not trusted: ).*")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void b13_nobody_gets_past_a_listener_that_knows_its_users() {
        String url = listening(SaslAttacksTest::everybody);
        assertThat(refused(url, o -> o.saslEnabled(false))).isInstanceOf(AmqpException.class);
        assertThat(refused(url, o -> {})).isInstanceOf(AuthenticationException.class);
        assertThat(refused(url, o -> o.allowedMechs("ANONYMOUS"))).isInstanceOf(AuthenticationException.class);
        assertThat(refused(url, o -> o.allowedMechs("EXTERNAL"))).isInstanceOf(AuthenticationException.class);
        assertThat(opening).as("the open frame was looked at").isEmpty();
    }

    @Test
    void b13_a_server_that_skips_the_exchange_is_not_believed() {
        // Accepts at once, without any proof of its own.
        String url = listening(o -> o.mechanisms(new Accepting("SCRAM-SHA-256")));
        assertThat(refused(url, o -> o.user("alice").password(SECRET)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("the server reports success, but is not trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void b14_a_user_who_does_not_exist_gets_the_answers_of_one_who_does(String mechanism) {
        String url = listening(SaslAttacksTest::everybody);
        Consumer<ConnectionOptions> client =
                o -> o.password("guess").allowedMechs(mechanism).allowInsecureMechs(true);
        List<String> answers = new ArrayList<>();
        for (String user : List.of("alice", "mallory")) {
            try (Logged log = new Logged("io.lepton.amqp.frames", Level.TRACE)) {
                answers.add(refused(url, client.andThen(o -> o.user(user)))
                        .getMessage()
                        .replace(user, "USER"));
                answers.add(log.lines().stream()
                        .map(line -> line.replaceFirst("^.*?(->|<-)", "$1"))
                        .filter(line -> line.matches("<-.*Sasl(Mechanisms|Challenge|Outcome).*"))
                        .sorted()
                        .toList()
                        .toString());
            }
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(2)).contains("the server refused user USER");
        assertThat(answers.get(1)).isEqualTo(answers.get(3)).contains("SaslOutcome{code=auth");
        assertThat(seenByListener.get(0).getMessage().replaceAll("^[^ ]*", ""))
                .isEqualTo(seenByListener.get(1).getMessage().replaceAll("^[^ ]*", ""));
    }

    @Test
    void b20_no_secret_goes_over_a_readable_connection() {
        String shameless = listening(o -> everybody(o.allowedMechs("PLAIN", "OAUTHBEARER", "XOAUTH2")));
        for (String mechanism : List.of("PLAIN", "OAUTHBEARER", "XOAUTH2")) {
            Consumer<ConnectionOptions> client = mechanism.equals("PLAIN")
                    ? o -> o.user("alice").password(SECRET)
                    : o -> o.user("alice").token(SECRET);
            assertThat(refused(shameless, client)).hasMessageContaining(mechanism + " shows the secret");
            assertThat(refused(shameless, client.andThen(o -> o.allowedMechs(mechanism))))
                    .hasMessageContaining(mechanism + " shows the secret");
        }
        String careful = listening(
                o -> o.user("alice", SECRET).tokens(token -> CompletableFuture.completedFuture(Optional.of("alice"))));
        assertThat(refused(
                        careful,
                        o -> o.user("alice")
                                .password(SECRET)
                                .allowedMechs("PLAIN")
                                .allowInsecureMechs(true)))
                .hasMessageContaining("SCRAM-SHA-512 is not among the allowed ones")
                .hasMessageNotContaining("PLAIN is")
                .hasMessageNotContaining("OAUTH");
    }

    @Test
    void b20_the_allowed_mechanisms_are_a_floor() {
        String weak = listening(o -> o.user("alice", SECRET)
                .allowedMechs("PLAIN", "SCRAM-SHA-1", "ANONYMOUS")
                .allowInsecureMechs(true));
        assertThat(refused(
                        weak,
                        o -> o.user("alice")
                                .password(SECRET)
                                .allowedMechs("SCRAM-SHA-512 SCRAM-SHA-256")
                                .allowInsecureMechs(true)))
                .hasMessageContaining("SCRAM-SHA-1 is not among the allowed ones")
                .hasMessageContaining("ANONYMOUS is not among the allowed ones");
        assertThat(mechanism(weak, o -> o.user("alice").password(SECRET).allowInsecureMechs(true)))
                .isEqualTo("SCRAM-SHA-1");
    }

    @Test
    void b25_no_secret_is_logged_traced_or_told() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.lepton");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        logger.setLevel(Level.TRACE);
        StringBuilder told = new StringBuilder();
        try {
            String url = listening(SaslAttacksTest::everybody);
            for (String mechanism : List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-1", "SCRAM-SHA-512")) {
                Consumer<ConnectionOptions> client =
                        o -> o.allowedMechs(mechanism).allowInsecureMechs(true);
                mechanism(url, client.andThen(o -> o.user("alice").password(SECRET)));
                told.append(refused(url, client.andThen(o -> o.user("bob").password(SECRET))));
            }
            for (String mechanism : List.of("OAUTHBEARER", "XOAUTH2")) {
                Consumer<ConnectionOptions> client =
                        o -> o.user("alice").allowedMechs(mechanism).allowInsecureMechs(true);
                mechanism(url, client.andThen(o -> o.token(SECRET)));
                told.append(refused(url, client.andThen(o -> o.token(SECRET + "x"))));
            }
            String inUrl = url.replace("amqp://", "amqp://bob:" + SECRET + "@");
            told.append(refused(inUrl, o -> {}));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        seenByListener.forEach(told::append);
        List.copyOf(log.list)
                .forEach(event -> told.append(event.getFormattedMessage()).append('\n'));
        assertThat(told.toString())
                .contains("SaslInit", "SaslResponse", "SaslOutcome")
                .doesNotContain(SECRET, Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.US_ASCII)));
    }

    // ---- peers that do as they please

    /** Says anything, at either end. */
    private record Garbage(String name, Random random)
            implements SaslClientMechanismFactory, SaslServerMechanismFactory {

        @Override
        public int strength() {
            return 1000;
        }

        @Override
        public boolean plaintextSecret() {
            return false;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return null;
        }

        private byte[] bytes() {
            synchronized (random) {
                byte[] bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                String[] beginnings = {"", "n,,n=alice,r=", "r=", "v=", "user=alice\u0001auth=Bearer ", "\0alice\0"};
                String beginning = beginnings[random.nextInt(beginnings.length)];
                return (beginning + new String(bytes, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new SaslClientMechanism() {
                @Override
                public void start(SaslClientReply reply) {
                    reply.respond(bytes());
                }

                @Override
                public void challenge(byte[] challenge, SaslClientReply reply) {
                    reply.respond(bytes());
                }

                @Override
                public @Nullable String objection(byte @Nullable [] additionalData) {
                    return null;
                }
            };
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new SaslServerMechanism() {
                @Override
                public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
                    reply.challenge(bytes());
                }

                @Override
                public void response(byte[] response, SaslServerReply reply) {
                    reply.accept("anybody", bytes());
                }
            };
        }
    }

    /** Lets everybody in at once. */
    private record Accepting(String name) implements SaslServerMechanismFactory {

        @Override
        public int strength() {
            return 1000;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new SaslServerMechanism() {
                @Override
                public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
                    reply.accept("anybody", null);
                }

                @Override
                public void response(byte[] response, SaslServerReply reply) {
                    reply.accept("anybody", null);
                }
            };
        }
    }
}
