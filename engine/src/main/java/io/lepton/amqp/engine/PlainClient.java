// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PLAIN at the client (RFC 4616): [authzid] NUL authcid NUL passwd, in UTF-8. */
final class PlainClient implements SaslClientMechanism {

    private final SaslCredentials credentials;
    private final String user;

    private PlainClient(SaslCredentials credentials, String user) {
        this.credentials = credentials;
        this.user = user;
    }

    @Override
    public void start(SaslClientReply reply) {
        char[] password = credentials.password();
        try {
            String problem = problem(password);
            if (problem != null) {
                reply.fail("PLAIN cannot be used: " + problem);
            } else {
                reply.respond(message(password));
            }
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        reply.fail("PLAIN has said all in its first message, but the server sent a challenge");
    }

    @Override
    public @Nullable String objection(byte @Nullable [] additionalData) {
        return null;
    }

    private @Nullable String problem(char[] password) {
        String authorizationId = credentials.authorizationId();
        if (user.isEmpty() || password.length == 0) {
            return "the " + (user.isEmpty() ? "user's name" : "password") + " is empty";
        }
        boolean nul = user.indexOf('\0') >= 0
                || CharBuffer.wrap(password).chars().anyMatch(c -> c == 0)
                || (authorizationId != null && authorizationId.indexOf('\0') >= 0);
        return nul ? "a name or the password contains a NUL character" : null;
    }

    private byte[] message(char[] password) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        String authorizationId = credentials.authorizationId();
        if (authorizationId != null) {
            message.writeBytes(authorizationId.getBytes(StandardCharsets.UTF_8));
        }
        message.write(0);
        message.writeBytes(user.getBytes(StandardCharsets.UTF_8));
        message.write(0);
        byte[] secret = SecretText.utf8(password);
        message.writeBytes(secret);
        Arrays.fill(secret, (byte) 0);
        return message.toByteArray();
    }

    record Factory() implements SaslClientMechanismFactory {
        @Override
        public String name() {
            return "PLAIN";
        }

        @Override
        public int strength() {
            return 100;
        }

        @Override
        public boolean plaintextSecret() {
            return true;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            SaslCredentials credentials = context.credentials();
            return credentials.user() == null || !credentials.hasPassword() ? "needs a user and a password" : null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            String user = context.credentials().user();
            if (user == null) {
                throw new IllegalStateException("PLAIN needs a user");
            }
            return new PlainClient(context.credentials(), user);
        }
    }
}
