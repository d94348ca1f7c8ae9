// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** When the receiving end of a link settles (part 2, 2.8.3 receiver-settle-mode). */
public enum ReceiverSettleMode {
    /** The receiver settles as soon as it has an outcome. */
    FIRST(0),
    /** The receiver settles after the sender has. */
    SECOND(1);

    private final int code;

    ReceiverSettleMode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The standard's name for it, such as {@code second}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
