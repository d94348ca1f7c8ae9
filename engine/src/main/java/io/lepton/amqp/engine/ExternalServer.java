// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** EXTERNAL at the server (RFC 4422, appendix A): the client is who the layer below says. */
final class ExternalServer implements SaslServerMechanism {

    private final String identity;

    private ExternalServer(String identity) {
        this.identity = identity;
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
        if (response.length == 0 || identity.equals(new String(response, StandardCharsets.UTF_8))) {
            reply.accept(identity, null);
        } else {
            reply.refuse(SaslCode.AUTH, identity + " may not act as another user");
        }
    }

    record Factory() implements SaslServerMechanismFactory {
        @Override
        public String name() {
            return "EXTERNAL";
        }

        @Override
        public int strength() {
            return 900;
        }

        @Override
        public boolean usable(SaslServerContext context) {
            return context.transport().identity() != null;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            String identity = context.transport().identity();
            if (identity == null) {
                throw new IllegalStateException("EXTERNAL needs an identity from the layer below");
            }
            return new ExternalServer(identity);
        }
    }
}
