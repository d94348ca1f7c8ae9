// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * Takes a client mechanism's answer to one question: exactly one call of exactly one method, from within the question or
 * later, but always on the thread that drives the engine. An answer that comes after the connection is gone is ignored.
 */
public interface SaslClientReply {

    /**
     * Sends this to the server. After a challenge, null means an empty response; at the start it means that there is no
     * initial response, which is not the same as an empty one (RFC 4422, 4.1).
     *
     * @throws IllegalStateException if this question was answered already
     */
    void respond(byte @Nullable [] response);

    /**
     * Gives up: the connection fails with this reason.
     *
     * @throws IllegalStateException if this question was answered already
     */
    void fail(String reason);
}
