// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.ListenerOptions;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Qpid JMS logs in to a listener of Lepton's, by each mechanism that it has, and is turned away where it should be. */
class JmsLoginsTest {
    private final BlockingQueue<Peer> letIn = new LinkedBlockingQueue<>();
    private final BlockingQueue<AuthenticationException> turnedAway = new LinkedBlockingQueue<>();
    private final Container container = Container.create(new MessagingHandler() {
                @Override
                public void onConnectionOpened(ConnectionEvent event) {
                    letIn.add(event.connection().peer());
                }

                @Override
                public void onTransportError(TransportErrorEvent event) {
                    if (event.cause() instanceof AuthenticationException refusal) {
                        turnedAway.add(refusal);
                    }
                }
            })
            .start();

    @AfterEach
    void close() {
        container.close();
    }

    private String listen(Consumer<ListenerOptions> choices) {
        Listener listener =
                Patience.await(container.listen("amqp://localhost:0", choices).opened());
        return listener.url();
    }

    /** Logs in, and out again. */
    private void logIn(String url, String mechanism, String password) throws JMSException, InterruptedException {
        JmsConnectionFactory factory = new JmsConnectionFactory(url + "?amqp.saslMechanisms=" + mechanism);
        try (Connection connection = factory.createConnection("alice", password)) {
            connection.start();
            Peer client = letIn.poll(60, TimeUnit.SECONDS);
            assertThat(client).isNotNull();
            assertThat(client.mechanism()).isEqualTo(mechanism);
            assertThat(client.user()).isEqualTo("alice");
        }
    }

    private AuthenticationException refused(String url, String mechanism, String password) throws InterruptedException {
        assertThatThrownBy(() -> logIn(url, mechanism, password)).isInstanceOf(JMSException.class);
        AuthenticationException refusal = turnedAway.poll(60, TimeUnit.SECONDS);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    void usersLogInByPasswordAndOthersDoNot(String mechanism) throws Exception {
        String url = listen(o -> o.user("alice", "secret").allowInsecureMechs(true));
        logIn(url, mechanism, "secret");
        assertThat(refused(url, mechanism, "guess"))
                .hasMessageContaining("unknown user or wrong password")
                .hasMessageNotContaining("guess");
    }

    @Test
    void usersLogInByStoredKeys() throws Exception {
        ScramCredentials keys = ScramCredentials.derive(ScramHash.SHA_256, "secret".toCharArray());
        String url = listen(o -> o.storedUsers(
                (user, hash) -> CompletableFuture.supplyAsync(
                        () -> user.equals("alice") ? Optional.of(keys) : Optional.empty()),
                ScramHash.SHA_256));
        logIn(url, "SCRAM-SHA-256", "secret");
    }

    @Test
    void holdersOfTokensLogIn() throws Exception {
        String url = listen(o -> o.allowInsecureMechs(true)
                .tokens(token -> CompletableFuture.completedFuture(
                        token.token().equals("good") ? Optional.ofNullable(token.user()) : Optional.empty())));
        logIn(url, "XOAUTH2", "good");
        assertThat(refused(url, "XOAUTH2", "bad")).hasMessageContaining("the token is not valid");
    }

    @Test
    void plainIsNotOfferedInTheClear() throws Exception {
        String url = listen(o -> o.user("alice", "secret"));
        JmsConnectionFactory factory = new JmsConnectionFactory(url + "?amqp.saslMechanisms=PLAIN");
        assertThatThrownBy(() -> factory.createConnection("alice", "secret").start())
                .isInstanceOf(JMSException.class);
        assertThat(letIn).isEmpty();
    }
}
