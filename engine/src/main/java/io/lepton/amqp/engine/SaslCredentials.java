// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who a client says it is, and the secret that shows it. Immutable; its text never shows the secret. Thread-safe if the
 * supplier is.
 */
public final class SaslCredentials {

    /** Nobody in particular. */
    public static final SaslCredentials NONE = new SaslCredentials(null, null, null, null);

    private final @Nullable String user;
    private final @Nullable Supplier<char[]> password;
    private final @Nullable Supplier<char[]> token;
    private final @Nullable String authorizationId;

    private SaslCredentials(
            @Nullable String user,
            @Nullable Supplier<char[]> password,
            @Nullable Supplier<char[]> token,
            @Nullable String authorizationId) {
        this.user = user;
        this.password = password;
        this.token = token;
        this.authorizationId = authorizationId;
    }

    /** A user without a password, as Kerberos or a certificate knows one. */
    public static SaslCredentials of(String user) {
        return new SaslCredentials(user, null, null, null);
    }

    /** A user and a password, which is copied. */
    public static SaslCredentials of(String user, char[] password) {
        char[] copy = password.clone();
        return new SaslCredentials(user, copy::clone, null, null);
    }

    /**
     * A user and where to ask for the password at each attempt. The supplier is called on the loop's thread and
     * must not block; the array that it gives is wiped after use, so it has to be a fresh one each time.
     */
    public static SaslCredentials of(String user, Supplier<char[]> password) {
        return new SaslCredentials(user, password, null, null);
    }

    /**
     * A bearer token, as an OAuth 2.0 server issues them (RFC 6750), which is copied. Whoever has it is let in, so it is
     * never taken for a password.
     *
     * @param user whose it is; null if the token alone tells, which XOAUTH2 does not know
     */
    public static SaslCredentials token(@Nullable String user, char[] token) {
        char[] copy = token.clone();
        return new SaslCredentials(user, null, copy::clone, null);
    }

    /** The same credentials, used to act as somebody else (RFC 4422, authorization identity). */
    public SaslCredentials actingAs(String authorizationId) {
        return new SaslCredentials(user, password, token, authorizationId);
    }

    /** The name to authenticate as, or null if none was given. */
    public @Nullable String user() {
        return user;
    }

    /** The name to act as, or null for that of the user. */
    public @Nullable String authorizationId() {
        return authorizationId;
    }

    /** Whether there is a password. */
    public boolean hasPassword() {
        return password != null;
    }

    /**
     * The password, asked for now; the caller wipes the array when done.
     *
     * @throws IllegalStateException if there is none
     */
    public char[] password() {
        if (password == null) {
            throw new IllegalStateException("no password was given for " + this);
        }
        return password.get();
    }

    /** Whether there is a token. */
    public boolean hasToken() {
        return token != null;
    }

    /**
     * The token; the caller wipes the array when done.
     *
     * @throws IllegalStateException if there is none
     */
    public char[] token() {
        if (token == null) {
            throw new IllegalStateException("no token was given for " + this);
        }
        return token.get();
    }

    /** The names, and whether there is a password or a token: {@code user=alice, password=***}. */
    @Override
    public String toString() {
        String names = "user=" + user + (authorizationId == null ? "" : ", authorizationId=" + authorizationId);
        return names + (password == null ? "" : ", password=***") + (token == null ? "" : ", token=***");
    }
}
