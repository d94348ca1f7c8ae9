// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a broker names in the properties of its open, for clients to fail over to: a list of maps with
 * {@code network-host}, {@code port} and perhaps {@code hostname}. The peer's word: bounded, and what makes no sense is left
 * out.
 */
final class OfferedServers {

    private static final Symbol PROPERTY = Symbol.of("failover-server-list");

    /** More servers than this are not remembered. */
    private static final int MOST = 32;

    private OfferedServers() {}

    /** The servers that a peer at this URL offers; those that speak another scheme than ours are not for us. */
    static List<ConnectionUrl> of(Map<Symbol, @Nullable Object> properties, ConnectionUrl here) {
        List<ConnectionUrl> servers = new ArrayList<>();
        if (properties.get(PROPERTY) instanceof List<?> offered) {
            for (Object server : offered) {
                ConnectionUrl url = server instanceof Map<?, ?> fields ? url(fields, here) : null;
                if (url != null && servers.size() < MOST && !servers.contains(url)) {
                    servers.add(url);
                }
            }
        }
        return servers;
    }

    private static @Nullable ConnectionUrl url(Map<?, ?> fields, ConnectionUrl here) {
        Object host = field(fields, "network-host");
        Object scheme = field(fields, "scheme");
        boolean foreign = scheme != null
                && !scheme.toString().equalsIgnoreCase(here.scheme().toString());
        if (foreign || !(host instanceof String name) || name.isEmpty() || !Redirect.isHost(name)) {
            return null;
        }
        int port = Redirect.port(field(fields, "port"));
        return here.at(name, port == 0 ? here.scheme().defaultPort() : port);
    }

    private static @Nullable Object field(Map<?, ?> fields, String name) {
        Object bySymbol = fields.get(Symbol.of(name));
        return bySymbol == null ? fields.get(name) : bySymbol;
    }
}
