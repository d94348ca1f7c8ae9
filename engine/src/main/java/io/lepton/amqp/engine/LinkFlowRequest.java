// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the next flow about a link has to say beyond the link's ledgers; at most one waits per link. */
final class LinkFlowRequest {

    private boolean pending;
    private boolean echo;
    private Map<Symbol, @Nullable Object> properties = Map.of();

    /** Marks a flow as due; false if one was already. */
    boolean due() {
        boolean first = !pending;
        pending = true;
        return first;
    }

    boolean pending() {
        return pending;
    }

    boolean echo() {
        return echo;
    }

    void echo(boolean on) {
        echo = on;
    }

    Map<Symbol, @Nullable Object> properties() {
        return properties;
    }

    void properties(Map<Symbol, @Nullable Object> map) {
        properties = map;
    }

    /** The flow was written. */
    void done() {
        pending = false;
        echo = false;
        properties = Map.of();
    }
}
