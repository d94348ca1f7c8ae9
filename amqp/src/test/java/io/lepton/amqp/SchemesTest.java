// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.transport.TestPki;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message over each of the schemes, between two containers and real sockets. */
@Timeout(60)
class SchemesTest {

    @TempDir
    Path directory;

    private final CompletableFuture<Object> received = new CompletableFuture<>();
    private final Container server = Container.create(new MessagingHandler() {
        @Override
        public void onMessage(MessageEvent event) {
            received.complete(event.message().body());
        }
    });
    private final Container client = Container.create(new MessagingHandler() {
        @Override
        public void onTransportError(TransportErrorEvent event) {
            // the tests look at the connection
        }
    });
    private TestPki pki;

    @BeforeEach
    void start() throws Exception {
        pki = new TestPki(directory);
        server.start();
        client.start();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private String listen(String scheme) throws Exception {
        TestPki.Issued identity = pki.server();
        Listener listener = server.listen(scheme + "://localhost:0", o -> {
            if (ConnectionUrl.parse(scheme + "://h").scheme().secure()) {
                o.tls(t -> t.identity(identity.certificate(), identity.key()));
            }
        });
        return join(listener.opened()).url();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp", "amqps", "amqpws", "amqpwss"})
    void a_message_travels(String scheme) throws Exception {
        String url = listen(scheme);
        boolean secure = ConnectionUrl.parse(url).scheme().secure();
        Connection connection = client.connect(url, o -> {
            if (secure) {
                o.tls(t -> t.trust(pki.authority()));
            }
        });

        SentDelivery delivery = connection.createSender("queue").send(Message.of("over " + scheme));

        assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo("over " + scheme);
        assertThat(join(delivery.outcome())).isInstanceOf(Accepted.class);
        connection.close();
        join(connection.closed());
    }

    /** Once a client has opened, its WebSocket frames may be longer than a stranger's. */
    @Test
    void a_long_message_travels_by_web_socket() throws Exception {
        Connection connection = client.connect(listen("amqpws"));
        String text = "x".repeat(700_000);

        connection.createSender("queue").send(Message.of(text));

        assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(text);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_unless_told_otherwise() throws Exception {
        String url = listen("amqps");

        assertThatThrownBy(() -> join(client.connect(url).opened()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the certificate is not trusted");
        join(client.connect(url, o -> o.tls(TlsOptions::verifyNothingAndTrustAnyone))
                .opened());
    }

    @Test
    void options_of_the_network_are_checked_at_the_call() {
        assertThatThrownBy(() -> client.connect("amqpws://h", o -> o.webSocketPath("amqp")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with a slash");
        for (int port : List.of(0, 65_536)) {
            assertThatThrownBy(() -> Proxy.http("h", port)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Proxy.socks5("h", 1080).credentials("alice", "sesame".toCharArray()))
                .hasToString("SOCKS5 proxy h:1080");
    }
}
