// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The server's side of one exchange of a SASL mechanism (RFC 4422). Made for one connection, called on the thread that
 * drives the engine, which must not be blocked: work that takes long is done elsewhere and answered later. What clients
 * send may be anything; an exception thrown here turns the client away.
 */
public interface SaslServerMechanism {

    /**
     * The client has chosen this mechanism. The first call, made once.
     *
     * @param initialResponse what it said at once; null if nothing, which is not the same as zero bytes
     */
    void start(byte @Nullable [] initialResponse, SaslServerReply reply);

    /** The client has answered a challenge. Never called while an earlier call is unanswered. */
    void response(byte[] response, SaslServerReply reply);

    /** The exchange is over, in whatever way: secrets can be wiped. The last call, made once. */
    default void dispose() {}
}
