// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.engine.SaslFailure;
import io.lepton.amqp.transport.NetworkException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/**
 * What went wrong, as exceptions. AMQP has no conditions for what happens beneath it; they are called
 * {@code lepton:transport:refused}, {@code lepton:transport:no-such-host} and so on.
 */
final class Failures {

    private Failures() {}

    static TransportException of(NetworkException cause) {
        String kind = cause.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String message = cause.getMessage() == null ? kind : cause.getMessage();
        return new TransportException(
                message, ErrorCondition.of(Symbol.of("lepton:transport:" + kind), message), cause);
    }

    /** What kept a file from being read. */
    static String words(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "this program is not allowed to read it";
        }
        return cause instanceof CharacterCodingException ? "it is not UTF-8" : cause.toString();
    }

    /** Something took too long. */
    static AmqpTimeoutException timedOut(String what, Duration limit) {
        String message = what + " took longer than " + limit.toMillis() + " ms";
        return new AmqpTimeoutException(
                message, ErrorCondition.of(Symbol.of("lepton:transport:timeout"), message), null);
    }

    /** The peer broke the rules of the protocol. */
    static ConnectionException of(ErrorCondition error, String place) {
        return new ConnectionException(place + ": " + error, error);
    }

    /** The peer has sent nothing for too long. */
    static AmqpTimeoutException silent(ErrorCondition error, String place) {
        return new AmqpTimeoutException(place + ": " + error, error);
    }

    /** The client is not who it says, or no way to find out was agreed on. */
    static AuthenticationException of(SaslFailure reason, String place) {
        return new AuthenticationException(place + ": " + reason.condition(), reason);
    }

    /** The transport did not even try. */
    static TransportException impossible(String place, RuntimeException cause) {
        String message = place + ": cannot connect: " + cause.getMessage();
        return new TransportException(message, ErrorCondition.of(Symbol.of("lepton:transport:other"), message), cause);
    }

    /** The peer's stream ended when it should not. */
    static TransportException disconnected(ErrorCondition error, String place) {
        String message = place + ": " + error.description();
        return new TransportException(message, ErrorCondition.of(Symbol.of("lepton:transport:broken"), message), null);
    }
}
