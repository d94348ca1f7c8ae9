// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/** Conditions that end a connection (part 2, 2.8.16 connection-error). */
public final class ConnectionError {

    /** An operator or the container closed the connection; it may be opened again later. */
    public static final Symbol FORCED = Symbol.of("amqp:connection:forced");

    /** A frame was not valid. */
    public static final Symbol FRAMING_ERROR = Symbol.of("amqp:connection:framing-error");

    /** The container is elsewhere: see the details. */
    public static final Symbol REDIRECT = Symbol.of("amqp:connection:redirect");

    private ConnectionError() {}
}
