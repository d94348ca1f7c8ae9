// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** A small in-memory broker on the public listener API. */
module io.lepton.amqp.broker {
    requires transitive io.lepton.amqp;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.lepton.amqp.broker;
}
