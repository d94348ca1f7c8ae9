// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import org.jspecify.annotations.Nullable;

/** What outcomes are called (part 3, 3.4). */
final class Outcomes {

    private Outcomes() {}

    /** The name of an outcome; null: settled without one. */
    static String name(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "settled";
        } else if (outcome instanceof Accepted) {
            return "accepted";
        } else if (outcome instanceof Rejected) {
            return "rejected";
        } else if (outcome instanceof Released) {
            return "released";
        } else if (outcome instanceof Modified) {
            return "modified";
        }
        return outcome.toString();
    }
}
