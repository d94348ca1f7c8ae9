// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The client's side of one exchange of a SASL mechanism (RFC 4422). Made for one connection attempt, called on the thread
 * that drives the engine, which must not be blocked: work that takes long is done elsewhere and answered later.
 */
public interface SaslClientMechanism {

    /** Asks for the initial response. The first call, made once. */
    void start(SaslClientReply reply);

    /** Asks for the response to a challenge. Never called while an earlier question is unanswered. */
    void challenge(byte[] challenge, SaslClientReply reply);

    /**
     * The server says that authentication has succeeded. A mechanism that authenticates the server too checks its proof
     * here, whether it came with the outcome or in a challenge before it, and objects if there was none.
     *
     * @param additionalData what came with the outcome, or null
     * @return why the success cannot be trusted, or null if it can
     */
    @Nullable
    String objection(byte @Nullable [] additionalData);

    /**
     * The server has refused the client. A mechanism to which the server has told more than that, in a challenge before,
     * gives it here for the message of the failure.
     *
     * @return what the server said, fit for a log: printable, short, without secrets; null if nothing
     */
    default @Nullable String refusal() {
        return null;
    }

    /** The exchange is over, in whatever way: secrets can be wiped. The last call, made once. */
    default void dispose() {}
}
