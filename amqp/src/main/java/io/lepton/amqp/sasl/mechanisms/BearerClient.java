// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientReply;
import io.lepton.amqp.engine.SaslCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shows a bearer token to the server (RFC 7628). */
final class BearerClient implements SaslClientMechanism {

    private final BearerFormat format;
    private final SaslClientContext context;
    private @Nullable String error;

    private BearerClient(BearerFormat format, SaslClientContext context) {
        this.format = format;
        this.context = context;
    }

    @Override
    public void start(SaslClientReply reply) {
        char[] secret = context.credentials().token();
        String token = new String(secret);
        Arrays.fill(secret, '\0');
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            reply.fail(format + " cannot be used: the token is empty or has characters that no token has");
            return;
        }
        String user = context.credentials().user();
        if (user != null && user.chars().anyMatch(Character::isISOControl)) {
            reply.fail(format
                    + " cannot be used: the user's name has control characters, which separate the message's parts");
            return;
        }
        String message = format.message(user, context.hostname(), token);
        reply.respond(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The server refuses the token and says why; it gives its outcome when that was answered (RFC 7628, 3.2.3). */
    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        if (error != null) {
            reply.fail(format + " failed: the server goes on after its error");
            return;
        }
        error = Printable.of(new String(challenge, StandardCharsets.UTF_8));
        reply.respond(format.answerToError());
    }

    @Override
    public @Nullable String refusal() {
        return error;
    }

    @Override
    public @Nullable String objection(byte @Nullable [] additionalData) {
        return error == null ? null : "it had reported an error before: " + error;
    }

    record Factory(BearerFormat format) implements SaslClientMechanismFactory {

        @Override
        public String name() {
            return format.name();
        }

        @Override
        public int strength() {
            return format.strength();
        }

        @Override
        public boolean plaintextSecret() {
            return true;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            SaslCredentials credentials = context.credentials();
            if (!credentials.hasToken()) {
                return "needs a token";
            }
            return format == BearerFormat.XOAUTH2 && credentials.user() == null ? "needs a user" : null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new BearerClient(format, context);
        }
    }
}
