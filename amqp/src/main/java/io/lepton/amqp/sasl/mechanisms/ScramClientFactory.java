// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslClientContext;
import io.lepton.amqp.engine.SaslClientMechanism;
import io.lepton.amqp.engine.SaslClientMechanismFactory;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.sasl.ScramHash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** SCRAM for clients, by one hash function. */
record ScramClientFactory(ScramHash hash, SaltedKeys keys) implements SaslClientMechanismFactory {

    @Override
    public String name() {
        return hash.mechanism();
    }

    @Override
    public int strength() {
        return Strengths.of(hash);
    }

    @Override
    public @Nullable String unusable(SaslClientContext context) {
        SaslCredentials credentials = context.credentials();
        return credentials.user() == null || !credentials.hasPassword() ? "needs a user and a password" : null;
    }

    @Override
    public SaslClientMechanism create(SaslClientContext context) {
        SaslCredentials credentials = context.credentials();
        return new ScramClientExchange(hash, keys, credentials, Objects.requireNonNull(credentials.user()));
    }
}
