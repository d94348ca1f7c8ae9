// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.SaslCode;
import org.jspecify.annotations.Nullable;

/**
 * Takes a server mechanism's answer to what the client said: exactly one call of exactly one method, from within the call
 * or later, but always on the thread that drives the engine. An answer that comes after the connection is gone is ignored.
 */
public interface SaslServerReply {

    /**
     * Asks the client.
     *
     * @throws IllegalStateException if this was answered already
     */
    void challenge(byte[] challenge);

    /**
     * Lets the client in.
     *
     * @param identity who it is, or null for an anonymous one
     * @param additionalData what the mechanism has to tell the client with the outcome, or null
     * @throws IllegalStateException if this was answered already
     */
    void accept(@Nullable String identity, byte @Nullable [] additionalData);

    /**
     * Turns the client away.
     *
     * @param code what the client is told: {@link SaslCode#AUTH} for bad credentials, one of the others if they could not
     *     be checked; not {@link SaslCode#OK}
     * @param reason for this end only, in words; no secrets
     * @throws IllegalStateException if this was answered already
     */
    void refuse(SaslCode code, String reason);
}
