// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import io.lepton.amqp.sasl.BearerToken;
import io.lepton.amqp.sasl.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a bearer token and has it verified (RFC 7628). */
final class BearerServer implements SaslServerMechanism {

    private static final byte[] INVALID = "{\"status\":\"invalid_token\"}".getBytes(StandardCharsets.US_ASCII);

    private final BearerFormat format;
    private final TokenVerifier verifier;
    private final SaslServerContext context;
    private boolean shown;

    private BearerServer(BearerFormat format, TokenVerifier verifier, SaslServerContext context) {
        this.format = format;
        this.verifier = verifier;
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
        if (shown) {
            reply.refuse(SaslCode.AUTH, format + ": the token is not valid");
            return;
        }
        BearerFormat.Shown message;
        try {
            message = format.read(new String(response, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            reply.refuse(SaslCode.AUTH, format + ": the client's message is malformed: " + e.getMessage());
            return;
        }
        shown = true;
        BearerToken token = new BearerToken(message.token(), message.user(), context);
        verifier.verify(token).whenComplete((identity, failure) -> {
            if (failure != null || identity == null) {
                reply.refuse(SaslCode.SYS_TEMP, format + ": the token could not be verified");
            } else {
                judge(identity, reply);
            }
        });
    }

    private static void judge(Optional<String> identity, SaslServerReply reply) {
        if (identity.isPresent()) {
            reply.accept(identity.get(), null);
        } else {
            reply.challenge(INVALID.clone());
        }
    }

    record Factory(BearerFormat format, TokenVerifier verifier) implements SaslServerMechanismFactory {

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
        public SaslServerMechanism create(SaslServerContext context) {
            return new BearerServer(format, verifier, context);
        }
    }
}
