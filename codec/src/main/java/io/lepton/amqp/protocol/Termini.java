// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;

/** Finds out which kind of terminus there is. */
final class Termini {

    private Termini() {}

    static Terminus readTarget(Buffer in, DecodeLimits limits) {
        return switch (Descriptors.peek(in)) {
            case 0x29 -> Target.TYPE.read(in, limits);
            case 0x30 -> Coordinator.TYPE.read(in, limits);
            default -> throw Descriptors.unexpected(in, limits, "a target or a coordinator");
        };
    }
}
