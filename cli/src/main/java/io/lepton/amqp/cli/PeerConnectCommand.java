// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.ConnectCall;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer connect}: a connection and no more. */
@Command(name = "connect", description = "Opens a connection, holds it, and closes it.")
final class PeerConnectCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = Seconds.class,
            description = "How long to hold the connection. Default: ${DEFAULT-VALUE}.")
    private Duration hold;

    @Override
    public Integer call() throws Exception {
        return peer.run(network, (events, steps) -> new ConnectCall(events, steps, hold));
    }
}
