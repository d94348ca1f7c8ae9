// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.Timer;
import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time between two attempts to be connected: asks what comes next, waits, and lets the application have its say. Belongs
 * to the connection's loop.
 */
final class Reconnecting {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Connection connection;
    private final Dialling dialling;
    private final Network network;
    private @Nullable Timer timer;
    private @Nullable ReconnectAttempt coming;

    Reconnecting(Connection connection, Dialling dialling, Network network) {
        this.connection = connection;
        this.dialling = dialling;
        this.network = network;
    }

    /** What comes after a failure; null to give up, also if a rule of the application's threw. */
    Redial.@Nullable Next after(AmqpException failure) {
        try {
            return dialling.after(failure, network.now());
        } catch (RuntimeException thrown) {
            Callbacks.threw(connection.handler(), connection.container(), thrown, null);
            return null;
        }
    }

    /**
     * Waits, and then connects.
     *
     * @param connect is run on the loop, never inside this call
     */
    void schedule(Redial.Next next, AmqpException failure, Runnable connect) {
        coming = new ReconnectAttempt(connection, next, failure);
        Duration delay = next.delay();
        LOG.info("{}: attempt {} goes to {} in {} ms", connection, next.number(), next.url(), delay.toMillis());
        if (delay.isZero()) {
            connection.work().later(connect);
        } else {
            timer = connection.work().after(delay, connect);
        }
    }

    /** An attempt is about to be made; false if the application wants none, by throwing. */
    boolean prepare() {
        timer = null;
        ReconnectAttempt attempt = coming;
        if (attempt == null) {
            return true;
        }
        coming = null;
        Consumer<? super ReconnectAttempt> hook = dialling.reconnectOptions().beforeAttempt;
        try {
            if (hook != null) {
                hook.accept(attempt);
            }
        } catch (Throwable thrown) {
            Callbacks.threw(connection.handler(), connection.container(), thrown, null);
            return false;
        }
        dialling.redirect(attempt);
        return true;
    }

    /** There will be no further attempt. */
    void cancel() {
        coming = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
