// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * A mechanism that clients can authenticate by. Of those that the server offers and this end allows, the usable one with
 * the greatest {@link #strength()} is taken (part 5, 5.3.3.2). Implementations are thread-safe.
 */
public interface SaslClientMechanismFactory {

    /** RFC 4505: says who is there, if anybody cares. Strength 0. Not used when a user is given, unless allowed by name. */
    static SaslClientMechanismFactory anonymous() {
        return new AnonymousClient.Factory();
    }

    /** RFC 4616: sends the password as it is. Strength 100. */
    static SaslClientMechanismFactory plain() {
        return new PlainClient.Factory();
    }

    /**
     * RFC 4422, appendix A: refers to what the layer below has established. Strength 900. Used when there is a
     * {@link TransportSecurity#identity()}, or when allowed by name.
     */
    static SaslClientMechanismFactory external() {
        return new ExternalClient.Factory();
    }

    /** The registered name, such as {@code SCRAM-SHA-256}. */
    String name();

    /** Its rank among the mechanisms, greater is stronger: ANONYMOUS has 0, PLAIN 100, EXTERNAL 900. */
    int strength();

    /** Whether the secret can be read by whoever reads the connection, so that it needs encryption below. */
    default boolean plaintextSecret() {
        return false;
    }

    /** Whether it is only taken when it is listed among the allowed mechanisms. */
    default boolean onlyByName() {
        return false;
    }

    /** Why it cannot be used here, in words that continue "it …", such as "needs a password"; null if it can. */
    @Nullable
    String unusable(SaslClientContext context);

    /** A new exchange, only called if nothing makes it {@link #unusable}. */
    SaslClientMechanism create(SaslClientContext context);
}
