// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.sasl.mechanisms.KerberosSettings;
import io.lepton.amqp.transport.ConnectSettings;
import io.lepton.amqp.transport.WebSocketSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for a connection that a container makes, inside the lambda of {@link Container#connect}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ConnectionOptions extends PeerOptions<ConnectionOptions> {

    static final long DEFAULT_MAX_UNSETTLED_BYTES = 64L << 20;

    @Nullable
    ConnectionUrl url;

    List<ConnectionUrl> urls = List.of();

    @Nullable
    String user;

    @Nullable
    String password;

    @Nullable
    String token;

    @Nullable
    Supplier<? extends CompletionStage<SaslCredentials>> credentials;

    @Nullable
    KerberosSettings kerberos;

    List<SaslClientMechanismFactory> mechanisms = List.of();

    @Nullable
    String virtualHost;

    @Nullable
    String sni;

    @Nullable
    String bindAddress;

    @Nullable
    Proxy proxy;

    @Nullable
    Path unixSocket;

    String webSocketPath = WebSocketSettings.DEFAULT.path();
    Duration connectTimeout = ConnectSettings.DEFAULT_CONNECT_TIMEOUT;

    long maxUnsettledBytes = DEFAULT_MAX_UNSETTLED_BYTES;
    boolean reconnect = true;
    ReconnectOptions reconnectOptions = ReconnectOptions.DEFAULT;

    @Nullable
    ReconnectDelay reconnectDelay;

    ConnectionOptions() {}

    /**
     * Where to connect to.
     *
     * @throws IllegalArgumentException if it is no URL of this library; using both this and {@link #urls} is an error too
     */
    public ConnectionOptions url(String value) {
        change();
        url = ConnectionUrl.parse(value);
        return this;
    }

    /**
     * Where to connect to: the first of these that can be reached.
     *
     * @throws IllegalArgumentException if one is no URL of this library; using both this and {@link #url} is an error too
     */
    public ConnectionOptions urls(List<String> values) {
        change();
        List<ConnectionUrl> parsed = new ArrayList<>();
        values.forEach(value -> parsed.add(ConnectionUrl.parse(value)));
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("urls names no URL");
        }
        urls = List.copyOf(parsed);
        return this;
    }

    /**
     * Whether a connection that is lost, or cannot be made, is tried again. What it carried comes back with it: sessions,
     * senders and receivers with their names, options and handlers, credit, and messages without an outcome (see
     * {@link SenderOptions#resend}). Without it, the first connecting still tries each URL once. Default: yes.
     */
    public ConnectionOptions reconnect(boolean value) {
        change();
        reconnect = value;
        return this;
    }

    /** Reconnects, in the way chosen here. Default: at once, then after 0.1, 0.2, 0.4 … 10 seconds, without end. */
    public ConnectionOptions reconnect(Consumer<? super ReconnectOptions> choices) {
        change();
        reconnect = true;
        reconnectOptions = Options.choose(new ReconnectOptions(), choices);
        return this;
    }

    /**
     * Reconnects after delays of the application's own, instead of those of {@link ReconnectOptions}, which still hold for links
     * that are attached again alone. To give up after some attempts, choose {@link ReconnectOptions#maxAttempts} too.
     */
    public ConnectionOptions reconnect(ReconnectDelay delays) {
        change();
        reconnect = true;
        reconnectDelay = Objects.requireNonNull(delays, "delays");
        return this;
    }

    /**
     * How many bytes the connection keeps of messages that were sent and have no outcome yet, to send them again if it is lost
     * (see {@link SenderOptions#resend}). When they are reached, further messages wait. Default: 64 MiB.
     */
    public ConnectionOptions maxUnsettledBytes(long value) {
        change();
        if (value < 1) {
            throw new IllegalArgumentException("maxUnsettledBytes must be at least 1, not " + value);
        }
        maxUnsettledBytes = value;
        return this;
    }

    /**
     * Takes the options from the file that other AMQP libraries read too: the one that the environment variable
     * {@code MESSAGING_CONNECT_FILE} names; else the first of {@code connect.json} in the working directory, in
     * {@code ~/.config/messaging} and in {@code /etc/messaging}. Without a file, the URL is {@code amqps://localhost}. What is
     * said after this call wins. The guide tells the keys.
     *
     * @throws IllegalArgumentException if the file is no good; the message names file, line and key
     */
    public ConnectionOptions connectFile() {
        change();
        ConnectFile.apply(this);
        return this;
    }

    /** Takes the options from this file; otherwise as {@link #connectFile()}. */
    public ConnectionOptions connectFile(Path file) {
        change();
        ConnectFile.apply(file, this);
        return this;
    }

    /** Who to authenticate as. A user in the URL comes first; this one's password is then not for that one. */
    public ConnectionOptions user(String value) {
        change();
        user = value;
        return this;
    }

    /** The user's password. It is never logged or shown. */
    public ConnectionOptions password(String value) {
        change();
        password = value;
        return this;
    }

    /**
     * A bearer token to show instead of a password, by OAUTHBEARER or XOAUTH2; the latter needs {@link #user} too. It is never
     * logged or shown. Tokens expire: {@link #credentials} gets a fresh one for each attempt.
     */
    public ConnectionOptions token(String value) {
        change();
        token = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Whom to ask, at each attempt to connect, who to authenticate as and by what password or token. It is called on the
     * connection's loop, which it must not block, when the server has offered its mechanisms; the answer may come later, from
     * any thread, within {@link #saslTimeout}. If it fails, another attempt is made as after any failure that passes; if the
     * supplier itself throws, that is final. Takes the place of user, password and token; a user in the URL comes first.
     */
    public ConnectionOptions credentials(Supplier<? extends CompletionStage<SaslCredentials>> value) {
        change();
        credentials = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * How to take part in Kerberos. With this GSSAPI is used as soon as the server offers it; without, it has to be allowed by
     * name, and uses the tickets that {@code kinit} has stored.
     */
    public ConnectionOptions kerberos(Consumer<? super KerberosOptions> choices) {
        change();
        kerberos = KerberosOptions.client(choices);
        return this;
    }

    /**
     * Mechanisms of your own beside those that are known here, or, under the same name, instead of one. Their strengths rank
     * them among the others. They may answer from any thread.
     */
    public ConnectionOptions mechanisms(SaslClientMechanismFactory... values) {
        change();
        mechanisms = List.of(values);
        return this;
    }

    /**
     * The host to ask the peer for, in open and in SASL, if it differs from the URL's; empty to ask for none (part 2, 2.7.1
     * hostname).
     */
    public ConnectionOptions virtualHost(String value) {
        change();
        virtualHost = value;
        return this;
    }

    /** The name to ask for in the TLS handshake and to verify in the certificate; by default the virtual host. */
    public ConnectionOptions sni(String value) {
        change();
        sni = value;
        return this;
    }

    /** How long the name's resolution and the TCP connection may take together. Default: 15 seconds. */
    public ConnectionOptions connectTimeout(Duration value) {
        change();
        connectTimeout = positive("connectTimeout", value);
        return this;
    }

    /** The local address to connect from: an IP address of this machine, or a name of one. By default the system chooses. */
    public ConnectionOptions bindAddress(String value) {
        change();
        bindAddress = Objects.requireNonNull(value, "value");
        return this;
    }

    /** The proxy to connect through. Default: none. */
    public ConnectionOptions proxy(Proxy value) {
        change();
        proxy = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Goes by this Unix domain socket instead of TCP. Scheme and host of the URL keep their other meanings: whether there is
     * TLS, and the name to verify and to ask for.
     */
    public ConnectionOptions unixSocket(Path value) {
        change();
        unixSocket = Objects.requireNonNull(value, "value");
        return this;
    }

    /** The resource that URLs with {@code amqpws} and {@code amqpwss} ask the server for. Default: {@code /}. */
    public ConnectionOptions webSocketPath(String value) {
        change();
        if (!value.startsWith("/")) {
            throw new IllegalArgumentException("webSocketPath begins with a slash, unlike \"" + value + "\"");
        }
        webSocketPath = value;
        return this;
    }

    @Override
    ConnectionOptions self() {
        return this;
    }

    @Override
    void check() {
        if (url != null && !urls.isEmpty()) {
            throw new IllegalArgumentException("url and urls are used at the same time: give one of them");
        }
        if (credentials != null && (user != null || password != null || token != null)) {
            throw new IllegalArgumentException(
                    "credentials takes the place of user, password and token: give it alone");
        }
        if (password != null && token != null) {
            throw new IllegalArgumentException("both a password and a token are given: give one of them");
        }
        if (url == null && urls.isEmpty()) {
            throw new IllegalArgumentException("there is no url to connect to");
        }
        if (unixSocket != null && (proxy != null || bindAddress != null)) {
            throw new IllegalArgumentException("unixSocket goes neither by a proxy nor from a bindAddress");
        }
        if (tlsChosen() && places().stream().noneMatch(place -> place.scheme().secure())) {
            throw new IllegalArgumentException(
                    places().get(0) + ": tls says how to do TLS, but the URL says to do without: use amqps or amqpwss");
        }
        places().forEach(this::check);
        if (!saslEnabled) {
            checkWithoutSasl();
        }
    }

    private void check(ConnectionUrl place) {
        if (password != null && user == null && place.user() == null) {
            throw new IllegalArgumentException(place + ": there is a password, but no user");
        }
        if (place.password() == null && (password != null || token != null) && !isOf(place)) {
            throw new IllegalArgumentException(place + ": its user is not the one that the "
                    + (token == null ? "password" : "token") + " in the options belongs to, " + user
                    + ": give the URL a password too");
        }
        if (place.port() == 0) {
            throw new IllegalArgumentException(place + ": port 0 is for listeners only");
        }
    }

    /** Whether the password and the token of these options belong to who goes to this place. */
    boolean isOf(ConnectionUrl place) {
        return user == null || place.user() == null || user.equals(place.user());
    }

    /** Who says who it is counts on being asked. */
    private void checkWithoutSasl() {
        String said = null;
        if (user != null || places().stream().anyMatch(place -> place.user() != null)) {
            said = "user";
        } else if (token != null) {
            said = "token";
        } else if (credentials != null) {
            said = "credentials";
        } else if (kerberos != null) {
            said = "kerberos";
        } else if (allowedMechs != null) {
            said = "allowedMechs";
        } else if (!mechanisms.isEmpty()) {
            said = "mechanisms";
        }
        if (said != null) {
            throw new IllegalArgumentException(places().get(0) + ": saslEnabled(false) contradicts " + said
                    + ": without SASL nobody is told who connects; leave out one of them");
        }
    }

    /** Every place to try, in order. */
    List<ConnectionUrl> places() {
        return url == null ? urls : List.of(url);
    }
}
