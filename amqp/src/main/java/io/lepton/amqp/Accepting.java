// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.engine.SaslAuthenticator;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.engine.SaslServerOptions;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.transport.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that a peer makes to a listener. */
final class Accepting implements Origin {

    private final ListenerOptions options;
    private final String containerId;

    Accepting(ListenerOptions options, String containerId) {
        this.options = options;
        this.containerId = options.containerId == null ? containerId : options.containerId;
    }

    @Override
    public Engine engine(Wire wire, EngineListener listener) {
        EngineOptions.Builder builder = EngineOptions.builder(containerId);
        Settings.common(builder, options, String.valueOf(wire.remoteAddress()));
        if (options.saslEnabled) {
            builder.sasl(sasl(wire));
        }
        return Engine.server(builder.build(), listener);
    }

    private SaslServerOptions sasl(Wire wire) {
        SaslServerOptions.Builder sasl = SaslServerOptions.builder()
                .mechanisms(mechanisms())
                .allowInsecureMechs(options.allowInsecureMechs)
                .transport(Origin.security(wire, false));
        if (options.saslRequired) {
            sasl.required(true);
        }
        return sasl.build();
    }

    /** What to offer: passwords if there are users, else everybody comes in; unless the options name mechanisms. */
    private SaslServerMechanismFactory[] mechanisms() {
        Map<String, char[]> passwords = new LinkedHashMap<>();
        options.users.forEach((name, password) -> passwords.put(name, password.toCharArray()));
        List<SaslServerMechanismFactory> offered = new ArrayList<>();
        offered.add(SaslServerMechanismFactory.external());
        if (!passwords.isEmpty()) {
            offered.add(SaslServerMechanismFactory.plain(SaslAuthenticator.users(passwords)));
        }
        List<String> allowed = options.allowedMechs;
        if (passwords.isEmpty() || allowed != null) {
            offered.add(SaslServerMechanismFactory.anonymous());
        }
        if (allowed != null) {
            offered.removeIf(mechanism -> allowed.stream()
                    .noneMatch(name -> name.toUpperCase(Locale.ROOT).equals(mechanism.name())));
        }
        return offered.toArray(SaslServerMechanismFactory[]::new);
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
