// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

/** What a piece of a stream is: a protocol header, a frame by its body, or bytes that can't be read, as those of TLS. */
public enum Kind {
    SASL_HEADER(-1),
    AMQP_HEADER(-1),
    SASL_MECHANISMS(0x40),
    SASL_INIT(0x41),
    SASL_CHALLENGE(0x42),
    SASL_RESPONSE(0x43),
    SASL_OUTCOME(0x44),
    OPEN(0x10),
    BEGIN(0x11),
    ATTACH(0x12),
    FLOW(0x13),
    TRANSFER(0x14),
    DISPOSITION(0x15),
    DETACH(0x16),
    END(0x17),
    CLOSE(0x18),
    /** A frame without a body, which says no more than that its sender lives (part 2, 2.4.5). */
    EMPTY(-1),
    OPAQUE(-1);

    private final int descriptor;

    Kind(int descriptor) {
        this.descriptor = descriptor;
    }

    static Kind ofDescriptor(int descriptor) {
        for (Kind kind : values()) {
            if (kind.descriptor == descriptor && descriptor >= 0) {
                return kind;
            }
        }
        return OPAQUE;
    }
}
