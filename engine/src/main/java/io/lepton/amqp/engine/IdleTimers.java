// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Both idle time-outs of a connection (part 2, 2.4.5): ours, after which a silent peer counts as dead, and the peer's,
 * which empty frames keep from firing. Times are milliseconds of a monotonic clock that the caller reads.
 *
 * <p>Ours is watched from the start, through TLS and SASL too; the peer is told half of it. The peer's begins with its
 * open. Empty frames are due only between our open and our close.
 */
final class IdleTimers {

    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * The shortest time-out of a peer that is accepted, in ms. Half of it, 5 ms, is what a loop with timers of 1 ms that
     * also serves other connections can keep; and it bounds what a peer can make us write to 200 empty frames a second.
     */
    static final long SHORTEST_REMOTE = 10;

    /** The shortest local time-out, in ms: half of it is announced, and no less than 1 ms can be. */
    static final long SHORTEST_LOCAL = 2;

    private static final long UINT_MAX = 0xffff_ffffL;

    private final long localTimeout;
    private long heartbeatInterval;
    private boolean maySend;
    private long lastReceived;
    private long lastSent;

    /**
     * Timers that are not running yet.
     *
     * @param localTimeout after how many ms without a byte the peer counts as dead; 0 for never
     */
    IdleTimers(long localTimeout) {
        if (localTimeout != 0 && localTimeout < SHORTEST_LOCAL) {
            throw new IllegalArgumentException(
                    "an idle time-out is 0 (none) or at least " + SHORTEST_LOCAL + " ms, not " + localTimeout + " ms");
        }
        this.localTimeout = localTimeout;
    }

    /** What the open frame says in idle-time-out: half of ours, in ms; 0 if there is none. */
    long announced() {
        return Math.min(localTimeout / 2, UINT_MAX);
    }

    /** The connection exists since {@code now}. */
    void start(long now) {
        lastReceived = now;
        lastSent = now;
    }

    /** Bytes of the peer have come. */
    void received(long now) {
        lastReceived = now;
    }

    /** Bytes were handed to the transport. */
    void sent(long now) {
        lastSent = now;
    }

    /** Our open has been written: from now on empty frames may be. */
    void opened() {
        maySend = true;
    }

    /** Our close has been written: nothing may follow it. */
    void closed() {
        maySend = false;
    }

    /**
     * The peer's open has come.
     *
     * @param timeout its idle-time-out in ms; 0 for none
     * @return the error to close with if it cannot be kept; else null
     */
    @Nullable
    ErrorCondition remoteTimeout(long timeout) {
        if (timeout < 0 || timeout > UINT_MAX) {
            throw new IllegalArgumentException("idle-time-out is a uint of milliseconds, not " + timeout);
        }
        if (timeout == 0) {
            heartbeatInterval = 0;
            return null;
        }
        if (timeout < SHORTEST_REMOTE) {
            return ErrorCondition.of(
                    AmqpError.INVALID_FIELD,
                    "an idle-time-out of " + timeout + " ms cannot be kept; the shortest is " + SHORTEST_REMOTE
                            + " ms");
        }
        heartbeatInterval = timeout / 2;
        return null;
    }

    /** Whether the peer has been silent for the whole local time-out. */
    boolean expired(long now) {
        return localTimeout != 0 && now - lastReceived >= localTimeout;
    }

    /** What to close with when {@link #expired}. */
    ErrorCondition expiredError() {
        return ErrorCondition.of(
                AmqpError.RESOURCE_LIMIT_EXCEEDED,
                "idle time-out: nothing came from the peer for " + localTimeout + " ms");
    }

    /**
     * Whether an empty frame has to go out now. If older bytes still wait for the transport, another frame would not
     * come sooner and need not be added.
     */
    boolean heartbeatDue(long now) {
        return maySend && heartbeatInterval != 0 && now - lastSent >= heartbeatInterval;
    }

    /** When {@link #expired} or {@link #heartbeatDue} turns true unless something happens; {@link #NEVER} if not. */
    long nextDeadline() {
        long deadline = localTimeout == 0 ? NEVER : after(lastReceived, localTimeout);
        return maySend && heartbeatInterval != 0 ? Math.min(deadline, after(lastSent, heartbeatInterval)) : deadline;
    }

    private static long after(long start, long delay) {
        long sum = start + delay;
        return sum < start ? NEVER : sum;
    }
}
