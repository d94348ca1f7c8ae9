// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0

/** The lepton command. */
module io.lepton.amqp.cli {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.lepton.amqp.broker;
    requires static org.jspecify;

    opens io.lepton.amqp.cli to
            info.picocli;
}
