// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

/**
 * Arithmetic on 32-bit serial numbers (part 2, 2.8.10 sequence-no; RFC 1982): delivery ids, transfer ids and delivery
 * counts wrap around at 2^32, so they are compared by their distance and never by their value.
 */
final class SerialNumber {

    private SerialNumber() {}

    /** How far {@code to} is ahead of {@code from}; negative if it is behind. */
    static int distance(int from, int to) {
        return to - from;
    }

    /** Whether {@code a} comes before {@code b}. */
    static boolean before(int a, int b) {
        return a - b < 0;
    }
}
