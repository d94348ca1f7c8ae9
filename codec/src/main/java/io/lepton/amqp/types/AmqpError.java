// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/** Conditions that any part of AMQP may tell (part 2, 2.8.15 amqp-error). */
public final class AmqpError {

    /** An internal error occurred; an operator may be needed. */
    public static final Symbol INTERNAL_ERROR = Symbol.of("amqp:internal-error");

    /** What was asked for does not exist. */
    public static final Symbol NOT_FOUND = Symbol.of("amqp:not-found");

    /** The access needs rights that the user does not have. */
    public static final Symbol UNAUTHORIZED_ACCESS = Symbol.of("amqp:unauthorized-access");

    /** Data could not be decoded. */
    public static final Symbol DECODE_ERROR = Symbol.of("amqp:decode-error");

    /** The peer used more of a resource than it may. */
    public static final Symbol RESOURCE_LIMIT_EXCEEDED = Symbol.of("amqp:resource-limit-exceeded");

    /** The peer tried something that is not allowed here and now. */
    public static final Symbol NOT_ALLOWED = Symbol.of("amqp:not-allowed");

    /** A frame body has an invalid field. */
    public static final Symbol INVALID_FIELD = Symbol.of("amqp:invalid-field");

    /** The peer asked for what is not implemented. */
    public static final Symbol NOT_IMPLEMENTED = Symbol.of("amqp:not-implemented");

    /** Somebody else holds the resource. */
    public static final Symbol RESOURCE_LOCKED = Symbol.of("amqp:resource-locked");

    /** A precondition does not hold. */
    public static final Symbol PRECONDITION_FAILED = Symbol.of("amqp:precondition-failed");

    /** The resource was deleted while it was in use. */
    public static final Symbol RESOURCE_DELETED = Symbol.of("amqp:resource-deleted");

    /** The peer sent what is not permitted in the present state. */
    public static final Symbol ILLEGAL_STATE = Symbol.of("amqp:illegal-state");

    /** The peer cannot send a frame, because the smallest encoding exceeds the frame size agreed. */
    public static final Symbol FRAME_SIZE_TOO_SMALL = Symbol.of("amqp:frame-size-too-small");

    private AmqpError() {}
}
