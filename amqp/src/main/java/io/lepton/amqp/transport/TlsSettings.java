// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to do TLS, for either side.
 *
 * @param context a ready context that replaces {@code trust} and {@code identity}; else null
 * @param trust whose certificates are believed
 * @param identity our own certificate and key; null for none (a listener needs one)
 * @param protocols versions to allow
 * @param ciphers cipher suites to allow, by preference; empty: the JDK's
 * @param verifyName whether the client checks that the certificate is for the name it asked for
 * @param clientAuth whether the listener asks the client for a certificate
 */
public record TlsSettings(
        @Nullable SSLContext context,
        Trust trust,
        @Nullable Identity identity,
        List<String> protocols,
        List<String> ciphers,
        boolean verifyName,
        ClientAuth clientAuth) {

    /** The versions without known weakness. */
    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Verifies chain and name against the JDK's trust, shows no certificate. */
    public static final TlsSettings DEFAULT =
            new TlsSettings(null, Trust.jdk(), null, DEFAULT_PROTOCOLS, List.of(), true, ClientAuth.NONE);

    /** Whether a listener wants to see the client's certificate. */
    public enum ClientAuth {
        /** Doesn't ask. */
        NONE,
        /** Asks, and lets clients without one in; one that is shown must be trusted. */
        WANTED,
        /** Asks, and turns clients without a trusted one away. */
        REQUIRED
    }
}
