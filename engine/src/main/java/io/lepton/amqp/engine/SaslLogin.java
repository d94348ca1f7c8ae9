// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client that wants to be let in with a user and a password. Lives on the thread that drives the engine; its text shows
 * no secret.
 */
public final class SaslLogin {

    private final String user;
    private final char[] password;
    private final @Nullable String authorizationId;
    private final SaslServerContext context;
    private final SaslServerReply reply;

    SaslLogin(
            String user,
            char[] password,
            @Nullable String authorizationId,
            SaslServerContext context,
            SaslServerReply reply) {
        this.user = user;
        this.password = password;
        this.authorizationId = authorizationId;
        this.context = context;
        this.reply = reply;
    }

    /** The user's name as the client gave it. */
    public String user() {
        return user;
    }

    /** The password itself, not a copy: wiped as soon as the decision is made. */
    public char[] password() {
        return password;
    }

    /** The name to act as, or null for that of the user. */
    public @Nullable String authorizationId() {
        return authorizationId;
    }

    /** Whether the client wants to act as somebody other than the user. */
    public boolean actsAsAnother() {
        return authorizationId != null && !authorizationId.equals(user);
    }

    /** The host that the client says it connects to, and what is known of the connection. */
    public SaslServerContext context() {
        return context;
    }

    /**
     * Lets the client in.
     *
     * @param identity who it is from now on
     * @throws IllegalStateException if it was decided already
     */
    public void accept(String identity) {
        wipe();
        reply.accept(identity, null);
    }

    /**
     * Turns the client away as one with wrong credentials.
     *
     * @param reason for this end only
     * @throws IllegalStateException if it was decided already
     */
    public void refuse(String reason) {
        refuse(SaslCode.AUTH, reason);
    }

    /**
     * Turns the client away.
     *
     * @param code what it is told; not {@link SaslCode#OK}
     * @param reason for this end only
     * @throws IllegalStateException if it was decided already
     */
    public void refuse(SaslCode code, String reason) {
        wipe();
        reply.refuse(code, reason);
    }

    /** The user's name. */
    @Override
    public String toString() {
        return "SaslLogin{user=" + user + ", password=***, authorizationId=" + authorizationId + "}";
    }

    private void wipe() {
        Arrays.fill(password, '\0');
    }
}
