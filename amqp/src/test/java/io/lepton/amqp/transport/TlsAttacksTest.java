// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.transport.NetworkException.Kind;
import io.lepton.amqp.transport.TlsSettings.ClientAuth;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that abuse TLS, and versions that nobody should speak: attacks.md B21, C11. */
class TlsAttacksTest {

    /** Far more key updates than a connection may bring without data: each is a record of some 30 bytes. */
    private static final int KEY_UPDATES = 100_000;

    @TempDir
    Path directory;

    private final Transport transport = NettyTransport.create("tls-attacks", 1);
    private TestPki pki;

    @BeforeEach
    void authority() throws Exception {
        pki = new TestPki(directory);
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private static TlsSettings settings(Trust trust, @Nullable Identity identity, String... protocols) {
        List<String> versions = protocols.length == 0 ? TlsSettings.DEFAULT_PROTOCOLS : List.of(protocols);
        return new TlsSettings(null, trust, identity, versions, List.of(), true, ClientAuth.NONE);
    }

    private TlsSettings trusting() {
        return settings(new Trust.Pem(List.of(pki.authority())), null);
    }

    private TestAcceptor listen(int port, TestPki.Issued identity) {
        TestAcceptor acceptor = new TestAcceptor();
        transport.listen(
                ListenSettings.of("127.0.0.1", port).withTls(settings(Trust.jdk(), identity.identity())),
                transport.nextLoop(),
                acceptor);
        return acceptor;
    }

    private TestDriver dial(int port, TlsSettings tls) {
        TestDriver driver = new TestDriver();
        transport.connect(ConnectSettings.of("localhost", port).withTls(tls), transport.nextLoop(), driver);
        return driver;
    }

    /** In TLS 1.3, each further handshake of the JDK's socket is a key update that asks for one in return. */
    private static boolean updatesKeysUntilRefused(SSLSocket socket) {
        for (int i = 0; i < KEY_UPDATES; i++) {
            try {
                socket.startHandshake();
            } catch (IOException refused) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_flood_of_key_updates_ends_the_connection() throws Exception {
        TestAcceptor acceptor = listen(0, pki.server());
        try (Socket raw = new Socket("127.0.0.1", acceptor.port());
                SSLSocket client = (SSLSocket) TlsContextFactory.create(trusting())
                        .getSocketFactory()
                        .createSocket(raw, "localhost", acceptor.port(), false)) {
            client.startHandshake();
            client.getOutputStream().write('x');
            TestDriver server = acceptor.next();
            server.bytes(1);

            assertThat(updatesKeysUntilRefused(client)).isTrue();
            assertThat(server.end()).hasValueSatisfying(cause -> {
                assertThat(cause.kind()).isEqualTo(Kind.TLS_FAILED);
                assertThat(cause).hasMessageContaining("bytes of TLS records without data");
            });
        }
    }

    @Test
    void a_certificate_that_was_swapped_is_verified_again() throws Exception {
        TestAcceptor acceptor = new TestAcceptor();
        Transport.Binding first = transport.listen(
                ListenSettings.of("127.0.0.1", 0)
                        .withTls(settings(Trust.jdk(), pki.server().identity())),
                transport.nextLoop(),
                acceptor);
        int port = acceptor.port();
        TestDriver client = dial(port, trusting());
        client.wire();
        client.onLoop(Wire::close);
        client.end();
        first.close();
        acceptor.closed.get(TestDriver.LIMIT_SECONDS, SECONDS);

        TestPki impostor = new TestPki(directory);
        TestAcceptor swapped = listen(port, impostor.server());
        assertThat(swapped.port()).isEqualTo(port);

        assertThat(dial(port, trusting()).failure().kind()).isEqualTo(Kind.TLS_UNTRUSTED);
        assertThat(swapped.refusal().kind()).isEqualTo(Kind.TLS_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void an_old_version_that_the_jdk_has_switched_off_says_so(String version) throws Exception {
        Assumptions.assumeTrue(
                List.of(Security.getProperty("jdk.tls.disabledAlgorithms").split("\\s*,\\s*"))
                        .contains(version),
                "this JDK permits " + version);
        NetworkException failure =
                dial(1, settings(Trust.jdk(), null, "TLSv1.2", version)).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TLS_SETTINGS);
        assertThat(failure)
                .hasMessage("TLS settings: this JDK has switched " + version
                        + " off; its security property jdk.tls.disabledAlgorithms would have to permit it");
    }

    @Test
    void a_listener_with_such_a_version_does_not_start() throws Exception {
        Assumptions.assumeTrue(
                Security.getProperty("jdk.tls.disabledAlgorithms").contains("TLSv1.1"));
        TestAcceptor acceptor = new TestAcceptor();
        transport.listen(
                ListenSettings.of("127.0.0.1", 0)
                        .withTls(settings(Trust.jdk(), pki.server().identity(), "TLSv1.1")),
                transport.nextLoop(),
                acceptor);

        assertThat(acceptor.failed.get(TestDriver.LIMIT_SECONDS, SECONDS))
                .hasMessageContaining("this JDK has switched TLSv1.1 off");
    }
}
