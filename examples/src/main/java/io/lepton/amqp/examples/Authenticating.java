// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.ListenerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Peer;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.sasl.BearerToken;
import io.lepton.amqp.sasl.ScramCredentials;
import io.lepton.amqp.sasl.ScramHash;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The ways to say who one is, and to find out who others are. Does as its first argument says, at the URL that is its
 * second.
 */
public final class Authenticating implements MessagingHandler {

    private final Map<String, ScramCredentials> stored =
            Map.of("alice", ScramCredentials.derive(ScramHash.SHA_256, "secret".toCharArray()));
    private final String way;
    private final String url;

    Authenticating(String way, String url) {
        this.way = way;
        this.url = url;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Container container = event.container();
        switch (way) {
            case "scram" -> withScram(container);
            case "certificate" -> withCertificate(container);
            case "token" -> withToken(container);
            case "kerberos" -> withKerberos(container);
            case "keytab" -> withKeytab(container);
            case "listen-users" -> listenForUsers(container);
            case "listen-stored" -> listenForStoredUsers(container);
            case "listen-tokens" -> listenForTokens(container);
            case "listen-kerberos" -> listenForTickets(container);
            default -> throw new IllegalArgumentException("there is no way called " + way);
        }
    }

    private void withScram(Container container) {
        // region scram
        container.connect(url, o -> o.user("alice").password("secret").allowedMechs("SCRAM-SHA-512", "SCRAM-SHA-256"));
        // end scram
    }

    private void withCertificate(Container container) {
        // region certificate
        container.connect(
                url,
                o -> o.allowedMechs("EXTERNAL").tls(tls -> tls.identity(Path.of("client.pem"), Path.of("client.key"))));
        // end certificate
    }

    private void withToken(Container container) {
        // region token
        container.connect(url, o -> o.credentials(this::freshCredentials));
        // end token
    }

    // region fresh
    private CompletionStage<SaslCredentials> freshCredentials() {
        return askIdentityProvider().thenApply(token -> SaslCredentials.token("alice", token.toCharArray()));
    }
    // end fresh

    private CompletionStage<String> askIdentityProvider() {
        return CompletableFuture.supplyAsync(() -> "token-of-alice");
    }

    private void withKerberos(Container container) {
        // region kerberos
        container.connect(url, o -> o.allowedMechs("GSSAPI"));
        // end kerberos
    }

    private void withKeytab(Container container) {
        // region keytab
        container.connect(
                url,
                o -> o.kerberos(k ->
                        k.keytab(Path.of("alice.keytab"), "alice@EXAMPLE.COM").serviceName("AMQP")));
        // end keytab
    }

    private void listenForUsers(Container container) {
        // region listen-users
        container.listen(url, o -> o.user("alice", "secret").user("bob", "other"));
        // end listen-users
    }

    private void listenForStoredUsers(Container container) {
        // region listen-stored
        container.listen(url, o -> o.storedUsers((user, hash) -> find(user), ScramHash.SHA_256));
        // end listen-stored
    }

    private CompletionStage<Optional<ScramCredentials>> find(String user) {
        return CompletableFuture.supplyAsync(() -> Optional.ofNullable(stored.get(user)));
    }

    private void listenForTokens(Container container) {
        // region listen-tokens
        container.listen(url, o -> o.tokens(this::verify));
        // end listen-tokens
    }

    private CompletionStage<Optional<String>> verify(BearerToken shown) {
        return CompletableFuture.supplyAsync(
                () -> shown.token().equals("token-of-alice") ? Optional.of("alice") : Optional.empty());
    }

    private void listenForTickets(Container container) {
        // region listen-kerberos
        container.listen(
                url, o -> o.kerberos(k -> k.keytab(Path.of("amqp.keytab"), "amqp/broker.example.com@EXAMPLE.COM")));
        // end listen-kerberos
    }

    @Override
    public void onListenerOpened(ListenerEvent event) {
        System.out.println("listening at " + event.listener().url());
    }

    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        // region who
        Peer peer = event.connection().peer();
        System.out.println(peer.user() + " by " + peer.mechanism());
        // end who
        if (!event.connection().accepted()) {
            event.connection().close();
        }
    }

    public static void main(String[] args) {
        Container.create(new Authenticating(args[0], args[1])).run();
    }
}
