// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** How far a connection, session or link of the API has come, whichever attempt to connect carries it. */
enum Phase {
    /** It was asked for, by either end, and is not open at both. */
    OPENING,
    /** It is open at both ends. */
    OPEN,
    /** The application has asked to close it, or the library does so after an error. */
    CLOSING,
    /** It is over. */
    CLOSED;

    /** Whether nothing new may begin on it. */
    boolean ending() {
        return this == CLOSING || this == CLOSED;
    }
}
