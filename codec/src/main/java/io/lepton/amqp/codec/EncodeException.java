// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/**
 * A value that AMQP cannot carry, or that does not fit into the buffer: misuse by the application, told at the call.
 */
public final class EncodeException extends IllegalArgumentException {

    /** Says what cannot be encoded and what to use instead. */
    public EncodeException(String message) {
        super(message);
    }
}
