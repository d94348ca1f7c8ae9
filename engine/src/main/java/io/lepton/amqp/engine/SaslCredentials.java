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
    public static final SaslCredentials NONE = new SaslCredentials(null, null, null);

    private final @Nullable String user;
    private final @Nullable Supplier<char[]> password;
    private final @Nullable String authorizationId;

    private SaslCredentials(
            @Nullable String user, @Nullable Supplier<char[]> password, @Nullable String authorizationId) {
        this.user = user;
        this.password = password;
        this.authorizationId = authorizationId;
    }

    /** A user without a password, as Kerberos or a certificate knows one. */
    public static SaslCredentials of(String user) {
        return new SaslCredentials(user, null, null);
    }

    /** A user and a password, which is copied. */
    public static SaslCredentials of(String user, char[] password) {
        char[] copy = password.clone();
        return new SaslCredentials(user, copy::clone, null);
    }

    /**
     * A user and where to ask for the password or token at each attempt. The supplier is called on the loop's thread and
     * must not block; the array that it gives is wiped after use, so it has to be a fresh one each time.
     */
    public static SaslCredentials of(String user, Supplier<char[]> password) {
        return new SaslCredentials(user, password, null);
    }

    /** The same credentials, used to act as somebody else (RFC 4422, authorization identity). */
    public SaslCredentials actingAs(String authorizationId) {
        return new SaslCredentials(user, password, authorizationId);
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

    /** The names, and whether there is a password: {@code user=alice, password=***}. */
    @Override
    public String toString() {
        String names = "user=" + user + (authorizationId == null ? "" : ", authorizationId=" + authorizationId);
        return password == null ? names : names + ", password=***";
    }
}
