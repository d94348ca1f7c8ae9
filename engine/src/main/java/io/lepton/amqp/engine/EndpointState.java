// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * How far one side of a connection, session or link has come. Both sides, local and remote, of all endpoints go through
 * this one table:
 *
 * <pre>
 *              open    detach     close
 * UNOPENED     OPEN    -          CLOSED
 * OPEN         -       DETACHED   CLOSED
 * DETACHED     -       -          -
 * CLOSED       -       -          -
 * </pre>
 *
 * What the table does not hold is misuse when the application does it, and {@code amqp:illegal-state} when the peer does.
 */
public enum EndpointState {
    /** Nothing was sent (local) or received (remote) yet. */
    UNOPENED,
    /** open, begin or attach was sent or received, and no end of it yet. */
    OPEN,
    /** A link only: detached without being closed; the terminus lives on (part 2, 2.6.4). */
    DETACHED,
    /** close, end or a closing detach was sent or received. */
    CLOSED;

    /** What moves an endpoint on. */
    enum Step {
        OPEN,
        DETACH,
        CLOSE
    }

    /** The state after the step, or null if the table has none. */
    @Nullable
    EndpointState after(Step step) {
        return switch (this) {
            case UNOPENED -> step == Step.OPEN ? OPEN : step == Step.CLOSE ? CLOSED : null;
            case OPEN -> step == Step.DETACH ? DETACHED : step == Step.CLOSE ? CLOSED : null;
            case DETACHED, CLOSED -> null;
        };
    }

    /** Whether this is an end: detached or closed. */
    public boolean ended() {
        return this == DETACHED || this == CLOSED;
    }
}
