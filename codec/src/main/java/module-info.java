// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** AMQP 1.0 types, messages and performatives, to bytes and back. */
module io.lepton.amqp.codec {
    requires static transitive org.jspecify;

    exports io.lepton.amqp.codec;
    exports io.lepton.amqp.message;
    exports io.lepton.amqp.protocol;
    exports io.lepton.amqp.types;
}
