// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.engine.SaslClientOptions;
import io.lepton.amqp.engine.SaslCredentials;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.transport.ConnectSettings;
import io.lepton.amqp.transport.WebSocketSettings;
import io.lepton.amqp.transport.Wire;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A connection that this container makes: the places to try, in order, and how. Belongs to the connection's loop. */
final class Dialling implements Origin {

    private final ConnectionOptions options;
    private final String containerId;
    private final List<ConnectionUrl> places;
    private final AtomicInteger place = new AtomicInteger();

    Dialling(ConnectionOptions options, String containerId) {
        this.options = options;
        this.containerId = options.containerId == null ? containerId : options.containerId;
        this.places = options.places();
    }

    /** Whether there is a place left that was not tried. */
    boolean hasNext() {
        return place.get() + 1 < places.size();
    }

    /** Goes on to the next place. */
    void next() {
        place.incrementAndGet();
    }

    ConnectSettings connectSettings() {
        ConnectionUrl url = places.get(place.get());
        ConnectSettings settings = ConnectSettings.of(url.host(), url.port())
                .withConnectTimeout(options.connectTimeout)
                .withBindHost(options.bindAddress)
                .withProxy(options.proxy == null ? null : options.proxy.settings())
                .withCloseTimeout(options.closeTimeout);
        if (url.scheme().webSocket()) {
            settings = settings.withWebSocket(
                    new WebSocketSettings(options.webSocketPath, WebSocketSettings.DEFAULT.maxFrame()));
        }
        if (!url.scheme().secure()) {
            return settings;
        }
        String name = options.sni == null ? options.virtualHost : options.sni;
        return settings.withTls(options.tls).withTlsName(name == null || name.isEmpty() ? null : name);
    }

    @Override
    public Engine engine(Wire wire, EngineListener listener) {
        EngineOptions.Builder builder = EngineOptions.builder(containerId);
        Settings.common(builder, options, url());
        builder.hostname(hostname());
        if (options.saslEnabled) {
            builder.sasl(sasl(wire));
        }
        return Engine.client(builder.build(), listener);
    }

    private SaslClientOptions sasl(Wire wire) {
        SaslClientOptions.Builder sasl = SaslClientOptions.builder()
                .allowInsecureMechs(options.allowInsecureMechs)
                .hostname(hostname())
                .credentials(credentials())
                .transport(Origin.security(wire, true));
        List<String> allowed = options.allowedMechs;
        if (allowed != null) {
            sasl.allowed(allowed.toArray(String[]::new));
        }
        return sasl.build();
    }

    private SaslCredentials credentials() {
        ConnectionUrl url = places.get(place.get());
        String user = url.user() == null ? options.user : url.user();
        String password = url.password() == null ? options.password : url.password();
        if (user == null) {
            return SaslCredentials.NONE;
        }
        return password == null ? SaslCredentials.of(user) : SaslCredentials.of(user, password.toCharArray());
    }

    private @Nullable String hostname() {
        String virtual = options.virtualHost;
        if (virtual == null) {
            return places.get(place.get()).host();
        }
        return virtual.isEmpty() ? null : virtual;
    }

    @Override
    public Open open() {
        return Settings.open(containerId, options).hostname(hostname()).build();
    }

    @Override
    public String url() {
        return places.get(place.get()).toString();
    }
}
