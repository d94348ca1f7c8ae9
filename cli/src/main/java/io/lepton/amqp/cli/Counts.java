// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

/** Demands of numbers on the command line. */
final class Counts {

    private Counts() {}

    static int atLeast(int least, String option, int value) {
        return (int) atLeast(least, option, (long) value);
    }

    static long atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is at least " + least + ", not " + value);
        }
        return value;
    }
}
