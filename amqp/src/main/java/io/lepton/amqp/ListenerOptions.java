// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslAuthenticator;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;
import io.lepton.amqp.sasl.TokenVerifier;
import io.lepton.amqp.transport.ListenSettings;
import io.lepton.amqp.transport.TlsSettings;
import io.lepton.amqp.transport.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a listener and the connections that it accepts, inside the lambda of {@link
 * Container#listen}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ListenerOptions extends PeerOptions<ListenerOptions> {

    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@?#\\s]+");

    final ListenerSasl sasl = new ListenerSasl();
    List<String> webSocketOrigins = List.of();
    int maxConnections = ListenSettings.DEFAULT_MAX_CONNECTIONS;
    int maxConnectionsPerAddress = Integer.MAX_VALUE;
    private @Nullable Boolean saslRequired;
    private boolean knows;

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
     * The most connections at a time from one address, so that nobody alone takes the places of all; more are closed at once.
     * Addresses of IPv6 that have their first 64 bits in common count as one. Behind a proxy all clients have its address.
     * Default: no limit but {@link #maxConnections}.
     */
    public ListenerOptions maxConnectionsPerAddress(int value) {
        change();
        maxConnectionsPerAddress = atLeast(1, "maxConnectionsPerAddress", value);
        return this;
    }

    /**
     * From where web pages may connect by {@code amqpws} and {@code amqpwss}, beside those of the host that they connect to:
     * {@code https://host} or {@code https://host:port}, or {@code *} for all. A browser tells where a page comes from, and lets
     * any page connect with what the user has: a certificate, or a place in the network. Programs that are no browsers are not
     * concerned, unless a proxy that changes the header Host lies before a listener: then name the host that clients know.
     * Default: from nowhere else.
     *
     * @throws IllegalArgumentException if one is no origin
     */
    public ListenerOptions webSocketOrigins(String... values) {
        change();
        for (String value : values) {
            if (!value.equals("*") && !ORIGIN.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "webSocketOrigins: an origin is like https://host or https://host:port, or *, not \"" + value
                                + '"');
            }
        }
        webSocketOrigins = List.of(values);
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
     *
     * @throws IllegalArgumentException if the name or the password is empty, which no mechanism could carry, or the name is
     *     there already
     */
    public ListenerOptions user(String name, String password) {
        if (name.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("user: neither the name nor the password can be empty");
        }
        knows();
        sasl.user(name, password);
        return this;
    }

    /**
     * Lets users in whose keys are stored, by SCRAM.
     *
     * @param by the hash functions that there are keys for
     * @throws IllegalArgumentException if that is none, or the store says of its users what no user can have
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
        knows = true;
    }

    /**
     * Whether clients must authenticate, be it as ANONYMOUS, rather than leave out SASL. Default: only if users are known, and
     * then it cannot be turned off.
     */
    public ListenerOptions saslRequired(boolean value) {
        change();
        saslRequired = value;
        return this;
    }

    @Override
    ListenerOptions self() {
        return this;
    }

    /** Whether a client that leaves out SASL is turned away. */
    boolean saslRequired() {
        return knows || Boolean.TRUE.equals(saslRequired);
    }

    @Override
    void check() {
        if (knows && Boolean.FALSE.equals(saslRequired)) {
            throw new IllegalArgumentException(
                    "saslRequired(false) contradicts that only known users may come in: leave out one of them");
        }
        if (!saslEnabled && (saslRequired() || allowedMechs != null)) {
            throw new IllegalArgumentException(
                    "saslEnabled(false) contradicts that clients must authenticate: without SASL"
                            + " nobody is asked who connects; leave out users, mechanisms and saslRequired, or saslEnabled(false)");
        }
        sasl.check(allowedMechs);
    }

    /** Checks what only the options and the place to listen at together can tell. */
    void check(ConnectionUrl place) {
        boolean secure = place.scheme().secure();
        if (place.user() != null) {
            throw new IllegalArgumentException(
                    place + ": a listener is nobody's user; user(name, password) lets one in");
        }
        if (secure && tls.identity() == null && tls.context() == null) {
            throw new IllegalArgumentException(
                    place + ": a listener with TLS needs a certificate with its key: tls(tls -> tls.identity(...))");
        }
        if (tlsChosen() && !secure) {
            throw new IllegalArgumentException(
                    place + ": tls says how to do TLS, but the URL says to do without: use amqps or amqpwss");
        }
        if (saslEnabled && !sasl.letsAnybodyIn(this, secure)) {
            throw new IllegalArgumentException(place + ": no client could ever authenticate here: what is left of the"
                    + " mechanisms needs TLS (amqps) or allowInsecureMechs(true), and EXTERNAL clients' certificates");
        }
    }

    /** Whether it is known by its certificate who a client is. */
    boolean certificatesTell() {
        return tls.clientAuth() != TlsSettings.ClientAuth.NONE && !(tls.trust() instanceof Trust.Anyone);
    }
}
