// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.RespondCall;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer respond}: requests from an address, and the responses to them. */
@Command(
        name = "respond",
        description = "Sends the body of each request back to where it wants its response, until it is stopped.")
final class PeerRespondCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Override
    public Integer call() throws Exception {
        String address = network.requiredAddress();
        return peer.run(network, (events, steps) -> new RespondCall(events, steps, address, peer::note));
    }
}
