// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.ConnectionOptions;
import picocli.CommandLine.Option;

/** Whether and how a script's connection comes back. */
final class ReconnectChoice {

    @Option(names = "--reconnect", description = "Connect again when the connection is lost. Default: no.")
    boolean reconnect;

    @Option(names = "--reconnect-delay", paramLabel = "MS", description = "The first delay, in milliseconds.")
    private long delay = -1;

    @Option(names = "--reconnect-max-delay", paramLabel = "MS", description = "The longest delay, in milliseconds.")
    private long maxDelay = -1;

    @Option(
            names = "--reconnect-attempts",
            paramLabel = "N",
            description = "How many attempts; 0, the default: no limit.")
    private int attempts;

    /** Puts these choices into a connection's options. */
    void into(ConnectionOptions options) {
        if (reconnect) {
            throw new InexpressibleException("--reconnect: this version does not reconnect");
        }
    }
}
