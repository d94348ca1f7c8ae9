// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ConnectionUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every verb of a script takes that has to do with the network. */
final class NetworkOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The peer: amqp[s]://[user:pass@]host[:port]. Repeated: places to try in order.")
    private List<String> urls = List.of();

    @Option(names = "--address", paramLabel = "ADDRESS", description = "The address of the link's node.")
    @Nullable
    String address;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "The call ends with an error after this long; without it, it may take for ever.")
    @Nullable
    Duration timeout;

    @Option(
            names = "--hostname",
            paramLabel = "HOST",
            description = "The host to ask for, in open and in TLS, if it differs from the URL's.")
    private @Nullable String hostname;

    @Mixin
    ConnectOptions connect;

    @Mixin
    private ReconnectChoice reconnect;

    @Mixin
    LimitOptions limits;

    /** Puts these choices into a connection's options. */
    void into(ConnectionOptions options) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("--url is missing: the peer to connect to");
        }
        if (connect.security.passwordOption() && connect.security.user == null && !userInUrl()) {
            throw new IllegalArgumentException("--password needs a --user");
        }
        options.urls(urls);
        connect.into(options, urls);
        if (hostname != null) {
            options.virtualHost(hostname);
        }
        limits.into(options);
        reconnect.into(options);
    }

    private boolean userInUrl() {
        return urls.stream().anyMatch(url -> ConnectionUrl.parse(url).user() != null);
    }

    /** Whether links that the peer detaches come back, as the connection does. */
    boolean reconnect() {
        return reconnect.reconnect;
    }

    /** The address of the link, be it the one that the first URL ends in; null if there is none. */
    @Nullable
    String addressOrPath() {
        return address != null || urls.isEmpty()
                ? address
                : ConnectionUrl.parse(urls.get(0)).address();
    }

    /** As {@link #addressOrPath}, for verbs that need one. */
    String requiredAddress() {
        String found = addressOrPath();
        if (found == null) {
            throw new IllegalArgumentException("--address is missing: the address of the link's node");
        }
        return found;
    }

    /** The options given that mean nothing to one that listens. */
    List<String> meaninglessToListeners() {
        List<String> names = new ArrayList<>();
        addIf(!urls.isEmpty(), "--url", names);
        addIf(address != null, "--address", names);
        addIf(hostname != null, "--hostname", names);
        addIf(connect.verify != ConnectOptions.Verify.FULL, "--verify", names);
        addIf(reconnect.reconnect, "--reconnect", names);
        return names;
    }

    private static void addIf(boolean given, String name, List<String> names) {
        if (given) {
            names.add(name);
        }
    }
}
