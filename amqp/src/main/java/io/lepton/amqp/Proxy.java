// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.ProxySettings;
import io.lepton.amqp.transport.Secret;
import java.nio.CharBuffer;
import java.util.Objects;

/** A proxy to connect through. It is given the name of the peer and resolves it. Immutable; never shows its password. */
public final class Proxy {

    private static final int LONGEST_FOR_SOCKS = 255;
    private static final int LAST_OF_ASCII = 0x7f;

    private final ProxySettings settings;

    private Proxy(ProxySettings settings) {
        this.settings = settings;
    }

    /**
     * A proxy that is asked by the CONNECT method of HTTP.
     *
     * @param port 1 to 65535
     */
    public static Proxy http(String host, int port) {
        return of(ProxySettings.Kind.HTTP, host, port);
    }

    /**
     * A SOCKS proxy, version 5 (RFC 1928).
     *
     * @param port 1 to 65535
     */
    public static Proxy socks5(String host, int port) {
        return of(ProxySettings.Kind.SOCKS5, host, port);
    }

    private static Proxy of(ProxySettings.Kind kind, String host, int port) {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("proxy: the port must be 1 to 65535, not " + port);
        }
        return new Proxy(new ProxySettings(kind, host, port, null, Secret.NONE));
    }

    /**
     * The same proxy, to which this user and password are told, readably: by HTTP's Basic scheme, or as RFC 1929 says.
     *
     * @throws IllegalArgumentException if the proxy cannot be told: HTTP knows no user with a colon or with control characters;
     *     SOCKS takes 1 to 255 characters of ASCII for each
     */
    public Proxy credentials(String user, char[] password) {
        Objects.requireNonNull(user, "user");
        CharBuffer secret = CharBuffer.wrap(password);
        boolean told = settings.kind() == ProxySettings.Kind.HTTP
                ? user.indexOf(':') < 0 && noControls(user) && noControls(secret)
                : fitsSocks(user) && fitsSocks(secret);
        if (!told) {
            throw new IllegalArgumentException(this + ": the user or the password is nothing that it can be told");
        }
        return new Proxy(
                new ProxySettings(settings.kind(), settings.host(), settings.port(), user, Secret.of(password)));
    }

    private static boolean noControls(CharSequence text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean fitsSocks(CharSequence text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_FOR_SOCKS
                && text.chars().allMatch(c -> c <= LAST_OF_ASCII);
    }

    ProxySettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return settings.kind() + " proxy " + settings.host() + ":" + settings.port();
    }
}
