// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is: {@code scheme://user:password@host:port/address}. All parts but the host may be left out, and the host
 * may be too: {@code amqp}, no credentials, {@code localhost}, the scheme's port and no address are the defaults. An IPv6
 * address stands in brackets. In user, password and address {@code %XX} stands for a byte of UTF-8. Immutable;
 * {@link #toString()} never shows the password.
 */
public final class ConnectionUrl {

    /** How to speak AMQP to the peer. */
    public enum Scheme {
        /** Plain TCP, port 5672. */
        AMQP(false, false, 5672),
        /** TLS over TCP, port 5671 (part 5, 5.2.2). */
        AMQPS(true, false, 5671),
        /** WebSocket, port 80. */
        AMQPWS(false, true, 80),
        /** WebSocket over TLS, port 443. */
        AMQPWSS(true, true, 443);

        private final boolean secure;
        private final boolean webSocket;
        private final int defaultPort;

        Scheme(boolean secure, boolean webSocket, int defaultPort) {
            this.secure = secure;
            this.webSocket = webSocket;
            this.defaultPort = defaultPort;
        }

        /** Whether TLS protects the connection. */
        public boolean secure() {
            return secure;
        }

        /** Whether AMQP travels in WebSocket messages. */
        public boolean webSocket() {
            return webSocket;
        }

        /** The port where a URL names none. */
        public int defaultPort() {
            return defaultPort;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static String list() {
            return Arrays.stream(values()).map(Scheme::toString).collect(Collectors.joining(", "));
        }
    }

    private final Scheme scheme;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String host;
    private final int port;
    private final @Nullable String address;

    ConnectionUrl(
            Scheme scheme,
            @Nullable String user,
            @Nullable String password,
            String host,
            int port,
            @Nullable String address) {
        this.scheme = scheme;
        this.user = user;
        this.password = password;
        this.host = host;
        this.port = port;
        this.address = address;
    }

    /**
     * Reads a URL; {@code host}, {@code host:port} and {@code //host} are short for {@code amqp://…}.
     *
     * @throws IllegalArgumentException if it is not one; the message says what is wrong and masks the password
     */
    public static ConnectionUrl parse(String url) {
        return new ConnectionUrlParser(Objects.requireNonNull(url, "url")).parse();
    }

    /** The scheme; {@link Scheme#AMQP} by default. */
    public Scheme scheme() {
        return scheme;
    }

    /** The user to log in as, decoded; null for none. */
    public @Nullable String user() {
        return user;
    }

    /** The password, decoded; null for none. */
    public @Nullable String password() {
        return password;
    }

    /** The host in lower case, an IPv6 address without its brackets; {@code localhost} by default. */
    public String host() {
        return host;
    }

    /** The port, 0 to 65535; the scheme's by default. 0 makes sense for listeners only. */
    public int port() {
        return port;
    }

    /** What follows the slash after host and port, decoded; null if that is nothing. */
    public @Nullable String address() {
        return address;
    }

    /** Host and port as they are written in a URL. */
    public String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Another place with the same scheme and credentials. */
    ConnectionUrl at(String otherHost, int otherPort) {
        String bare = otherHost.startsWith("[") && otherHost.endsWith("]")
                ? otherHost.substring(1, otherHost.length() - 1)
                : otherHost;
        return new ConnectionUrl(scheme, user, password, bare.toLowerCase(Locale.ROOT), otherPort, address);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionUrl that
                && scheme == that.scheme
                && port == that.port
                && host.equals(that.host)
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password)
                && Objects.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, user, password, host, port, address);
    }

    /** The URL with its port; {@code ***} stands for the password. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(scheme).append("://");
        if (user != null) {
            text.append(PercentEncoding.encode(user))
                    .append(password == null ? "" : ":***")
                    .append('@');
        }
        text.append(authority());
        if (address != null) {
            text.append('/').append(PercentEncoding.encode(address));
        }
        return text.toString();
    }
}
