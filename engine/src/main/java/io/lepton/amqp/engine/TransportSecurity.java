// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * What the layer below the engine, usually TLS, has achieved before the first byte of AMQP. Decides which SASL mechanisms
 * are fit for use (part 5, 5.3). Immutable.
 *
 * @param encrypted whether nobody on the way can read what is sent
 * @param identity who the client is as that layer has established it, such as the subject of its certificate; null if it
 *     did not. EXTERNAL rests on it. At a client: whom its own certificate names.
 */
public record TransportSecurity(boolean encrypted, @Nullable String identity) {

    /** A plain connection of an unknown client. */
    public static final TransportSecurity NONE = new TransportSecurity(false, null);

    /** An encrypted connection of an unknown client. */
    public static final TransportSecurity ENCRYPTED = new TransportSecurity(true, null);
}
