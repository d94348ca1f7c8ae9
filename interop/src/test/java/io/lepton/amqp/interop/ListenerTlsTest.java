// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.message.Message;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lepton as the listener to which Qpid JMS comes with TLS, and whom neither lets in: attacks.md B17. */
@Timeout(120)
class ListenerTlsTest {
    @TempDir
    Path directory;

    private final Inbox inbox = Inbox.server();
    private final Container server = Container.create(inbox).start();
    private Authority ours;
    private Authority theirs;

    @BeforeEach
    void authorities() throws Exception {
        ours = new Authority(directory, "ours");
        theirs = new Authority(directory, "theirs");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Listener listen(String scheme, Authority.Issued identity, boolean mutual) {
        return Patience.await(server.listen(
                        scheme + "://localhost:0",
                        o -> o.tls(t -> {
                            t.identity(identity.certificate(), identity.key());
                            if (mutual) {
                                t.trust(ours.trust()).requireClientCertificate();
                            }
                        }))
                .opened());
    }

    private Listener listen(boolean mutual) throws Exception {
        return listen("amqps", ours.issue("server", Authority.LOCALHOST), mutual);
    }

    private static JMSContext connect(String scheme, Listener listener, Path trustStore, Path keyStore) {
        String url = scheme + "://localhost:" + listener.port() + "?transport.trustStoreLocation=" + trustStore
                + "&transport.trustStorePassword=" + Authority.PASSWORD
                + (keyStore == null
                        ? ""
                        : "&transport.keyStoreLocation=" + keyStore + "&transport.keyStorePassword="
                                + Authority.PASSWORD)
                + "&transport.storeType=PKCS12";
        JmsConnectionFactory factory = new JmsConnectionFactory(url);
        factory.setConnectTimeout(30_000);
        return factory.createContext();
    }

    private void assertWorks(JMSContext connected) {
        try (JMSContext context = connected) {
            context.createProducer().send(context.createQueue("q"), "through TLS");
        }
        assertThat(inbox.messages()).extracting(Message::body).isEqualTo(List.of("through TLS"));
    }

    private void assertRefused(Listener listener, Path trustStore, Path keyStore) {
        assertThatThrownBy(
                        () -> connect("amqps", listener, trustStore, keyStore).close())
                .isInstanceOf(JMSRuntimeException.class);
        assertThat(inbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqps", "amqpwss"})
    void aClientThatTrustsTheListenerIsServed(String scheme) throws Exception {
        Listener listener = listen(scheme, ours.issue("server", Authority.LOCALHOST), false);

        assertWorks(connect(scheme, listener, ours.trustStore(), null));
    }

    @Test
    void aClientWithATrustedCertificateIsLetIn() throws Exception {
        assertWorks(connect(
                "amqps",
                listen(true),
                ours.trustStore(),
                ours.issue("client", UnaryOperator.identity()).keyStore()));
    }

    @Test
    void aClientWithoutACertificateIsTurnedAway() throws Exception {
        assertRefused(listen(true), ours.trustStore(), null);
    }

    @Test
    void aClientWithACertificateOfSomebodyElseIsTurnedAway() throws Exception {
        assertRefused(
                listen(true),
                ours.trustStore(),
                theirs.issue("client", UnaryOperator.identity()).keyStore());
    }

    @Test
    void aClientWithAnExpiredCertificateIsTurnedAway() throws Exception {
        assertRefused(
                listen(true),
                ours.trustStore(),
                ours.issue("client", Authority.EXPIRED).keyStore());
    }

    @Test
    void aListenerThatTheClientDoesNotTrustGetsNoConnection() throws Exception {
        assertRefused(listen(false), theirs.trustStore(), null);
    }
}
