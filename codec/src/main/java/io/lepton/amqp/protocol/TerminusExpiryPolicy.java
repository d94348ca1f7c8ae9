// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Symbol;

/** When a terminus starts to expire (part 3, 3.5.6 terminus-expiry-policy). */
public enum TerminusExpiryPolicy {
    /** When the link is detached. */
    LINK_DETACH,
    /** When the session ends. */
    SESSION_END,
    /** When the connection closes. */
    CONNECTION_CLOSE,
    /** It does not. */
    NEVER;

    /** The symbol on the wire. */
    public Symbol symbol() {
        return Symbol.of(toString());
    }

    /** The standard's name for it, such as {@code never}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
