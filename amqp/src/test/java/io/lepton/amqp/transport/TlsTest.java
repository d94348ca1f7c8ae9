// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.lepton.amqp.transport.TestPki.Issued;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on both sides: attacks.md B17, B18, B19, B21, B33, C8, C11. */
class TlsTest {

    @TempDir
    Path directory;

    private final Transport transport = NettyTransport.create("tls", 1);
    private TestPki pki;

    @BeforeEach
    void authority() throws Exception {
        pki = new TestPki(directory);
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private TlsSettings trusting() {
        return with(new Trust.Pem(List.of(pki.authority())), null, ClientAuth.NONE);
    }

    private static TlsSettings with(Trust trust, @Nullable Identity identity, ClientAuth auth) {
        return new TlsSettings(null, trust, identity, TlsSettings.DEFAULT_PROTOCOLS, List.of(), true, auth);
    }

    private static TlsSettings versions(TlsSettings settings, String... protocols) {
        return new TlsSettings(
                settings.context(),
                settings.trust(),
                settings.identity(),
                List.of(protocols),
                List.of(),
                settings.verifyName(),
                settings.clientAuth());
    }

    private TestAcceptor listen(ListenSettings settings) {
        TestAcceptor acceptor = new TestAcceptor();
        transport.listen(settings, transport.nextLoop(), acceptor);
        return acceptor;
    }

    private TestAcceptor listen(Issued server) {
        return listen(ListenSettings.of("127.0.0.1", 0).withTls(with(Trust.jdk(), server.identity(), ClientAuth.NONE)));
    }

    private TestAcceptor listenForClients(ClientAuth auth) throws Exception {
        return listen(ListenSettings.of("127.0.0.1", 0)
                .withTls(with(
                        new Trust.Pem(List.of(pki.authority())), pki.server().identity(), auth)));
    }

    private TestDriver dial(ConnectSettings settings) {
        TestDriver driver = new TestDriver();
        transport.connect(settings, transport.nextLoop(), driver);
        return driver;
    }

    private TestDriver dial(TestAcceptor acceptor, TlsSettings tls) throws Exception {
        return dial(ConnectSettings.of("localhost", acceptor.port()).withTls(tls));
    }

    @Test
    void both_ends_know_the_session_and_talk_through_it() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        TestDriver client = dial(acceptor, trusting());
        SSLSession session = client.wire().tls();
        TestDriver server = acceptor.next();

        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
        assertThat(session.getCipherSuite()).isEqualTo(server.wire().tls().getCipherSuite());
        assertThat(((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal())
                .hasToString("CN=server");
        client.send("to the server");
        assertThat(server.text(13)).isEqualTo("to the server");
        server.send("to the client");
        assertThat(client.text(13)).isEqualTo("to the client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void much_arrives_whole_both_ways_and_close_is_orderly(String version) throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        byte[] noise = new byte[3_000_001];
        new Random(1).nextBytes(noise);
        TestDriver client = dial(acceptor, versions(trusting(), version));
        assertThat(client.wire().tls().getProtocol()).isEqualTo(version);
        TestDriver server = acceptor.next();
        Wire back = server.wire();
        server.onReceived = bytes -> {
            back.write(bytes, 0, bytes.length, 0);
            back.flush();
        };

        client.send(noise);

        assertThat(client.bytes(noise.length)).isEqualTo(noise);
        client.onLoop(wire -> {
            wire.write(noise, 0, noise.length, 0);
            wire.close();
        });
        assertThat(server.bytes(2 * noise.length)).endsWith(noise);
        assertThat(server.inputClosed.get(20, SECONDS)).isTrue();
        assertThat(server.end()).isEmpty();
        assertThat(client.end()).isEmpty();
    }

    @Test
    void an_unknown_authority_is_refused_by_default() throws Exception {
        TestAcceptor acceptor = listen(pki.server());

        NetworkException failure = dial(acceptor, TlsSettings.DEFAULT).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_UNTRUSTED);
        assertThat(failure)
                .hasMessageStartingWith("TLS with localhost:" + acceptor.port()
                        + " failed: the certificate is not trusted: unable to find valid certification path");
        assertThat(acceptor.refusal().kind()).isEqualTo(Kind.TLS_FAILED);
        assertThat(acceptor.accepted).isEmpty();
    }

    @Test
    void another_authority_than_the_given_one_is_refused() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        TestPki other = new TestPki(directory, "CN=Other CA");

        NetworkException failure = dial(
                        acceptor, with(new Trust.Pem(List.of(other.authority())), null, ClientAuth.NONE))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_UNTRUSTED);
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        TestAcceptor acceptor = listen(pki.issue("CN=localhost", builder -> builder.addSanDnsName("other.example")));

        NetworkException failure = dial(acceptor, trusting()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_NAME);
        assertThat(failure).hasMessageContaining("the certificate is not for \"localhost\": ");
    }

