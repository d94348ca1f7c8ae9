// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslClientReply;
import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerReply;
import io.lepton.amqp.protocol.SaslCode;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets mechanisms answer from any thread: the engine hears their answers on its own.
 *
 * @param loop runs tasks on the thread that drives the engine: at once if called there
 */
public record OnLoop(Executor loop) {

    /** The same mechanism, which may answer from any thread. */
    public SaslClientMechanismFactory client(SaslClientMechanismFactory mechanism) {
        return new ClientFactory(mechanism, loop);
    }

    /** The same mechanism, which may answer from any thread. */
    public SaslServerMechanismFactory server(SaslServerMechanismFactory mechanism) {
        return new ServerFactory(mechanism, loop);
    }

    private record ClientFactory(SaslClientMechanismFactory inner, Executor loop)
            implements SaslClientMechanismFactory {

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public int strength() {
            return inner.strength();
        }

        @Override
        public boolean plaintextSecret() {
            return inner.plaintextSecret();
        }

        @Override
        public boolean onlyByName() {
            return inner.onlyByName();
        }

        @Override
        public @Nullable String unusable(SaslClientContext context) {
            return inner.unusable(context);
        }

        @Override
        public SaslClientMechanism create(SaslClientContext context) {
            return new Client(inner.create(context), loop);
        }
    }

    private record Client(SaslClientMechanism inner, Executor loop) implements SaslClientMechanism {

        @Override
        public void start(SaslClientReply reply) {
            inner.start(onLoop(reply));
        }

        @Override
        public void challenge(byte[] challenge, SaslClientReply reply) {
            inner.challenge(challenge, onLoop(reply));
        }

        @Override
        public @Nullable String objection(byte @Nullable [] additionalData) {
            return inner.objection(additionalData);
        }

        @Override
        public @Nullable String refusal() {
            return inner.refusal();
        }

        @Override
        public void dispose() {
            inner.dispose();
        }

        private SaslClientReply onLoop(SaslClientReply reply) {
            return new SaslClientReply() {
                @Override
                public void respond(byte @Nullable [] response) {
                    loop.execute(() -> reply.respond(response));
                }

                @Override
                public void fail(String reason) {
                    loop.execute(() -> reply.fail(reason));
                }
            };
        }
    }

    private record ServerFactory(SaslServerMechanismFactory inner, Executor loop)
            implements SaslServerMechanismFactory {

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public int strength() {
            return inner.strength();
        }

        @Override
        public boolean plaintextSecret() {
            return inner.plaintextSecret();
        }

        @Override
        public boolean usable(SaslServerContext context) {
            return inner.usable(context);
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            return new Server(inner.create(context), loop);
        }
    }

    private record Server(SaslServerMechanism inner, Executor loop) implements SaslServerMechanism {

        @Override
        public void start(byte @Nullable [] initialResponse, SaslServerReply reply) {
            inner.start(initialResponse, onLoop(reply));
        }

        @Override
        public void response(byte[] response, SaslServerReply reply) {
            inner.response(response, onLoop(reply));
        }

        @Override
        public void dispose() {
            inner.dispose();
        }

        private SaslServerReply onLoop(SaslServerReply reply) {
            return new SaslServerReply() {
                @Override
                public void challenge(byte[] challenge) {
                    loop.execute(() -> reply.challenge(challenge));
                }

                @Override
                public void accept(@Nullable String identity, byte @Nullable [] additionalData) {
                    loop.execute(() -> reply.accept(identity, additionalData));
                }

                @Override
                public void refuse(SaslCode code, String reason) {
                    loop.execute(() -> reply.refuse(code, reason));
                }
            };
        }
    }
}
