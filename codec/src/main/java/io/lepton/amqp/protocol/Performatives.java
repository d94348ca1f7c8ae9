// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;

/** Reads and writes the bodies of AMQP frames of any kind (part 2, 2.7). */
public final class Performatives {

    private Performatives() {}

    /**
     * The small number of the descriptor that comes next, by which to choose a reader: 0x14 for a transfer. Accepts all its
     * encodings; does not move, allocates nothing if the descriptor is a number, and never throws.
     *
     * @return the number, -1 if there is none that the standard knows
     */
    public static int peekDescriptor(Buffer in) {
        return Descriptors.peek(in);
    }

    /**
     * Reads a performative; the buffer then stands at the payload, if there is any.
     *
     * @throws DecodeException with {@code amqp:not-implemented} if its type is unknown, else with {@code amqp:decode-error},
     *     {@code amqp:invalid-field} or a limit's condition if the bytes break its declaration
     */
    public static Performative read(Buffer in, DecodeLimits limits) {
        return switch (Descriptors.peek(in)) {
            case 0x10 -> Open.TYPE.read(in, limits);
            case 0x11 -> Begin.TYPE.read(in, limits);
            case 0x12 -> Attach.TYPE.read(in, limits);
            case 0x13 -> Flow.TYPE.read(in, limits);
            case 0x14 -> Transfer.TYPE.read(in, limits);
            case 0x15 -> Disposition.TYPE.read(in, limits);
            case 0x16 -> Detach.TYPE.read(in, limits);
            case 0x17 -> End.TYPE.read(in, limits);
            case 0x18 -> Close.TYPE.read(in, limits);
            default -> throw Descriptors.unexpected(in, limits, "a performative");
        };
    }

    /** Appends a performative with its descriptor. */
    public static void write(Buffer out, Performative performative) {
        performative.write(out);
    }
}
