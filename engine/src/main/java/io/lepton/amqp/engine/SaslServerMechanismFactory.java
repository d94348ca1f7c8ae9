// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/**
 * A mechanism that servers can authenticate clients by. Those that are fit for a connection are offered, strongest first.
 * Implementations are thread-safe.
 */
public interface SaslServerMechanismFactory {

    /** RFC 4505: lets everybody in, as nobody. Strength 0. */
    static SaslServerMechanismFactory anonymous() {
        return new AnonymousServer.Factory();
    }

    /**
     * RFC 4422, appendix A: takes the identity that the layer below has established. Strength 900. Offered where there is
     * a {@link TransportSecurity#identity()}.
     */
    static SaslServerMechanismFactory external() {
        return new ExternalServer.Factory();
    }

    /** RFC 4616: takes a user and a password in the clear and has them checked. Strength 100. */
    static SaslServerMechanismFactory plain(SaslAuthenticator authenticator) {
        return new PlainServer.Factory(authenticator);
    }

    /** The registered name, such as {@code SCRAM-SHA-256}. */
    String name();

    /** Its rank among the mechanisms, greater is stronger: ANONYMOUS has 0, PLAIN 100, EXTERNAL 900. */
    int strength();

    /** Whether the secret can be read by whoever reads the connection, so that it needs encryption below. */
    default boolean plaintextSecret() {
        return false;
    }

    /** Whether it can work on this connection. */
    default boolean usable(SaslServerContext context) {
        return true;
    }

    /** A new exchange. */
    SaslServerMechanism create(SaslServerContext context);
}
