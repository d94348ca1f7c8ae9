// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;

/**
 * A failure as a script is told it.
 *
 * @param condition AMQP's own condition if there is one, else a word for what failed
 * @param description for people
 * @param remote whether it was the peer that said so
 */
record PeerError(String condition, String description, boolean remote) {

    /** How this library names what AMQP has no conditions for. */
    private static final String TRANSPORT = "lepton:transport:";

    private static final String TLS = TRANSPORT + "tls";

    static PeerError of(AmqpException failure, boolean remote) {
        return new PeerError(conditionOf(failure), words(failure), remote);
    }

    /** What the peer gave as its reason. */
    static PeerError told(ErrorCondition reason, String what) {
        return new PeerError(reason.condition().toString(), what + reason, true);
    }

    /** The call took longer than it may. */
    static PeerError timeout() {
        return new PeerError("timeout", "the call took longer than it was given", false);
    }

    /** The peer ended, without a reason, what the call still needs. */
    static PeerError closed(Object what) {
        return new PeerError("closed", what + " was closed by the peer", true);
    }

    /** The input is no JSON. */
    static PeerError malformed(InputException e) {
        return new PeerError("decode", words(e), false);
    }

    /** Something that is nobody's doing but ours or the machine's. */
    static PeerError unexpected(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return new PeerError(AmqpError.RESOURCE_LIMIT_EXCEEDED.toString(), "not enough memory", false);
        }
        return e instanceof AmqpException failure ? of(failure, false) : new PeerError("internal", e.toString(), false);
    }

    /** Whether input is no JSON at all, rather than JSON for what AMQP cannot say. */
    static boolean isMalformed(InputException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                return true;
            }
        }
        return false;
    }

    private static String conditionOf(AmqpException failure) {
        String condition = failure.condition().condition().toString();
        if (failure instanceof AuthenticationException
                && failure.condition().condition().equals(AmqpError.UNAUTHORIZED_ACCESS)) {
            return "sasl:auth";
        }
        if (!condition.startsWith(TRANSPORT)) {
            return condition;
        }
        if (condition.startsWith(TLS)) {
            return "tls";
        }
        return condition.endsWith("timeout") ? "timeout" : "io";
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
