// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/** ANONYMOUS at the server (RFC 4505): whatever the client says, it is nobody. */
final class AnonymousServer implements SaslServerMechanism {

    @Override
    public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
        reply.accept(null, null);
    }

    @Override
    public void response(byte[] response, SaslServerReply reply) {
        throw new IllegalStateException("ANONYMOUS sends no challenges");
    }

    record Factory() implements SaslServerMechanismFactory {
        @Override
        public String name() {
            return "ANONYMOUS";
        }

        @Override
        public int strength() {
            return 0;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new AnonymousServer();
        }
    }
}
