// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.sasl.ScramHash;
import io.lepton.amqp.sasl.ScramStore;

/** SCRAM for listeners, by one hash function. */
record ScramServerFactory(ScramHash hash, ScramStore store, ScramDecoys decoys) implements SaslServerMechanismFactory {

    @Override
    public String name() {
        return hash.mechanism();
    }

    @Override
    public int strength() {
        return Strengths.of(hash);
    }

    @Override
    public SaslServerMechanism create(SaslServerContext context) {
        return new ScramServerExchange(hash, store, decoys);
    }
}