    @Test
    void an_ip_address_is_verified_as_an_ip_address() throws Exception {
        TestAcceptor named = listen(pki.issue("CN=127.0.0.1", builder -> builder.addSanDnsName("127.0.0.1")));
        TestAcceptor numbered = listen(pki.server());

        NetworkException failure = dial(ConnectSettings.of("127.0.0.1", named.port())
                        .withTls(trusting()))
                .failure();
        assertThat(failure.kind()).isEqualTo(Kind.TLS_NAME);
        dial(ConnectSettings.of("127.0.0.1", numbered.port()).withTls(trusting()))
                .wire();
    }

    @Test
    void the_name_to_ask_for_and_to_verify_may_differ_from_the_host() throws Exception {
        TestAcceptor acceptor = listen(pki.issue("CN=x", builder -> builder.addSanDnsName("broker.example")));

        dial(ConnectSettings.of("127.0.0.1", acceptor.port())
                        .withTls(trusting())
                        .withTlsName("broker.example"))
                .wire();

        ExtendedSSLSession session = (ExtendedSSLSession) acceptor.next().wire().tls();
        assertThat(session.getRequestedServerNames()).containsExactly(new SNIHostName("broker.example"));
    }

    @Test
    void an_expired_certificate_is_refused_with_its_date() throws Exception {
        TestAcceptor acceptor = listen(pki.expired());

        NetworkException failure = dial(acceptor, trusting()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_UNTRUSTED);
        assertThat(failure).hasMessageContaining("the certificate is not trusted: NotAfter: ");
    }

    @Test
    void verification_is_off_only_when_it_was_turned_off() throws Exception {
        TestAcceptor acceptor = listen(pki.issue("CN=x", builder -> builder.addSanDnsName("other.example")));
        TlsSettings anyName = new TlsSettings(
                null,
                new Trust.Pem(List.of(pki.authority())),
                null,
                TlsSettings.DEFAULT_PROTOCOLS,
                List.of(),
                false,
                ClientAuth.NONE);
        TlsSettings anyone = new TlsSettings(
                null, Trust.Anyone.INSTANCE, null, TlsSettings.DEFAULT_PROTOCOLS, List.of(), false, ClientAuth.NONE);

        dial(acceptor, anyName).wire();
        dial(acceptor, anyone).wire();
        assertThat(dial(acceptor, trusting()).failure().kind()).isEqualTo(Kind.TLS_NAME);
    }

    @Test
    void a_ready_context_still_has_the_name_verified() throws Exception {
        TestAcceptor acceptor = listen(pki.issue("CN=x", builder -> builder.addSanDnsName("other.example")));
        SSLContext context = TlsContextFactory.create(trusting());
        TlsSettings settings = new TlsSettings(
                context, Trust.jdk(), null, TlsSettings.DEFAULT_PROTOCOLS, List.of(), true, ClientAuth.NONE);

        assertThat(dial(acceptor, settings).failure().kind()).isEqualTo(Kind.TLS_NAME);
        dial(ConnectSettings.of("localhost", acceptor.port()).withTls(settings).withTlsName("other.example"))
                .wire();
    }

