// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Timer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of an attempt from the moment its wire stands: for SASL, and for all until the peer's open. They run however
 * busily the peer sends. Belongs to the connection's loop.
 */
final class OpeningLimits {

    private final Connection connection;
    private final Consumer<AmqpTimeoutException> whenOver;
    private @Nullable Timer sasl;
    private @Nullable Timer open;

    /**
     * Limits that don't run yet.
     *
     * @param whenOver is told, once at most, that time is up
     */
    OpeningLimits(Connection connection, Consumer<AmqpTimeoutException> whenOver) {
        this.connection = connection;
        this.whenOver = whenOver;
    }

    void start() {
        String peer = connection.life().place();
        if (connection.saslEnabled()) {
            sasl = timer("authentication with " + peer, connection.saslTimeout());
        }
        open = timer("opening " + peer, connection.openTimeout());
    }

    private Timer timer(String what, Duration limit) {
        return connection.work().after(limit, () -> {
            stop();
            whenOver.accept(Failures.timedOut(what, limit));
        });
    }

    /** SASL is done. */
    void authenticated() {
        if (sasl != null) {
            sasl.cancel();
            sasl = null;
        }
    }

    /** The peer's open has come, or the attempt is over. */
    void stop() {
        authenticated();
        if (open != null) {
            open.cancel();
            open = null;
        }
    }
}
