// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import io.lepton.amqp.sasl.ScramHash;

/** The ranks of these mechanisms, between the engine's: EXTERNAL has 900, PLAIN 100, ANONYMOUS 0. */
final class Strengths {

    static final int GSSAPI = 800;
    static final int OAUTHBEARER = 300;
    static final int XOAUTH2 = 200;

    private Strengths() {}

    static int of(ScramHash hash) {
        return switch (hash) {
            case SHA_512 -> 700;
            case SHA_256 -> 600;
            case SHA_1 -> 500;
        };
    }
}
