// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** The AMQP 1.0 protocol as a sans-I/O state machine. */
module io.lepton.amqp.engine {
    requires transitive io.lepton.amqp.codec;
    requires static transitive org.jspecify;

    exports io.lepton.amqp.engine;
}
