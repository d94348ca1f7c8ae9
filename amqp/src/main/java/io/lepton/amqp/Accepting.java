// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.sasl.mechanisms.SaslWork;
import io.lepton.amqp.transport.Wire;
import org.jspecify.annotations.Nullable;

/** A connection that a peer makes to a listener. */
final class Accepting implements Origin {

    private final ListenerOptions options;
    private final String containerId;
    private final SaslWork saslWork;

    Accepting(ListenerOptions options, String containerId, SaslWork saslWork) {
        this.options = options;
        this.saslWork = saslWork;
        this.containerId = options.containerId == null ? containerId : options.containerId;
    }

    @Override
    public Engine engine(Wire wire, EngineListener listener) {
        EngineOptions.Builder builder = EngineOptions.builder(containerId);
        Settings.common(builder, options, String.valueOf(wire.remoteAddress()));
        if (options.saslEnabled) {
            builder.sasl(options.sasl.accepted(options, wire, saslWork));
        }
        return Engine.server(builder.build(), listener);
    }

    @Override
    public Open open() {
        return Settings.open(containerId, options).build();
    }

    @Override
    public @Nullable String url() {
        return null;
    }
}
