// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a connection that was lost, or could not be made, is tried again: inside the lambda of
 * {@link ConnectionOptions#reconnect(Consumer)}. The same delays hold for a link that the peer detached; see
 * {@link LinkOptions#recover}.
 *
 * <p>To be used inside that lambda, by the thread that runs it: afterwards the choices are fixed, and every method throws
 * {@link IllegalStateException}. A value out of range is an {@link IllegalArgumentException} at once.
 */
public final class ReconnectOptions extends Options {

    private static final Duration DEFAULT_INITIAL_DELAY = Duration.ofMillis(100);
    private static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(10);
    private static final Duration DEFAULT_STABLE_AFTER = Duration.ofSeconds(5);

    /** What holds if nothing is chosen; never handed out, so that nobody changes it. */
    static final ReconnectOptions DEFAULT = new ReconnectOptions();

    Duration initialDelay = DEFAULT_INITIAL_DELAY;
    Duration maxDelay = DEFAULT_MAX_DELAY;
    double multiplier = 2;
    double jitter = 0.5;
    int maxAttempts;
    Duration stableAfter = DEFAULT_STABLE_AFTER;
    boolean preferFirst = true;
    boolean followRedirects;
    boolean useOfferedServers;

    @Nullable
    Predicate<? super AmqpException> retryIf;

    @Nullable
    Consumer<? super ReconnectAttempt> beforeAttempt;

    ReconnectOptions() {}

    /** The delay of the second attempt; the first comes at once. Default: 100 milliseconds. */
    public ReconnectOptions initialDelay(Duration value) {
        change();
        initialDelay = positive("initialDelay", value);
        return this;
    }

    /** The longest delay. Default: 10 seconds. */
    public ReconnectOptions maxDelay(Duration value) {
        change();
        maxDelay = positive("maxDelay", value);
        return this;
    }

    /** By how much each delay is longer than the one before, 1 or more. Default: 2. */
    public ReconnectOptions multiplier(double value) {
        change();
        if (!(value >= 1 && value <= 1000)) {
            throw new IllegalArgumentException("multiplier is 1 to 1000, not " + value);
        }
        multiplier = value;
        return this;
    }

    /**
     * The part of each delay that is left to chance, 0 to 1, so that clients that were cut off together don't come back
     * together: a delay is drawn evenly from its last part of this size. The first attempt, which comes at once, is spread
     * over this part of the {@link #initialDelay}. Default: 0.5.
     */
    public ReconnectOptions jitter(double value) {
        change();
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("jitter is 0 to 1, not " + value);
        }
        jitter = value;
        return this;
    }

    /**
     * After how many attempts in a row to give up; each attempt tries every URL of the list once. Zero means never. The very
     * first connecting does not count. Default: 0.
     */
    public ReconnectOptions maxAttempts(int value) {
        change();
        maxAttempts = atLeast(0, "maxAttempts", value);
        return this;
    }

    /**
     * How long a connection must have been open for the attempts and the delays to start anew when it is lost. A peer that
     * lets connections in and drops them at once is thus not tried over and over without delay. Default: 5 seconds.
     */
    public ReconnectOptions stableAfter(Duration value) {
        change();
        if (value.isNegative()) {
            throw new IllegalArgumentException("stableAfter must be zero or more, not " + value);
        }
        stableAfter = atMostYears(value);
        return this;
    }

    /**
     * Whether each attempt begins with the first URL of the list, rather than with the one that was connected last.
     * Default: yes.
     */
    public ReconnectOptions preferFirst(boolean value) {
        change();
        preferFirst = value;
        return this;
    }

    /**
     * Whether to go where a peer sends us by closing with {@code amqp:connection:redirect} (part 2, 2.8.16). The scheme stays
     * as it is. The credentials are shown to the new peer, and its certificate is verified for the host that the redirect names,
     * so allow this only where the first peer is trusted and verified. Redirects can always be seen by {@link Redirect#of}.
     * Default: no.
     */
    public ReconnectOptions followRedirects(boolean value) {
        change();
        followRedirects = value;
        return this;
    }

    /**
     * Whether to try, after the URLs of our own, the servers that the peer offers in its open as
     * {@code failover-server-list}. The credentials are shown to them as well. Default: no.
     */
    public ReconnectOptions useOfferedServers(boolean value) {
        change();
        useOfferedServers = value;
        return this;
    }

    /**
     * Which failures are worth another attempt. By default all of the network, of time limits, and
     * {@code amqp:connection:forced}, {@code amqp:internal-error} and {@code amqp:resource-limit-exceeded} as the peer's
     * reason to close, once open also {@code amqp:connection:framing-error}; but neither a failed authentication that the server does not call temporary, nor a certificate that
     * is not trusted, nor a peer that does not speak AMQP. A close without an error is the peer's right and never
     * asked about. Called on the loop of the connection.
     */
    public ReconnectOptions retryIf(Predicate<? super AmqpException> test) {
        change();
        retryIf = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * Called right before each further attempt, on the loop of the connection: the place to choose another URL or fresh
     * credentials. What it throws ends the connection.
     */
    public ReconnectOptions beforeAttempt(Consumer<? super ReconnectAttempt> hook) {
        change();
        beforeAttempt = Objects.requireNonNull(hook, "hook");
        return this;
    }

    @Override
    void check() {
        if (maxDelay.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException(
                    "maxDelay (" + maxDelay + ") is shorter than initialDelay (" + initialDelay + ")");
        }
    }
}
