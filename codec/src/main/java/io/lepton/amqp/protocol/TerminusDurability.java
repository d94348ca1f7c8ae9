// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** What of a terminus survives a crash (part 3, 3.5.5 terminus-durability). */
public enum TerminusDurability {
    /** Nothing. */
    NONE(0),
    /** That it exists and how it is configured. */
    CONFIGURATION(1),
    /** Its configuration and the state of its unsettled deliveries. */
    UNSETTLED_STATE(2);

    private final int code;

    TerminusDurability(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The standard's name for it, such as {@code unsettled-state}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
