// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.Engine;
import io.lepton.amqp.engine.EngineListener;
import io.lepton.amqp.engine.EngineOptions;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.sasl.mechanisms.SaslWork;
import io.lepton.amqp.transport.ConnectSettings;
import io.lepton.amqp.transport.WebSocketSettings;
import io.lepton.amqp.transport.Wire;
import io.lepton.amqp.types.AmqpException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A connection that this container makes: where it goes now and next, and how. Everything but the URL belongs to the
 * connection's loop.
 */
final class Dialling implements Origin {

    private final ConnectionOptions options;
    private final String containerId;
    private final Redial redial;
    private final ClientSasl sasl;
    private volatile ConnectionUrl place;
    /** What was chosen for this attempt; null for the first. */
    private @Nullable ReconnectAttempt attempt;

    Dialling(ConnectionOptions options, String containerId, SaslWork saslWork) {
        this.options = options;
        this.containerId = options.containerId == null ? containerId : options.containerId;
        this.redial = new Redial(options, delays(options));
        this.place = redial.first();
        this.sasl = new ClientSasl(options, saslWork);
    }

    private static ReconnectDelay delays(ConnectionOptions options) {
        ReconnectDelay own = options.reconnectDelay;
        return own == null
                ? new Backoff(
                        options.reconnectOptions,
                        () -> ThreadLocalRandom.current().nextDouble())
                : own;
    }

    ReconnectOptions reconnectOptions() {
        return options.reconnectOptions;
    }

    /** Where it goes now. */
    ConnectionUrl place() {
        return place;
    }

    /** The connection is open, to this peer. */
    void opened(Peer peer, long now) {
        redial.opened(place, OfferedServers.of(peer.properties(), place), now);
    }

    /** What follows after a failure; null to give up. */
    Redial.@Nullable Next after(AmqpException failure, long now) {
        return redial.after(failure, place, now);
    }

    /** The next attempt goes this way. */
    void redirect(ReconnectAttempt next) {
        attempt = next;
        place = next.url();
    }

    ConnectSettings connectSettings() {
        ConnectionUrl url = place;
        ConnectSettings settings = ConnectSettings.of(url.host(), url.port())
                .withConnectTimeout(options.connectTimeout)
                .withBindHost(options.bindAddress)
                .withProxy(options.proxy == null ? null : options.proxy.settings())
                .withUnixSocket(options.unixSocket)
                .withTlsTimeout(options.tlsTimeout)
                .withCloseTimeout(options.closeTimeout);
        if (url.scheme().webSocket()) {
            settings = settings.withWebSocket(
                    new WebSocketSettings(options.webSocketPath, WebSocketSettings.DEFAULT.maxFrame()));
        }
        if (!url.scheme().secure()) {
            return settings;
        }
        String name = options.sni == null ? virtualHost() : options.sni;
        return settings.withTls(options.tls).withTlsName(name == null || name.isEmpty() ? null : name);
    }

    @Override
    public Engine engine(Wire wire, EngineListener listener) {
        EngineOptions.Builder builder = EngineOptions.builder(containerId);
        Settings.common(builder, options, url());
        builder.hostname(hostname());
        if (options.saslEnabled) {
            builder.sasl(sasl.attempt(place, attempt, hostname(), wire));
        }
        return Engine.client(builder.build(), listener);
    }

    private @Nullable String hostname() {
        String virtual = virtualHost();
        if (virtual == null) {
            return place.host();
        }
        return virtual.isEmpty() ? null : virtual;
    }

    private @Nullable String virtualHost() {
        String redirected = attempt == null ? null : attempt.hostname();
        return redirected == null ? options.virtualHost : redirected;
    }

    @Override
    public Open open() {
        return Settings.open(containerId, options).hostname(hostname()).build();
    }

    @Override
    public String url() {
        return place.toString();
    }
}
