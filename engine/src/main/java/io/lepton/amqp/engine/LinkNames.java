// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Role;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links of a connection that are in use, by name and direction (part 2, 2.6.1). */
final class LinkNames {

    // made when there is the first: most connections have links of one direction only
    private Map<String, EngineLink> senders = Collections.emptyMap();
    private Map<String, EngineLink> receivers = Collections.emptyMap();

    /** The link of this name whose local end has this role, or null. */
    @Nullable
    EngineLink get(String name, Role role) {
        return of(role).get(name);
    }

    void put(EngineLink link) {
        if (link.role() == Role.SENDER) {
            senders = with(link, senders);
        } else {
            receivers = with(link, receivers);
        }
    }

    private static Map<String, EngineLink> with(EngineLink link, Map<String, EngineLink> links) {
        Map<String, EngineLink> all = links.isEmpty() ? new HashMap<>(1) : links;
        all.put(link.name(), link);
        return all;
    }

    /** The link gives its name up, if it still has it. */
    void release(EngineLink link) {
        Map<String, EngineLink> links = of(link.role());
        if (links.get(link.name()) == link) {
            links.remove(link.name());
        }
    }

    void clear() {
        senders = Collections.emptyMap();
        receivers = Collections.emptyMap();
    }

    private Map<String, EngineLink> of(Role role) {
        return role == Role.SENDER ? senders : receivers;
    }
}