    @Test
    void no_common_version_is_a_failure_at_both_ends() throws Exception {
        TestAcceptor acceptor = listen(ListenSettings.of("127.0.0.1", 0)
                .withTls(versions(with(Trust.jdk(), pki.server().identity(), ClientAuth.NONE), "TLSv1.3")));

        assertThat(dial(acceptor, versions(trusting(), "TLSv1.2")).failure().kind())
                .isEqualTo(Kind.TLS_FAILED);
        assertThat(acceptor.refusal().kind()).isEqualTo(Kind.TLS_FAILED);
    }

    @Test
    void old_versions_and_anonymous_ciphers_are_off() throws Exception {
        TlsEngines engines = new TlsEngines(TlsSettings.DEFAULT);

        assertThat(engines.client("h", 1).getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(engines.client("h", 1).getEnabledCipherSuites())
                .isNotEmpty()
                .noneMatch(suite -> suite.contains("_anon_") || suite.contains("_NULL_"));
    }

    @Test
    void an_unknown_version_is_a_failure_of_the_settings() throws Exception {
        TestAcceptor acceptor = listen(pki.server());

        NetworkException failure = dial(acceptor, versions(trusting(), "TLSv9")).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_SETTINGS);
        assertThat(failure).hasMessageContaining("TLSv9");
    }

