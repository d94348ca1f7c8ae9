// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PLAIN at the server (RFC 4616): takes the message apart and has user and password checked. */
final class PlainServer implements SaslServerMechanism {

    private final SaslAuthenticator authenticator;
    private final SaslServerContext context;

    private PlainServer(SaslAuthenticator authenticator, SaslServerContext context) {
        this.authenticator = authenticator;
        this.context = context;
    }

    @Override
    public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
        if (initialResponse == null) {
            reply.challenge(new byte[0]);
        } else {
            response(initialResponse, reply);
        }
    }

    @Override
    public void response(byte[] response, SaslServerReply reply) {
        SaslLogin login;
        try {
            login = parse(response, reply);
        } catch (CharacterCodingException e) {
            reply.refuse(SaslCode.AUTH, "the client's PLAIN message is not UTF-8");
            return;
        } finally {
            Arrays.fill(response, (byte) 0);
        }
        if (login == null) {
            reply.refuse(SaslCode.AUTH, "the client's PLAIN message is not [authzid] NUL authcid NUL passwd");
        } else {
            authenticator.authenticate(login);
        }
    }

    private @Nullable SaslLogin parse(byte[] message, SaslServerReply reply) throws CharacterCodingException {
        int first = indexOfNul(message, 0);
        int second = first < 0 ? -1 : indexOfNul(message, first + 1);
        boolean complete = second > first + 1 && second < message.length - 1 && indexOfNul(message, second + 1) < 0;
        if (!complete) {
            return null;
        }
        String authorizationId = first == 0 ? null : decode(message, 0, first).toString();
        String user = decode(message, first + 1, second).toString();
        CharBuffer secret = decode(message, second + 1, message.length);
        char[] password = new char[secret.remaining()];
        secret.get(password);
        Arrays.fill(secret.array(), '\0');
        return new SaslLogin(user, password, authorizationId, context, reply);
    }

    private static CharBuffer decode(byte[] bytes, int from, int to) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
    }

    private static int indexOfNul(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    record Factory(SaslAuthenticator authenticator) implements SaslServerMechanismFactory {
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
        public SaslServerMechanism create(SaslServerContext context) {
            return new PlainServer(authenticator, context);
        }
    }
}
