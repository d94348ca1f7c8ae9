// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslAuthenticator;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import io.lepton.amqp.sasl.TokenVerifier;
import io.lepton.amqp.transport.ListenSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a listener and the connections that it accepts, inside the lambda of {@link
 * Container#listen}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ListenerOptions extends PeerOptions<ListenerOptions> {

    final ListenerSasl sasl = new ListenerSasl();
    int maxConnections = ListenSettings.DEFAULT_MAX_CONNECTIONS;
    boolean saslRequired;

    @Nullable
    Path unixSocket;

    /** A listener is more exposed to peers that only keep it waiting. */
    ListenerOptions() {
        openTimeout = Duration.ofSeconds(10);
    }

    /** The most connections at a time; more are closed at once. Default: 16,384. */
    public ListenerOptions maxConnections(int value) {
        change();
        maxConnections = atLeast(1, "maxConnections", value);
        return this;
    }

    /**
     * Listens at a Unix domain socket, a file that must not exist yet and is deleted when the listener closes; host and port of
     * the URL are then of no account. Who may connect is told by the permissions of the file's directory.
     */
    public ListenerOptions unixSocket(Path value) {
        change();
        unixSocket = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Lets this user in, by name and password, with SCRAM and, where the connection is encrypted, PLAIN. As soon as one user
     * is known by this or one of the next methods, nobody else gets in: ANONYMOUS is not offered unless {@link #allowedMechs}
     * names it, and clients must not leave out SASL. For more than a few dozen users see {@link #storedUsers}.
     */
    public ListenerOptions user(String name, String password) {
        knows();
        sasl.user(name, password);
        return this;
    }

    /**
     * Lets users in whose keys are stored, by SCRAM.
     *
     * @param by the hash functions that there are keys for
     */
    public ListenerOptions storedUsers(ScramStore store, ScramHash... by) {
        knows();
        if (by.length == 0) {
            throw new IllegalArgumentException("storedUsers: say which hash functions there are keys for");
        }
        sasl.store(Objects.requireNonNull(store, "store"), Set.of(by));
        return this;
    }

    /**
     * Lets users in whose passwords this takes to be right, by PLAIN; it may decide later, from any thread. See
     * {@link #allowInsecureMechs}.
     */
    public ListenerOptions authenticator(SaslAuthenticator value) {
        knows();
        sasl.authenticator(Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Lets holders of bearer tokens in that this verifies, by OAUTHBEARER and XOAUTH2, where the connection is encrypted; see
     * {@link #allowInsecureMechs}.
     */
    public ListenerOptions tokens(TokenVerifier value) {
        knows();
        sasl.tokens(Objects.requireNonNull(value, "value"));
        return this;
    }

    /** Lets holders of Kerberos tickets in, by GSSAPI; the options must name a keytab or a subject. */
    public ListenerOptions kerberos(Consumer<? super KerberosOptions> choices) {
        knows();
        sasl.kerberos(KerberosOptions.listener(choices));
        return this;
    }

    /**
     * Mechanisms of your own beside those that the other options call for, or, under the same name, instead of one. They may
     * answer from any thread.
     */
    public ListenerOptions mechanisms(SaslServerMechanismFactory... values) {
        knows();
        sasl.own(List.of(values));
        return this;
    }

    private void knows() {
        change();
        saslRequired = true;
    }

    /** Whether clients must authenticate, be it as ANONYMOUS, rather than leave out SASL. Default: only if users are known. */
    public ListenerOptions saslRequired(boolean value) {
        change();
        saslRequired = value;
        return this;
    }

    @Override
    ListenerOptions self() {
        return this;
    }

    @Override
    void check() {
        if (saslRequired && !saslEnabled) {
            throw new IllegalArgumentException("saslEnabled(false) contradicts that clients must authenticate");
        }
        sasl.check(allowedMechs);
    }
}
