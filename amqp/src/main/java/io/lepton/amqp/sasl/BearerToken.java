// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl;

import io.lepton.amqp.engine.SaslServerContext;
import org.jspecify.annotations.Nullable;

/**
 * A token that a client shows to a listener (RFC 7628). Its text does not show it.
 *
 * @param token the token itself
 * @param user whom the client says it belongs to; null if it does not say
 * @param context the host that the client asks for, and what is known of the connection
 */
public record BearerToken(String token, @Nullable String user, SaslServerContext context) {

    /** The user. */
    @Override
    public String toString() {
        return "BearerToken{user=" + user + ", token=***}";
    }
}
