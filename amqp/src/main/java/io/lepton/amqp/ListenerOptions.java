// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.ListenSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be chosen for a listener and the connections that it accepts, inside the lambda of {@link Container#listen}. */
public final class ListenerOptions extends PeerOptions<ListenerOptions> {

    final Map<String, String> users = new LinkedHashMap<>();
    int maxConnections = ListenSettings.DEFAULT_MAX_CONNECTIONS;
    boolean saslRequired;

    @Nullable
    Path unixSocket;

    /** A listener is more exposed to peers that only keep it waiting. */
    ListenerOptions() {
        openTimeout = Duration.ofSeconds(10);
    }

    /** The most connections at a time; more are closed at once. Default: 16,384. */
    public ListenerOptions maxConnections(int value) {
        change();
        maxConnections = atLeast(1, "maxConnections", value);
        return this;
    }

    /**
     * Listens at a Unix domain socket, a file that must not exist yet and is deleted when the listener closes; host and port of
     * the URL are then of no account. Who may connect is told by the permissions of the file's directory.
     */
    public ListenerOptions unixSocket(Path value) {
        change();
        unixSocket = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Lets this user in, by name and password. As soon as there is one user, nobody else gets in: ANONYMOUS is not offered
     * unless {@link #allowedMechs} names it, and clients must not leave out SASL.
     */
    public ListenerOptions user(String name, String password) {
        change();
        users.put(name, password);
        saslRequired = true;
        return this;
    }

    /** Whether clients must authenticate, be it as ANONYMOUS, rather than leave out SASL. Default: only if there are users. */
    public ListenerOptions saslRequired(boolean value) {
        change();
        saslRequired = value;
        return this;
    }

    @Override
    ListenerOptions self() {
        return this;
    }

    @Override
    void check() {
        if (saslRequired && !saslEnabled) {
            throw new IllegalArgumentException("saslEnabled(false) contradicts that clients must authenticate");
        }
    }
}
