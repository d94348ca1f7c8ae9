// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/** ANONYMOUS at the client (RFC 4505): one message without meaning. */
final class AnonymousClient implements SaslClientMechanism {

    /** Free trace information; no user's name, which would leak it to no end. */
    private static final byte[] TRACE = {'a', 'n', 'o', 'n', 'y', 'm', 'o', 'u', 's'};

    @Override
    public void start(SaslClientReply reply) {
        reply.respond(TRACE.clone());
    }

    @Override
    public void challenge(byte[] challenge, SaslClientReply reply) {
        reply.fail("ANONYMOUS knows no challenges, but the server sent one");
    }

    @Override
    public @Nullable String objection(byte @Nullable [] additionalData) {
        return null;
    }

    record Factory() implements SaslClientMechanismFactory {
        @Override
        public String name() {
            return "ANONYMOUS";
        }

        @Override
        public int strength() {
            return 0;
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            SaslCredentials credentials = context.credentials();
            boolean somebody = credentials.user() != null || credentials.hasPassword() || credentials.hasToken();
            return somebody && !context.named()
                    ? "would ignore the user that was given, so it must be allowed by name"
                    : null;
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new AnonymousClient();
        }
    }
}
