// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.TlsOptions;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.TransportException;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lepton as the client of an Artemis with TLS, and all that must be refused then: attacks.md B17, C11. */
@Timeout(120)
class ArtemisTlsTest {
    /** A plain port says nothing to a client's hello, which is the only wait here. */
    private static final Duration TLS_LIMIT = Duration.ofSeconds(4);

    @TempDir
    static Path directory;

    private static Authority ours;
    private static Authority theirs;
    private static EmbeddedArtemis broker;

    private final Container container = Container.create(new MessagingHandler() {
                @Override
                public void onTransportError(TransportErrorEvent event) {
                    // the tests look at the connection
                }
            })
            .start();

    @BeforeAll
    static void startBroker() throws Exception {
        ours = new Authority(directory, "ours");
        theirs = new Authority(directory, "theirs");
        Authority.Issued good = ours.issue("broker", Authority.LOCALHOST);
        Authority.Issued foreign = ours.issue("broker", builder -> builder.addSanDnsName("other.example"));
        Authority.Issued expired = ours.issue("broker", Authority.EXPIRED);
        broker = EmbeddedArtemis.start(configuration -> configuration
                .addAcceptorConfiguration("tls", tls(good, ""))
                .addAcceptorConfiguration(
                        "mutual",
                        tls(
                                good,
                                ";needClientAuth=true;trustStoreType=PKCS12;trustStorePath=" + ours.trustStore()
                                        + ";trustStorePassword=" + Authority.PASSWORD))
                .addAcceptorConfiguration("foreign", tls(foreign, ""))
                .addAcceptorConfiguration("expired", tls(expired, "")));
    }

    private static String tls(Authority.Issued identity, String more) {
        return "tcp://127.0.0.1:0?protocols=AMQP;useEpoll=false;sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
                + identity.keyStore() + ";keyStorePassword=" + Authority.PASSWORD + more;
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void close() {
        container.close();
    }

    private Connection connect(String scheme, String acceptor, Consumer<TlsOptions> tls) {
        return container.connect(
                scheme + "://localhost:" + broker.port(acceptor),
                o -> o.tls(tls).tlsTimeout(TLS_LIMIT).reconnect(false));
    }

    private static void assertWorks(Connection connection, String queue) {
        CompletableFuture<Object> back = new CompletableFuture<>();
        assertThat(Patience.await(
                        connection.createSender(queue).send(Message.of(queue)).outcome()))
                .isInstanceOf(Accepted.class);
        connection.createReceiver(
                queue, o -> o.onMessage(event -> back.complete(event.message().body())));
        assertThat(Patience.await(back)).isEqualTo(queue);
        connection.close();
        Patience.await(connection.closed());
    }

    private void assertRefused(String acceptor, Consumer<TlsOptions> tls, String message) {
        Throwable failure = catchThrowable(
                () -> Patience.await(connect("amqps", acceptor, tls).opened()));

        assertThat(failure)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqps", "amqpwss"})
    void aMessageGoesThereAndBack(String scheme) {
        Connection connection = connect(scheme, "tls", t -> t.trust(ours.trust()));
        Patience.await(connection.opened());

        assertThat(connection.peer().tlsProtocol()).isEqualTo("TLSv1.3");
        assertThat(connection.peer().cipherSuite()).startsWith("TLS_");
        assertThat(connection.peer().principal()).hasToString("CN=broker");
        assertWorks(connection, scheme);
    }

    @Test
    void plainWebSocketWorksAtTheSamePortAsPlainTcp() {
        assertWorks(container.connect("amqpws://127.0.0.1:" + broker.port()), "ws");
    }

    @Test
    void theOlderVersionWorksToo() {
        Connection connection =
                connect("amqps", "tls", t -> t.trust(ours.trust()).protocols("TLSv1.2"));
        Patience.await(connection.opened());

        assertThat(connection.peer().tlsProtocol()).isEqualTo("TLSv1.2");
        assertWorks(connection, "older");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatShowsItsCertificateIsLetIn(boolean fromKeyStore) throws Exception {
        Authority.Issued client = ours.issue("client", builder -> builder);
        Connection connection = connect("amqps", "mutual", t -> {
            if (fromKeyStore) {
                t.trustStore(ours.trustStore(), Authority.PASSWORD.toCharArray())
                        .keyStore(client.keyStore(), Authority.PASSWORD.toCharArray());
            } else {
                t.trust(ours.trust()).identity(client.certificate(), client.key());
            }
        });

        assertWorks(connection, "mutual");
    }

    @Test
    void anUnknownAuthorityIsRefused() {
        assertRefused("tls", t -> t.trust(theirs.trust()), "the certificate is not trusted");
    }

    @Test
    void theJdksAuthoritiesDoNotVouchForOurs() {
        assertRefused("tls", t -> {}, "the certificate is not trusted");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertRefused("foreign", t -> t.trust(ours.trust()), "the certificate is not for \"localhost\"");
    }

    @Test
    void anExpiredCertificateIsRefused() {
        assertRefused("expired", t -> t.trust(ours.trust()), "NotAfter");
    }

    @Test
    void aClientWithoutACertificateIsRefused() {
        assertRefused("mutual", t -> t.trust(ours.trust()), "the peer wants to see a certificate, and we have none");
    }

    @Test
    void aClientWithACertificateOfSomebodyElseIsRefused() throws Exception {
        Authority.Issued stranger = theirs.issue("client", builder -> builder);

        assertRefused(
                "mutual",
                t -> t.trust(ours.trust()).identity(stranger.certificate(), stranger.key()),
                "the peer wants to see a certificate, and we have none of an authority that it names");
    }

    @Test
    void aClientWithAnExpiredCertificateIsRefused() throws Exception {
        Authority.Issued old = ours.issue("client", Authority.EXPIRED);

        assertRefused(
                "mutual",
                t -> t.trust(ours.trust()).identity(old.certificate(), old.key()),
                "the peer does not accept our certificate of CN=client");
    }

    @Test
    void aPortWithoutTlsIsNotSpokenToInClear() {
        assertRefused("amqp", t -> t.trust(ours.trust()), "TLS with localhost:" + broker.port() + " failed");
    }
}
