// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.Symbol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures go by themselves, so that trying again makes sense, unless the application has rules of its own. */
final class RetryRules {

    private static final Set<Symbol> PASSING_FOR_CONNECTIONS =
            Set.of(ConnectionError.FORCED, AmqpError.INTERNAL_ERROR, AmqpError.RESOURCE_LIMIT_EXCEEDED);

    private static final Set<Symbol> PASSING_FOR_LINKS = Set.of(
            LinkError.DETACH_FORCED,
            ConnectionError.FORCED,
            AmqpError.INTERNAL_ERROR,
            AmqpError.RESOURCE_LIMIT_EXCEEDED,
            AmqpError.RESOURCE_LOCKED);

    private RetryRules() {}

    /**
     * Whether a connection that failed so may come back by itself.
     *
     * @param wasOpen whether the peer has shown that it speaks AMQP: a framing error then tells of a stream that was cut on the
     *     way, as a peer does whose own end of it is still open
     */
    static boolean passes(AmqpException failure, boolean wasOpen) {
        if (failure instanceof AuthenticationException refused) {
            return refused.temporary();
        }
        if (failure instanceof ConnectionException) {
            Symbol condition = failure.condition().condition();
            return PASSING_FOR_CONNECTIONS.contains(condition)
                    || (wasOpen && condition.equals(ConnectionError.FRAMING_ERROR));
        }
        return !(failure.getCause() instanceof NetworkException network) || passes(network.kind());
    }

    private static boolean passes(NetworkException.Kind kind) {
        return switch (kind) {
            case TLS_NAME, TLS_UNTRUSTED, TLS_FAILED, TLS_SETTINGS -> false;
            default -> true;
        };
    }

    /**
     * Whether a link that the peer ended so may be attached again: it was detached, not closed, without a reason (part 2,
     * 2.6.4), or for one that passes. One that was stolen would only be stolen back and forth.
     */
    static boolean passes(@Nullable ErrorCondition reason, boolean closed) {
        return reason == null ? !closed : PASSING_FOR_LINKS.contains(reason.condition());
    }
}
