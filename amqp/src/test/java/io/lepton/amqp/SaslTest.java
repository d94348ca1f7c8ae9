// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientReply;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.transport.TestPki;
import io.lepton.amqp.transport.TestPki.Issued;
import io.lepton.amqp.types.AmqpError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How containers authenticate to each other, over real sockets. */
@Timeout(60)
class SaslTest {

    private final List<Container> containers = new ArrayList<>();
    private final CompletableFuture<Peer> accepted = new CompletableFuture<>();

    @AfterEach
    void close() {
        containers.forEach(Container::close);
    }

    private Container started() {
        Container container = Container.create(new Recorder()).start();
        containers.add(container);
        return container;
    }

    private String listening(Consumer<ListenerOptions> choices) {
        return listening("amqp://127.0.0.1:0", choices);
    }

    private String listening(String url, Consumer<ListenerOptions> choices) {
        MessagingHandler handler = new MessagingHandler() {
            @Override
            public void onConnectionOpened(ConnectionEvent event) {
                accepted.complete(event.connection().peer());
            }
        };
        return join(started()
                        .listen(url, o -> choices.accept(o.handler(handler)))
                        .opened())
                .url();
    }

    private Peer connect(String url, Consumer<ConnectionOptions> choices) {
        return join(started().connect(url, choices).opened()).peer();
    }

