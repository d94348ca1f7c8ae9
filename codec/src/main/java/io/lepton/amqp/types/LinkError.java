// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/** Conditions that end a link (part 2, 2.8.18 link-error). */
public final class LinkError {

    /** An operator detached the link. */
    public static final Symbol DETACH_FORCED = Symbol.of("amqp:link:detach-forced");

    /** The peer sent more messages than the link credit permits. */
    public static final Symbol TRANSFER_LIMIT_EXCEEDED = Symbol.of("amqp:link:transfer-limit-exceeded");

    /** A message was larger than the link permits. */
    public static final Symbol MESSAGE_SIZE_EXCEEDED = Symbol.of("amqp:link:message-size-exceeded");

    /** The address is elsewhere: see the details. */
    public static final Symbol REDIRECT = Symbol.of("amqp:link:redirect");

    /** The link was attached elsewhere. */
    public static final Symbol STOLEN = Symbol.of("amqp:link:stolen");

    private LinkError() {}
}
