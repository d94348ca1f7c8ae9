// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** The programs of the guide. */
module io.lepton.amqp.examples {
    requires io.lepton.amqp;
    requires io.lepton.amqp.broker;
    requires io.lepton.amqp.engine;
    requires static org.jspecify;
}
