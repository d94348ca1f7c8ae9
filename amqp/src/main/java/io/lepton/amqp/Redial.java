// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides, when an attempt to be connected has failed or a connection was lost, whether, where and after how long the next
 * attempt is made. A round tries each place once, without delay in between; rounds are delayed and counted. Reads no clock
 * and draws no lots of its own. Not thread-safe.
 */
final class Redial {

    /** A peer that sends us on and on is not followed further than this without a stable connection in between. */
    private static final int MOST_REDIRECTS = 10;

    /**
     * The next attempt.
     *
     * @param url where to
     * @param hostname the host to ask for there, if the peer that sends us there named one; else null
     * @param delay how long to wait before
     * @param number how many rounds there were since the connection was stable, this one included; 0 in the first of all
     */
    record Next(ConnectionUrl url, @Nullable String hostname, Duration delay, int number) {}

    private final List<ConnectionUrl> own;
    private final boolean enabled;
    private final ReconnectOptions options;
    private final ReconnectDelay delays;
    private List<ConnectionUrl> places;
    /** The place that was tried last. */
    private int current;
    /** How many places of this round were tried. */
    private int tried = 1;
    /** Whether a failure of this round is worth another one. */
    private boolean hope;

    private int rounds;
    private int redirects;
    private long openedAt = -1;
    private boolean everOpen;

    Redial(ConnectionOptions options, ReconnectDelay delays) {
        this.own = options.places();
        this.enabled = options.reconnect;
        this.options = options.reconnectOptions;
        this.delays = delays;
        this.places = own;
    }

    /** Where the first attempt of all goes. */
    ConnectionUrl first() {
        return own.get(0);
    }

    /**
     * The connection is open.
     *
     * @param at where
     * @param offered the servers that the peer names for failing over
     * @param now milliseconds by a monotonic clock
     */
    void opened(ConnectionUrl at, List<ConnectionUrl> offered, long now) {
        openedAt = now;
        everOpen = true;
        places = new ArrayList<>(own);
        if (options.useOfferedServers) {
            offered.stream().filter(server -> !places.contains(server)).forEach(places::add);
        }
        current = Math.max(0, places.indexOf(at));
    }

    /**
     * What to do after a failure; null to give up.
     *
     * @throws RuntimeException what the application's own rules and delays throw
     */
    @Nullable
    Next after(AmqpException failure, ConnectionUrl at, long now) {
        boolean lost = openedAt >= 0;
        if (lost && now - openedAt >= options.stableAfter.toMillis()) {
            rounds = 0;
            redirects = 0;
        }
        openedAt = -1;
        Next elsewhere = redirected(failure, at);
        if (elsewhere != null) {
            return elsewhere;
        }
        boolean passes = passes(failure, lost);
        if (lost) {
            return passes ? newRound(true) : null;
        }
        hope |= passes;
        // credentials that one peer refuses are not shown to the next
        boolean finalEverywhere = failure instanceof AuthenticationException && !passes;
        if (finalEverywhere) {
            return null;
        }
        if (tried < places.size() && (enabled || !everOpen)) {
            tried++;
            current = (current + 1) % places.size();
            return new Next(places.get(current), null, Duration.ZERO, rounds);
        }
        return hope ? newRound(false) : null;
    }

    private @Nullable Next newRound(boolean lost) {
        if (!enabled || (options.maxAttempts > 0 && rounds >= options.maxAttempts)) {
            return null;
        }
        if (options.preferFirst) {
            current = 0;
        } else if (!lost) {
            current = (current + 1) % places.size();
        }
        tried = 1;
        hope = false;
        if (rounds == 0) {
            delays.reset();
        }
        rounds++;
        Duration delay = delays.next();
        if (delay == null || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "the delay before an attempt to reconnect is zero or longer, not " + delay);
        }
        return new Next(places.get(current), null, delay, rounds);
    }

    private boolean passes(AmqpException failure, boolean lost) {
        return options.retryIf == null ? RetryRules.passes(failure, lost) : options.retryIf.test(failure);
    }

    private @Nullable Next redirected(AmqpException failure, ConnectionUrl at) {
        Redirect redirect = options.followRedirects && enabled ? Redirect.of(failure.condition()) : null;
        ConnectionUrl url = redirect == null || redirects >= MOST_REDIRECTS ? null : redirect.from(at);
        if (redirect == null || url == null) {
            return null;
        }
        redirects++;
        return new Next(url, redirect.hostname(), Duration.ZERO, rounds);
    }
}
