// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a server's mechanism may build on.
 *
 * @param hostname the host that the client says it connects to; null if it did not say, and while mechanisms are offered
 * @param transport what is known of the connection below
 */
public record SaslServerContext(@Nullable String hostname, TransportSecurity transport) {}
