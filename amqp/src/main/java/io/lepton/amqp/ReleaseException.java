// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/**
 * Thrown by {@link MessagingHandler#onMessage} to release the message: it was not and will not be acted upon
 * (part 3, 3.4.4).
 */
public final class ReleaseException extends RuntimeException {

    /** Releases the message. */
    public ReleaseException() {
        super("released");
    }
}
