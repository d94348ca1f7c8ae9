// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.engine.EndpointState.Step;

/** The local and the remote state of one endpoint. */
final class EndpointStates {

    private EndpointState local = EndpointState.UNOPENED;
    private EndpointState remote = EndpointState.UNOPENED;

    EndpointState local() {
        return local;
    }

    EndpointState remote() {
        return remote;
    }

    boolean locallyOpen() {
        return local == EndpointState.OPEN;
    }

    boolean remotelyOpen() {
        return remote == EndpointState.OPEN;
    }

    /** Whether both sides have ended. */
    boolean ended() {
        return local.ended() && remote.ended();
    }

    /**
     * Moves the local side on.
     *
     * @throws IllegalStateException if the application may not do that now
     */
    void local(Step step, Object endpoint) {
        EndpointState next = local.after(step);
        if (next == null) {
            throw new IllegalStateException(
                    endpoint + " is " + local + " and cannot " + step.name().toLowerCase(java.util.Locale.ROOT));
        }
        local = next;
    }

    /** Moves the remote side on; false if the peer may not do that now. */
    boolean remote(Step step) {
        EndpointState next = remote.after(step);
        if (next == null) {
            return false;
        }
        remote = next;
        return true;
    }

    /** The connection or session around it is gone: nothing more will be sent or received. */
    void abandon() {
        local = local.ended() ? local : EndpointState.CLOSED;
        remote = remote.ended() ? remote : EndpointState.CLOSED;
    }
}
