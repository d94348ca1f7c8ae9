// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links of a connection that are in use, by name and direction (part 2, 2.6.1). */
final class LinkNames {

    private final Map<String, EngineLink> senders = new HashMap<>(1);
    private final Map<String, EngineLink> receivers = new HashMap<>(1);

    /** The link of this name whose local end has this role, or null. */
    @Nullable
    EngineLink get(String name, Role role) {
        return of(role).get(name);
    }

    void put(EngineLink link) {
        of(link.role()).put(link.name(), link);
    }

    /** The link gives its name up, if it still has it. */
    void release(EngineLink link) {
        of(link.role()).remove(link.name(), link);
    }

    void clear() {
        senders.clear();
        receivers.clear();
    }

    private Map<String, EngineLink> of(Role role) {
        return role == Role.SENDER ? senders : receivers;
    }
}