    @Test
    void a_peer_that_does_not_speak_tls_is_no_reason_to_speak_plain() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            TestDriver driver =
                    dial(ConnectSettings.of("127.0.0.1", plain.getLocalPort()).withTls(trusting()));
            try (Socket accepted = plain.accept()) {
                accepted.getOutputStream().write("AMQP\0\1\0\0".getBytes(US_ASCII));

                NetworkException failure = driver.failure();
                assertThat(failure.kind()).isEqualTo(Kind.TLS_FAILED);
                assertThat(failure).hasMessageContaining("the peer doesn't speak TLS");
                byte[] sent = accepted.getInputStream().readAllBytes();
                assertThat(sent[0]).as("a TLS handshake record").isEqualTo((byte) 22);
            }
        }
    }

    @Test
    void a_plain_client_is_turned_away_by_a_listener_with_tls() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        try (Socket client = new Socket("127.0.0.1", acceptor.port())) {
            client.getOutputStream().write("AMQP\0\1\0\0AMQP\0\1\0\0".getBytes(US_ASCII));

            assertThat(acceptor.refusal()).hasMessageContaining("the peer doesn't speak TLS");
        }
        assertThat(acceptor.accepted).isEmpty();
    }

    @Test
    void a_handshake_that_does_not_go_on_ends_with_its_time_limit() throws Exception {
        TestAcceptor acceptor = listen(ListenSettings.of("127.0.0.1", 0)
                .withTls(with(Trust.jdk(), pki.server().identity(), ClientAuth.NONE))
                .withTlsTimeout(Duration.ofMillis(200)));
        try (Socket silent = new Socket("127.0.0.1", acceptor.port());
                ServerSocket mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            silent.setSoTimeout(20_000);
            assertThat(acceptor.refusal().kind()).isEqualTo(Kind.TLS_TIMEOUT);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);

            NetworkException failure = dial(ConnectSettings.of("127.0.0.1", mute.getLocalPort())
                            .withTls(trusting())
                            .withTlsTimeout(Duration.ofMillis(200)))
                    .failure();
            assertThat(failure.kind()).isEqualTo(Kind.TLS_TIMEOUT);
            assertThat(failure).hasMessageContaining("no end of the handshake within 200 ms");
        }
    }

    /** What the network did is worth another attempt, unlike what TLS says of the peer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void a_handshake_that_is_cut_is_a_broken_connection(int bytesRead) throws Exception {
        try (ServerSocket cutting = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            TestDriver driver =
                    dial(ConnectSettings.of("127.0.0.1", cutting.getLocalPort()).withTls(trusting()));
            Socket accepted = cutting.accept();
            accepted.getInputStream().readNBytes(bytesRead);
            accepted.close(); // with bytes unread this is a reset

            assertThat(driver.failure().kind()).isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void a_client_that_leaves_during_the_handshake_is_no_fault_of_tls() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        try (Socket leaving = new Socket("127.0.0.1", acceptor.port())) {
            leaving.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0});
        }

        assertThat(acceptor.refusal().kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void a_client_without_a_certificate_is_turned_away_when_one_is_required() throws Exception {
        TestAcceptor acceptor = listenForClients(ClientAuth.REQUIRED);

        String place = "localhost:" + acceptor.port();
        TestDriver client = dial(acceptor, trusting());

        assertThat(acceptor.refusal().kind()).isEqualTo(Kind.TLS_FAILED);
        // With TLS 1.3 the client believes that it is in before the server has looked at its certificate.
        assertThat(client.end()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.TLS_FAILED);
            assertThat(cause)
                    .hasMessageStartingWith("TLS with " + place
                            + " failed: the peer wants to see a certificate, and we have none of an authority"
                            + " that it names: ");
        });
    }

    @Test
    void a_client_with_a_certificate_is_known_to_the_listener() throws Exception {
        Issued alice = pki.issue("CN=alice", builder -> builder.addExtendedKeyUsageClientAuth());
        for (ClientAuth auth : List.of(ClientAuth.REQUIRED, ClientAuth.WANTED)) {
            TestAcceptor acceptor = listenForClients(auth);

            dial(acceptor, with(new Trust.Pem(List.of(pki.authority())), alice.identity(), ClientAuth.NONE));

            assertThat(acceptor.next().wire().tls().getPeerPrincipal()).hasToString("CN=alice");
        }
    }

    @Test
    void a_certificate_that_is_wanted_need_not_be_shown_but_must_be_good() throws Exception {
        TestAcceptor acceptor = listenForClients(ClientAuth.WANTED);
        TestPki impostor = new TestPki(directory); // of the same name, so that the client takes it for acceptable
        Issued mallory = impostor.issue("CN=mallory", builder -> builder);

        dial(acceptor, trusting()).wire();
        acceptor.next().wire();
        dial(acceptor, with(new Trust.Pem(List.of(pki.authority())), mallory.identity(), ClientAuth.NONE));

        assertThat(acceptor.refusal().kind()).isIn(Kind.TLS_UNTRUSTED, Kind.TLS_FAILED);
        assertThat(acceptor.accepted).isEmpty();
    }

    @Test
    void changed_files_are_used_at_the_next_handshake_and_damaged_ones_are_not() throws Exception {
        Issued first = pki.issue("CN=first", builder -> builder.addSanDnsName("localhost"));
        Issued second = pki.issue("CN=the second one", builder -> builder.addSanDnsName("localhost"));
        TestAcceptor acceptor = listen(first);
        assertThat(dial(acceptor, trusting()).wire().tls().getPeerPrincipal()).hasToString("CN=first");

        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(dial(acceptor, versions(trusting(), "TLSv1.2")).wire().tls().getPeerPrincipal())
                .as("certificate and key don't fit yet")
                .hasToString("CN=first");
        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(dial(acceptor, trusting()).wire().tls().getPeerPrincipal()).hasToString("CN=the second one");
    }

    @Test
    void a_client_uses_changed_files_at_its_next_handshake_too() throws Exception {
        Issued first = pki.issue("CN=first", builder -> builder);
        Issued second = pki.issue("CN=second", builder -> builder);
        Path trusted = Files.copy(pki.authority(), directory.resolve("trusted.pem"));
        TlsSettings settings = with(new Trust.Pem(List.of(trusted)), first.identity(), ClientAuth.NONE);
        TestAcceptor acceptor = listenForClients(ClientAuth.REQUIRED);
        dial(acceptor, settings);
        assertThat(acceptor.next().wire().tls().getPeerPrincipal()).hasToString("CN=first");

        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
        dial(acceptor, settings);
        assertThat(acceptor.next().wire().tls().getPeerPrincipal()).hasToString("CN=second");

        Files.copy(new TestPki(directory).authority(), trusted, StandardCopyOption.REPLACE_EXISTING);
        assertThat(dial(acceptor, settings).failure().kind()).isEqualTo(Kind.TLS_UNTRUSTED);
    }

    @Test
    void a_file_that_is_missing_is_told_at_once_by_name() throws Exception {
        Path missing = directory.resolve("missing.pem");
        TestAcceptor acceptor = listen(ListenSettings.of("127.0.0.1", 0)
                .withTls(with(
                        Trust.jdk(), new Identity.Pem(missing, pki.server().key(), Secret.NONE), ClientAuth.NONE)));

        NetworkException failure = acceptor.failed.get(20, SECONDS);
        assertThat(failure.kind()).isEqualTo(Kind.TLS_SETTINGS);
        assertThat(failure).hasMessage("TLS settings: there is no file " + missing);
        NetworkException clients = dial(ConnectSettings.of("localhost", 1)
                        .withTls(with(new Trust.Pem(List.of(missing)), null, ClientAuth.NONE)))
                .failure();
        assertThat(clients.kind()).isEqualTo(Kind.TLS_SETTINGS);
    }

    /** A connection of the listener's with a JDK socket at the other end. */
    private SSLSocket jdkClient(TestAcceptor acceptor, Socket raw) throws Exception {
        SSLSocket socket = (SSLSocket) TlsContextFactory.create(trusting())
                .getSocketFactory()
                .createSocket(raw, "localhost", acceptor.port(), false);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    @Test
    void an_end_without_close_notify_is_a_truncation() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        try (Socket raw = new Socket("127.0.0.1", acceptor.port())) {
            SSLSocket client = jdkClient(acceptor, raw);
            client.getOutputStream().write("half a mess".getBytes(US_ASCII));
            TestDriver server = acceptor.next();
            assertThat(server.text(11)).isEqualTo("half a mess");
            raw.shutdownOutput();

            assertThat(server.end())
                    .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.TRUNCATED));
            assertThat(server.inputClosed).isNotDone();
        }
    }

    @Test
    void close_says_close_notify() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        try (Socket raw = new Socket("127.0.0.1", acceptor.port())) {
            SSLSocket client = jdkClient(acceptor, raw);
            TestDriver server = acceptor.next();
            server.onLoop(wire -> {
                wire.write("bye".getBytes(US_ASCII), 0, 3, 0);
                wire.close();
            });

            // a stream without close_notify makes the JDK's socket throw
            assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("bye");
            client.close();
            assertThat(server.end()).isEmpty();
        }
    }

    @Test
    void tls_that_comes_byte_by_byte_is_the_same_only_slower() throws Exception {
        TestAcceptor acceptor = listen(pki.server());
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            TestDriver client =
                    dial(ConnectSettings.of("localhost", proxy.getLocalPort()).withTls(trusting()));
            Socket near = proxy.accept();
            Socket far = new Socket("127.0.0.1", acceptor.port());
            trickle(near, far).start();
            trickle(far, near).start();
            client.send("through the eye of a needle");

            assertThat(acceptor.next().text(27)).isEqualTo("through the eye of a needle");
        }
    }

    private static Thread trickle(Socket from, Socket to) {
        Thread thread = new Thread(() -> {
            try (from;
                    to) {
                to.setTcpNoDelay(true);
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    out.write(b);
                }
            } catch (java.io.IOException e) {
                Thread.currentThread().interrupt(); // the other direction closed both
            }
        });
        thread.setDaemon(true);
        return thread;
    }
}
