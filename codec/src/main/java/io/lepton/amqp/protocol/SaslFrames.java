// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;

/** Reads and writes the bodies of SASL frames of any kind (part 5, 5.3.3). */
public final class SaslFrames {

    private SaslFrames() {}

    /**
     * Reads the body of a SASL frame.
     *
     * @throws DecodeException with {@code amqp:not-implemented} if its type is unknown, else with {@code amqp:decode-error},
     *     {@code amqp:invalid-field} or a limit's condition if the bytes break its declaration
     */
    public static SaslFrame read(Buffer in, DecodeLimits limits) {
        return switch (Descriptors.peek(in)) {
            case 0x40 -> SaslMechanisms.TYPE.read(in, limits);
            case 0x41 -> SaslInit.TYPE.read(in, limits);
            case 0x42 -> SaslChallenge.TYPE.read(in, limits);
            case 0x43 -> SaslResponse.TYPE.read(in, limits);
            case 0x44 -> SaslOutcome.TYPE.read(in, limits);
            default -> throw Descriptors.unexpected(in, limits, "the body of a SASL frame");
        };
    }

    /** Appends a body with its descriptor. */
    public static void write(Buffer out, SaslFrame frame) {
        frame.write(out);
    }
}
