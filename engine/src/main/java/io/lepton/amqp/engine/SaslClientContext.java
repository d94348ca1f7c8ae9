// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a client's mechanism may build on.
 *
 * @param credentials who the client is
 * @param hostname the host that is connected to, as in sasl-init; null if it is not to be told
 * @param transport what is known of the connection below
 * @param named whether the user of the library listed this mechanism among the allowed ones, instead of just not
 *     restricting them
 */
public record SaslClientContext(
        SaslCredentials credentials, @Nullable String hostname, TransportSecurity transport, boolean named) {}
