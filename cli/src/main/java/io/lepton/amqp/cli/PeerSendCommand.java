// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.SendCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer send}: messages from standard input to an address. */
@Command(
        name = "send",
        description = "Sends messages, one JSON object a line, until the end of input, and tells the outcome of each.")
final class PeerSendCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--presettled", description = "Send settled: fast, without outcomes, and messages may get lost.")
    private boolean presettled;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many messages may be without an outcome at a time. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Override
    public Integer call() throws Exception {
        String address = network.addressOrPath();
        int limit = Counts.atLeast(1, "--window", window);
        return peer.run(
                network, (events, steps) -> new SendCall(events, steps, peer.lines(), address, presettled, limit));
    }
}