    private AuthenticationException refused(String url, Consumer<ConnectionOptions> choices) {
        CompletionStage<Connection> opened = started().connect(url, choices).opened();
        try {
            join(opened);
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(AuthenticationException.class);
            return (AuthenticationException) e.getCause();
        }
        throw new AssertionError("it was let in");
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    // ---- each mechanism, both roles

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramNeedsNoEncryptionAndBothEndsKnowWho(String mechanism) {
        String url = listening(o -> o.user("alice", "secret").user("bob", "other"));
        Peer server = connect(url, o -> o.user("alice").password("secret").allowedMechs(mechanism));
        assertThat(server.mechanism()).isEqualTo(mechanism);
        assertThat(server.user()).isEqualTo("alice");
        assertThat(join(accepted).mechanism()).isEqualTo(mechanism);
        assertThat(join(accepted).user()).isEqualTo("alice");
    }

    @Test
    void theStrongestMutualMechanismIsTaken() {
        String all = listening(o -> o.user("alice", "secret").allowInsecureMechs(true));
        Consumer<ConnectionOptions> alice =
                o -> o.user("alice").password("secret").allowInsecureMechs(true);
        assertThat(connect(all, alice).mechanism()).isEqualTo("SCRAM-SHA-512");
        assertThat(connect(all, alice.andThen(o -> o.allowedMechs("PLAIN SCRAM-SHA-1")))
                        .mechanism())
                .isEqualTo("SCRAM-SHA-1");
        assertThat(connect(all, alice.andThen(o -> o.allowedMechs("PLAIN", "ANONYMOUS")))
                        .mechanism())
                .isEqualTo("PLAIN");
        String some = listening(o -> o.user("alice", "secret").allowedMechs("scram-sha-256", "scram-sha-1"));
        assertThat(connect(some, alice).mechanism()).isEqualTo("SCRAM-SHA-256");
    }

    @Test
    void storedUsersAreFoundLater() {
        ScramCredentials keys = ScramCredentials.derive(ScramHash.SHA_256, "secret".toCharArray());
        String url = listening(o -> o.storedUsers(
                (user, hash) -> CompletableFuture.supplyAsync(
                        () -> user.equals("alice") ? Optional.of(keys) : Optional.empty()),
                ScramHash.SHA_256));
        assertThat(connect(url, o -> o.user("alice").password("secret")).mechanism())
                .isEqualTo("SCRAM-SHA-256");
        assertThat(refused(url, o -> o.user("mallory").password("secret"))).hasMessageContaining("mallory");
    }

    @Test
    void anAuthenticatorDecidesLater() {
        String url = listening(o -> o.allowInsecureMechs(true)
                .authenticator(login -> CompletableFuture.runAsync(() -> {
                    if (String.valueOf(login.password()).equals("secret")) {
                        login.accept(login.user() + "@example.com");
                    } else {
                        login.refuse("no");
                    }
                })));
        connect(url, o -> o.user("alice").password("secret").allowInsecureMechs(true));
        assertThat(join(accepted).user()).isEqualTo("alice@example.com");
        refused(url, o -> o.user("alice").password("wrong").allowInsecureMechs(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    void tokensLongerThanTheStandardsFramesPass(String mechanism) {
        String token = "t".repeat(8_000);
        String url = listening(o -> o.allowInsecureMechs(true)
                .tokens(shown -> CompletableFuture.completedFuture(
                        shown.token().equals(token) ? Optional.ofNullable(shown.user()) : Optional.empty())));
        Consumer<ConnectionOptions> alice =
                o -> o.user("alice").allowedMechs(mechanism).allowInsecureMechs(true);
        assertThat(connect(url, alice.andThen(o -> o.token(token))).mechanism()).isEqualTo(mechanism);
        assertThat(join(accepted).user()).isEqualTo("alice");
        assertThat(refused(url, alice.andThen(o -> o.token("other"))))
                .hasMessageContaining("invalid_token")
                .hasMessageContaining(mechanism)
                .hasMessageNotContaining("other");
    }

    @Test
    void insideTlsPasswordsTokensAndCertificatesAreFine(@TempDir Path directory) throws Exception {
        TestPki pki = new TestPki(directory);
        Issued serverPki = pki.server();
        Issued clientPki = pki.issue("CN=alice", builder -> builder);
        String url = listening(
                "amqps://localhost:0",
                o -> o.user("alice", "secret")
                        .tokens(shown -> CompletableFuture.completedFuture(Optional.of("token")))
                        .tls(tls -> tls.identity(serverPki.certificate(), serverPki.key())
                                .trust(pki.authority())
                                .wantClientCertificate()));
        Consumer<ConnectionOptions> trusting = o -> o.tls(tls -> tls.trust(pki.authority()));
        assertThat(connect(
                                url,
                                trusting.andThen(
                                        o -> o.user("alice").password("secret").allowedMechs("PLAIN")))
                        .mechanism())
                .isEqualTo("PLAIN");
        assertThat(connect(url, trusting.andThen(o -> o.token("token"))).mechanism())
                .isEqualTo("OAUTHBEARER");
        Peer external = connect(
                url, o -> o.tls(tls -> tls.trust(pki.authority()).identity(clientPki.certificate(), clientPki.key())));
        assertThat(external.mechanism()).isEqualTo("EXTERNAL");
        assertThat(external.user()).isEqualTo("CN=alice");
    }

    @Test
    void ownMechanismsAnswerFromAnyThreadAtBothEnds() {
        String url = listening(o -> o.mechanisms(new EchoServer()));
        Peer server = connect(url, o -> o.mechanisms(new EchoClient()));
        assertThat(server.mechanism()).isEqualTo("X-ECHO");
        assertThat(join(accepted).user()).isEqualTo("echo");
        assertThat(refused(url, o -> {})).hasMessageContaining("X-ECHO is not known here");
    }

    // ---- credentials

    @Test
    void credentialsAreAskedForAtEachAttemptAndMayComeLater() {
        AtomicInteger asked = new AtomicInteger();
        String url = listening(o -> o.user("alice", "secret"));
        Container client = started();
        Consumer<ConnectionOptions> supplied = o -> o.credentials(() -> CompletableFuture.supplyAsync(() -> {
            String password = asked.incrementAndGet() == 1 ? "expired" : "secret";
            return SaslCredentials.of("alice", password.toCharArray());
        }));
        assertThatThrownBy(() -> join(client.connect(url, supplied).opened()))
                .hasCauseInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("expired");
        assertThat(join(client.connect(url, supplied).opened()).peer().user()).isEqualTo("alice");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aSupplierThatFailsIsTheCause() {
        String url = listening(o -> o.user("alice", "secret"));
        IllegalStateException cause = new IllegalStateException("the vault is shut");
        assertThat(refused(url, o -> o.reconnect(false).credentials(() -> CompletableFuture.failedFuture(cause))))
                .hasMessageContaining("the supplier of credentials failed")
                .hasCause(cause);
        assertThat(refused(
                        url,
                        o -> o.credentials(() -> {
                            throw cause;
                        })))
                .hasCause(cause);
        assertThat(refused(url, o -> o.reconnect(false).credentials(() -> CompletableFuture.completedFuture(null))))
                .hasMessageContaining("gave null");
    }

    @Test
    void aSupplierThatFailsForNowIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        String url = listening(o -> o.user("alice", "secret"));
        Peer server = connect(
                url,
                o -> o.credentials(() -> asked.incrementAndGet() == 1
                        ? CompletableFuture.failedFuture(new IllegalStateException("not now"))
                        : CompletableFuture.completedFuture(SaslCredentials.of("alice", "secret".toCharArray()))));
        assertThat(server.user()).isEqualTo("alice");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aSupplierThatNeverAnswersRunsIntoTheTimeLimit() {
        String url = listening(o -> o.user("alice", "secret"));
        Connection connection = started()
                .connect(
                        url,
                        o -> o.credentials(CompletableFuture::new)
                                .reconnect(false)
                                .openTimeout(Duration.ofMillis(200)));
        assertThatThrownBy(() -> join(connection.opened())).hasCauseInstanceOf(AmqpTimeoutException.class);
    }

    @Test
    void closingWhileCredentialsAreAwaitedIsHeardOfAndTheLateAnswerIsNot() throws Exception {
        String url = listening(o -> o.user("alice", "secret"));
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<SaslCredentials> late = new CompletableFuture<>();
        Connection connection = started()
                .connect(
                        url,
                        o -> o.closeTimeout(Duration.ofMillis(200)).credentials(() -> {
                            asked.countDown();
                            return late;
                        }));
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        connection.close();
        connection
                .closed()
                .handle((done, failure) -> late.complete(SaslCredentials.of("alice")))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(connection.peer().mechanism()).isNull();
    }

    @Test
    void theUsersUrlComesFirst() {
        String url = listening(o -> o.user("alice", "secret"));
        Peer server = connect(
                url.replace("amqp://", "amqp://alice:secret@"),
                o -> o.credentials(() -> CompletableFuture.failedFuture(new IllegalStateException())));
        assertThat(server.user()).isEqualTo("alice");
    }

    @Test
    void whoHasAKerberosPrincipalIsNeverTakenForNobody() {
        String url = listening(o -> {});
        assertThat(refused(url, o -> o.kerberos(kerberos -> {}))).hasMessageContaining("ANONYMOUS is not known here");
        assertThat(connect(url, o -> o.kerberos(kerberos -> {}).allowedMechs("GSSAPI ANONYMOUS"))
                        .mechanism())
                .isEqualTo("ANONYMOUS");
    }

    @Test
    void refusalsAreFinalAndSayWhatToDo() {
        String url = listening(o -> o.user("alice", "secret"));
        AuthenticationException wrong = refused(url, o -> o.user("alice").password("guess"));
        assertThat(wrong)
                .hasMessageContaining("the server refused user alice with SCRAM-SHA-512")
                .hasMessageNotContaining("guess");
        assertThat(wrong.condition().condition()).isEqualTo(AmqpError.UNAUTHORIZED_ACCESS);
        assertThat(refused(url, o -> o.user("alice").password("secret").allowedMechs("PLAIN")))
                .hasMessageContaining("SCRAM-SHA-512 is not among the allowed ones");
        assertThat(refused(url, o -> o.user("alice"))).hasMessageContaining("needs a user and a password");
    }

    // ---- options that cannot be

    @Test
    void optionsThatContradictEachOtherAreMisuse() {
        Container container = started();
        for (Consumer<ConnectionOptions> bad : List.<Consumer<ConnectionOptions>>of(
                o -> o.user("alice").credentials(CompletableFuture::new),
                o -> o.user("alice").password("secret").token("token"),
                o -> o.password("secret"),
                o -> o.saslEnabled(false).user("alice"),
                o -> o.saslEnabled(false).user("alice").password("secret"),
                o -> o.saslEnabled(false).token("secret"),
                o -> o.saslEnabled(false).credentials(CompletableFuture::new),
                o -> o.saslEnabled(false).kerberos(kerberos -> {}),
                o -> o.saslEnabled(false).allowedMechs("SCRAM-SHA-256"),
                o -> o.saslEnabled(false).mechanisms(new EchoClient()),
                o -> o.tls(TlsOptions::acceptAnyHostName),
                o -> o.kerberos(k -> k.keytab(Path.of("k"), "p").ticketCache(Path.of("c"))),
                o -> o.kerberos(k -> k.serviceName("amqp/host")))) {
            assertThatThrownBy(() -> container.connect("amqp://localhost", bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
        for (Consumer<ListenerOptions> bad : List.<Consumer<ListenerOptions>>of(
                o -> o.allowedMechs("SCRAM-SHA-256"),
                o -> o.user("alice", "secret").allowedMechs("GSSAPI"),
                o -> o.user("alice", "secret").authenticator(login -> {}),
                o -> o.user("alice", ""),
                o -> o.user("alice", "secret").user("alice", "other"),
                o -> o.user("", "secret"),
                o -> o.user("alice", "secret").saslEnabled(false),
                o -> o.user("alice", "secret").saslRequired(false),
                o -> o.saslRequired(false).user("alice", "secret"),
                o -> o.user("alice", "secret").saslRequired(false).saslEnabled(false),
                o -> o.saslRequired(true).saslEnabled(false),
                o -> o.allowedMechs("EXTERNAL").saslEnabled(false),
                o -> o.tls(TlsOptions::requireClientCertificate),
                o -> o.storedUsers((user, hash) -> new CompletableFuture<>()),
                o -> o.kerberos(k -> {}))) {
            assertThatThrownBy(() -> container.listen("amqp://localhost:0", bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withoutSaslNobodyCanBeNamedInAUrlEither() {
        Container container = started();
        for (String url : List.of("amqp://alice@localhost", "amqps://alice:secret@localhost")) {
            assertThatThrownBy(() -> container.connect(url, o -> o.saslEnabled(false)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("saslEnabled(false) contradicts user")
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> container.connect(
                        List.of("amqp://localhost", "amqp://bob@localhost"), o -> o.saslEnabled(false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodysPasswordIsShownAsAnothersUsers() {
        Container container = started();
        for (Consumer<ConnectionOptions> alice : List.<Consumer<ConnectionOptions>>of(
                o -> o.user("alice").password("secret"), o -> o.user("alice").token("secret"))) {
            assertThatThrownBy(() -> container.connect("amqp://bob@localhost", alice))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("amqp://bob@localhost:5672: its user is not the one")
                    .hasMessageContaining("alice")
                    .hasMessageNotContaining("secret");
        }
        String url = listening(o -> o.user("bob", "other").user("alice", "secret"));
        String bobs = url.replace("amqp://", "amqp://bob@");
        assertThat(connect(bobs, o -> o.password("other")).user()).isEqualTo("bob");
        assertThat(connect(
                                bobs.replace("bob@", "bob:other@"),
                                o -> o.user("alice").password("secret"))
                        .user())
                .isEqualTo("bob");
    }

    @Test
    void aHookThatGoesToAnotherUsersPlaceDoesNotTakeThePasswordAlong() {
        String url = listening(o -> o.user("bob", "secret"));
        CompletionStage<Connection> opened = started()
                .connect(
                        "amqp://localhost:1",
                        o -> o.user("alice")
                                .password("secret")
                                .reconnect(r ->
                                        r.beforeAttempt(attempt -> attempt.url(url.replace("amqp://", "amqp://bob@")))))
                .opened();
        assertThatThrownBy(() -> join(opened)).hasMessageContaining("needs a user and a password");
    }

    @Test
    void aHookCannotNameAnybodyWhereNobodyIsTold() {
        for (Consumer<ReconnectAttempt> hook : List.<Consumer<ReconnectAttempt>>of(
                attempt -> attempt.url("amqp://bob:secret@localhost"),
                attempt -> attempt.credentials("bob", "secret"))) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletionStage<Connection> opened = started()
                    .connect(
                            "amqp://localhost:1",
                            o -> o.saslEnabled(false)
                                    .reconnect(r -> r.beforeAttempt(attempt -> {
                                        try {
                                            hook.accept(attempt);
                                        } catch (RuntimeException e) {
                                            thrown.complete(e);
                                            throw e;
                                        }
                                    })))
                    .opened();
            assertThat(join(thrown))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("saslEnabled(false) contradicts")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> join(opened)).isInstanceOf(java.util.concurrent.CompletionException.class);
        }
    }

    @Test
    void aListenerThatWouldLetNobodyInOrSpeakNoTlsIsMisuse() {
        Container container = started();
        assertThatThrownBy(() -> container.listen("amqp://alice:secret@localhost:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a listener is nobody's user")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> container.listen("amqps://localhost:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("amqps://localhost:0: a listener with TLS needs a certificate");
        for (Consumer<ListenerOptions> bad : List.<Consumer<ListenerOptions>>of(
                o -> o.authenticator(login -> {}),
                o -> o.tokens(token -> CompletableFuture.completedFuture(Optional.empty())),
                o -> o.user("alice", "secret").allowedMechs("PLAIN"),
                o -> o.allowedMechs("EXTERNAL"))) {
            assertThatThrownBy(() -> container.listen("amqp://localhost:0", bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no client could ever authenticate here");
        }
    }

    @Test
    void aCertificateThatNobodyVerifiesTellsNothing(@TempDir Path directory) throws Exception {
        TestPki pki = new TestPki(directory);
        Issued server = pki.server();
        Issued forged = pki.issue("CN=alice", builder -> builder);
        Consumer<TlsOptions> anyone = tls -> tls.identity(server.certificate(), server.key())
                .verifyNothingAndTrustAnyone()
                .requireClientCertificate();
        String url = listening("amqps://localhost:0", o -> o.tls(anyone));
        Consumer<ConnectionOptions> client =
                o -> o.tls(tls -> tls.trust(pki.authority()).identity(forged.certificate(), forged.key()));
        assertThat(connect(url, client).mechanism()).isEqualTo("ANONYMOUS");
        assertThat(join(accepted).user()).isNull();
        Container container = started();
        assertThatThrownBy(() -> container.listen(
                        "amqps://localhost:0", o -> o.tls(anyone).allowedMechs("EXTERNAL")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noThreadOutlivesItsContainer() {
        String url = listening(o -> o.user("alice", "secret"));
        connect(url, o -> o.user("alice").password("secret"));
        containers.forEach(Container::close);
        List<String> names = containers.stream()
                .map(container -> "lepton-" + container.id() + "-sasl")
                .toList();
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> names.stream().anyMatch(thread.getName()::startsWith))
                .toList();
        assertThat(left).allSatisfy(thread -> assertThat(ended(thread)).isTrue());
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- a mechanism of the tests' own

    /** Sends back what the server asks, from another thread. */
    private static final class EchoClient implements SaslClientMechanismFactory {
        @Override
        public String name() {
            return "X-ECHO";
        }

        @Override
        public int strength() {
            return 50;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new SaslClientMechanism() {
                @Override
                public void start(SaslClientReply reply) {
                    CompletableFuture.runAsync(() -> reply.respond(null));
                }

                @Override
                public void challenge(byte[] challenge, SaslClientReply reply) {
                    CompletableFuture.runAsync(() -> reply.respond(challenge));
                }

                @Override
                public @Nullable String objection(byte @Nullable [] additionalData) {
                    return null;
                }
            };
        }
    }

    private static final class EchoServer implements SaslServerMechanismFactory {
        @Override
        public String name() {
            return "X-ECHO";
        }

        @Override
        public int strength() {
            return 50;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new SaslServerMechanism() {
                @Override
                public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
                    CompletableFuture.runAsync(() -> reply.challenge("echo".getBytes(StandardCharsets.US_ASCII)));
                }

                @Override
                public void response(byte[] response, SaslServerReply reply) {
                    String said = new String(response, StandardCharsets.US_ASCII);
                    Map<String, Runnable> deeds = Map.of("echo", () -> reply.accept(said, null));
                    CompletableFuture.runAsync(deeds.getOrDefault(said, () -> reply.refuse(SaslCode.AUTH, "no echo")));
                }
            };
        }
    }
}
