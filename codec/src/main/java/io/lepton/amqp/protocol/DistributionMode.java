// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Symbol;

/** What taking a message from a node does to it (part 3, 3.5.7 std-dist-mode). */
public enum DistributionMode {
    /** The message goes to one link only. */
    MOVE,
    /** The message stays for others: browsing. */
    COPY;

    /** The symbol on the wire. */
    public Symbol symbol() {
        return Symbol.of(toString());
    }

    /** The standard's name for it, such as {@code copy}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
