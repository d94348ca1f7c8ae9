// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** EXTERNAL at the client (RFC 4422, appendix A): the layer below knows who we are. */
final class ExternalClient implements SaslClientMechanism {

    private final @Nullable String authorizationId;

    private ExternalClient(@Nullable String authorizationId) {
        this.authorizationId = authorizationId;
    }

    @Override
    public void start(SaslClientReply reply) {
        // Zero bytes are a response ("as whom the certificate says"); none would ask the server for a challenge.
        reply.respond(authorizationId == null ? new byte[0] : authorizationId.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        reply.fail("EXTERNAL has said all in its first message, but the server sent a challenge");
    }

    @Override
    public @Nullable String objection(byte @Nullable [] additionalData) {
        return null;
    }

    record Factory() implements SaslClientMechanismFactory {
        @Override
        public String name() {
            return "EXTERNAL";
        }

        @Override
        public int strength() {
            return 900;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return context.transport().identity() == null && !context.named()
                    ? "needs a client certificate, or must be allowed by name"
                    : null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new ExternalClient(context.credentials().authorizationId());
        }
    }
}
