// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The peer broke the protocol. Thrown where it is seen and caught in one place, which answers with the condition: by a
 * detach if it concerns a link, by an end if a session, by a close otherwise. Without a stack trace, because the peer
 * decides how often it is thrown.
 */
final class ProtocolFault extends RuntimeException {

    private static final long serialVersionUID = 1L;
    /** Descriptions may quote the peer; one that fits the smallest frame is long enough. */
    private static final int MAX_TEXT = 300;

    private final transient ErrorCondition condition;
    private final transient @Nullable EngineSession session;
    private final transient @Nullable EngineLink link;

    private ProtocolFault(ErrorCondition condition, @Nullable EngineSession session, @Nullable EngineLink link) {
        super(condition.toString(), null, false, false);
        this.condition = condition;
        this.session = session;
        this.link = link;
    }

    static ProtocolFault ofConnection(Symbol condition, String description) {
        return new ProtocolFault(ErrorCondition.of(condition, Encodable.cut(description, MAX_TEXT)), null, null);
    }

    static ProtocolFault ofConnection(ErrorCondition condition) {
        return ofConnection(condition.condition(), String.valueOf(condition.description()));
    }

    static ProtocolFault of(EngineSession session, Symbol condition, String description) {
        return new ProtocolFault(ErrorCondition.of(condition, Encodable.cut(description, MAX_TEXT)), session, null);
    }

    static ProtocolFault of(EngineLink link, Symbol condition, String description) {
        return new ProtocolFault(ErrorCondition.of(condition, Encodable.cut(description, MAX_TEXT)), null, link);
    }

    ErrorCondition condition() {
        return condition;
    }

    /** The session that ends by it, or null. */
    @Nullable
    EngineSession session() {
        return session;
    }

    /** The link that is detached by it, or null. */
    @Nullable
    EngineLink link() {
        return link;
    }
}
