// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/** Conditions that end a session (part 2, 2.8.17 session-error). */
public final class SessionError {

    /** The peer sent more transfers than the incoming window permits. */
    public static final Symbol WINDOW_VIOLATION = Symbol.of("amqp:session:window-violation");

    /** Input came for a link that was detached with an error. */
    public static final Symbol ERRANT_LINK = Symbol.of("amqp:session:errant-link");

    /** An attach named a handle that is in use. */
    public static final Symbol HANDLE_IN_USE = Symbol.of("amqp:session:handle-in-use");

    /** A frame named a handle that no link is attached to. */
    public static final Symbol UNATTACHED_HANDLE = Symbol.of("amqp:session:unattached-handle");

    private SessionError() {}
}
