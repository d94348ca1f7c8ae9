// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/** How far a connection has come on the way from nothing to AMQP frames, seen from the input. */
enum Phase {
    /** Not started. */
    NEW,
    /** A protocol header is due. */
    HEADER,
    /** SASL frames are due. */
    SASL,
    /** AMQP frames are due. */
    AMQP,
    /** Nothing matters any more. */
    ENDED
}
