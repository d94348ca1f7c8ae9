// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl;

/** The hash functions by which SCRAM works (RFC 5802, RFC 7677), each a mechanism of its own. */
public enum ScramHash {

    /** SCRAM-SHA-1, which every implementation has. */
    SHA_1("SCRAM-SHA-1", 20),

    /** SCRAM-SHA-256. */
    SHA_256("SCRAM-SHA-256", 32),

    /** SCRAM-SHA-512. */
    SHA_512("SCRAM-SHA-512", 64);

    private final String mechanism;
    private final int length;

    ScramHash(String mechanism, int length) {
        this.mechanism = mechanism;
        this.length = length;
    }

    /** The name of the SASL mechanism. */
    public String mechanism() {
        return mechanism;
    }

    /** How long its keys are, in bytes. */
    public int length() {
        return length;
    }
}
