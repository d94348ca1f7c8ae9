// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.ArrayList;
import java.util.List;

/** The sending links of a session whose receivers asked to drain (part 2, 2.6.7), which is answered by itself. */
final class SessionDrains {

    private final List<EngineSender> asked = new ArrayList<>(0);

    void add(EngineSender link) {
        if (!link.drainAsked) {
            link.drainAsked = true;
            asked.add(link);
        }
    }

    /** Answers the links that have sent what they had: uses up the rest of their credit and says so. */
    void flush(EngineSession session) {
        // backwards, because the application is told in between and may do anything
        for (int i = asked.size() - 1; i >= 0; i--) {
            EngineSender link = asked.get(i);
            if (!link.attached() || !link.ledger.drain()) {
                remove(i);
            } else if (link.ledger.credit() == 0 || !(link.hasMore() || link.drainHeld)) {
                remove(i);
                link.ledger.useUp();
                session.flows().add(link);
                session.listener().onDrain(link);
            }
        }
    }

    private void remove(int index) {
        asked.remove(index).drainAsked = false;
    }
}
