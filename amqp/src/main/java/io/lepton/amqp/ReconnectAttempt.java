// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to be connected again that is about to be made; see {@link ReconnectOptions#beforeAttempt}. What is changed here
 * holds for this attempt alone. To be used inside that call only.
 */
public final class ReconnectAttempt {

    private final Connection connection;
    private final int number;
    private final AmqpException cause;
    private final @Nullable String hostname;
    private ConnectionUrl url;
    private @Nullable String user;
    private @Nullable String password;

    ReconnectAttempt(Connection connection, Redial.Next next, AmqpException cause) {
        this.connection = connection;
        this.number = next.number();
        this.cause = cause;
        this.hostname = next.hostname();
        this.url = next.url();
    }

    /** The connection that is tried again. */
    public Connection connection() {
        return connection;
    }

    /**
     * 1 for the first attempt since the connection was stable, and so on; one attempt tries each URL once. 0 while the first
     * connecting goes through the URLs.
     */
    public int number() {
        return number;
    }

    /** Why it is necessary. */
    public AmqpException cause() {
        return cause;
    }

    /** Where it will go. */
    public ConnectionUrl url() {
        return url;
    }

    /**
     * Goes elsewhere.
     *
     * @throws IllegalArgumentException if it is no URL of this library, or names a user although there is no SASL
     */
    public void url(String value) {
        ConnectionUrl parsed = ConnectionUrl.parse(value);
        if (parsed.port() == 0) {
            throw new IllegalArgumentException(parsed + ": port 0 is for listeners only");
        }
        if (parsed.user() != null) {
            checkSasl(parsed.toString());
        }
        url = parsed;
    }

    /**
     * Authenticates as this user with this password, whatever the URL and the options say.
     *
     * @throws IllegalArgumentException if the connection is without SASL, so that nobody would be told
     */
    public void credentials(String newUser, String newPassword) {
        checkSasl(url.toString());
        user = newUser;
        password = newPassword;
    }

    private void checkSasl(String place) {
        if (!connection.saslEnabled()) {
            throw new IllegalArgumentException(place + ": saslEnabled(false) contradicts that somebody authenticates");
        }
    }

    /** The host that the peer which sends us there says to ask for; null for none. */
    @Nullable
    String hostname() {
        return hostname;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "attempt " + number + " to reconnect to " + url;
    }
}
