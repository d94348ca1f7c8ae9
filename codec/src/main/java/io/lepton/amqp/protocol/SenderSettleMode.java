// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** When the sending end of a link settles (part 2, 2.8.2 sender-settle-mode). */
public enum SenderSettleMode {
    /** Every delivery is sent unsettled. */
    UNSETTLED(0),
    /** Every delivery is sent settled: at most once. */
    SETTLED(1),
    /** The sender chooses for each delivery. */
    MIXED(2);

    private final int code;

    SenderSettleMode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The standard's name for it, such as {@code mixed}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
