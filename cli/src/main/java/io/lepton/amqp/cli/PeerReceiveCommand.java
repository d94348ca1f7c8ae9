// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.ReceiveCall;
import io.lepton.amqp.cli.peer.ReceivePlan;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code lepton peer receive}: messages from an address to standard output. */
@Command(
        name = "receive",
        description = "Prints messages, one JSON object a line, and accepts each once it is printed.")
final class PeerReceiveCommand implements Callable<Integer> {

    @ParentCommand
    private PeerCommand peer;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many messages to receive; without it, until the call is stopped or the source drained.")
    private @Nullable Long count;

    @Option(
            names = "--credit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many messages may be under way at a time. Default: ${DEFAULT-VALUE}.")
    private int credit;

    @Option(names = "--presettled", description = "Ask the sender to send settled.")
    private boolean presettled;

    @Option(names = "--drain", description = "End when the source has no more messages.")
    private boolean drain;

    @Option(
            names = "--slow",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long to wait before each outcome, in milliseconds. Default: ${DEFAULT-VALUE}.")
    private long slow;

    @Option(
            names = "--state",
            paramLabel = "accepted|released|rejected|modified",
            defaultValue = "accepted",
            description = "The outcome of each message. Default: ${DEFAULT-VALUE}.")
    private ReceivePlan.State state;

    @Override
    public Integer call() throws Exception {
        ReceivePlan plan = new ReceivePlan(
                network.requiredAddress(),
                count == null ? Long.MAX_VALUE : Counts.atLeast(0, "--count", count),
                Counts.atLeast(1, "--credit", credit),
                presettled,
                drain,
                Duration.ofMillis(Counts.atLeast(0, "--slow", slow)),
                state);
        return peer.run(network, (events, steps) -> new ReceiveCall(events, steps, plan));
    }
}
