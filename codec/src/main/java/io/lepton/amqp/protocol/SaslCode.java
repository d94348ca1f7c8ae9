// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** How an authentication ended (part 5, 5.3.3.6 sasl-code). */
public enum SaslCode {
    /** It succeeded. */
    OK(0),
    /** The credentials are not accepted; the same ones will not be the next time. */
    AUTH(1),
    /** The server failed. */
    SYS(2),
    /** The server failed and will until somebody mends it. */
    SYS_PERM(3),
    /** The server failed for now; to try again may help. */
    SYS_TEMP(4);

    private final int code;

    SaslCode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The standard's name for it, such as {@code sys-temp}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
