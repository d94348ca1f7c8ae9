// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.RequestCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer request}: messages from standard input to an address, and their responses. */
@Command(
        name = "request",
        description =
                "Sends requests, one JSON object a line, until the end of input, and prints the response to each.")
final class PeerRequestCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Override
    public Integer call() throws Exception {
        String address = network.addressOrPath();
        return peer.run(network, (events, steps) -> new RequestCall(events, steps, peer.lines(), address, peer::note));
    }
}
