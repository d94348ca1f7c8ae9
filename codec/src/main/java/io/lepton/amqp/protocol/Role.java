// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** The end of a link that speaks (part 2, 2.8.1 role). */
public enum Role {
    /** The end that transfers messages; {@code false} on the wire. */
    SENDER,
    /** The end that takes them; {@code true} on the wire. */
    RECEIVER;

    /** The role at the other end. */
    public Role opposite() {
        return this == SENDER ? RECEIVER : SENDER;
    }

    /** The standard's name for it, such as {@code receiver}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
