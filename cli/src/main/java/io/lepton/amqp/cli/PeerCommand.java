// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.CallSteps;
import io.lepton.amqp.cli.peer.ClientCall;
import io.lepton.amqp.cli.peer.JsonLines;
import io.lepton.amqp.cli.peer.PeerEvents;
import java.io.InputStream;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lepton peer}: the verbs of a script, which share standard input and output. */
@Command(
        name = "peer",
        description = "The library driven by a script: typed values and messages in, events out, as JSON.",
        subcommands = {
            PeerCodecCommand.class,
            PeerConnectCommand.class,
            PeerSendCommand.class,
            PeerReceiveCommand.class,
            PeerServeCommand.class,
            PeerRequestCommand.class,
            PeerRespondCommand.class
        })
final class PeerCommand implements Runnable {

    private final InputStream input;
    private final Secrets secrets;

    @Spec
    private CommandSpec spec;

    /** The command, reading what it is told from {@code input}, and telling none of the secrets. */
    PeerCommand(InputStream input, Secrets secrets) {
        this.input = input;
        this.secrets = secrets;
    }

    InputStream input() {
        return input;
    }

    JsonLines lines() {
        return new JsonLines(input);
    }

    PeerEvents events() {
        return new PeerEvents(spec.commandLine().getOut(), secrets::mask);
    }

    /** Tells a person, on standard error. */
    void note(String text) {
        spec.commandLine().getErr().println("lepton: " + secrets.mask(text));
    }

    /**
     * Runs a verb of a client to its end.
     *
     * @param work makes what does the work
     * @return the exit status
     */
    int run(NetworkOptions network, BiFunction<PeerEvents, CallSteps, ClientCall> work) throws Exception {
        CallSteps steps = new CallSteps(network.timeout);
        ClientCall call = work.apply(events(), steps);
        return StopSignal.during(() -> call.run(network::into, network.reconnect()), call::stop);
    }

    /** Without a verb: wrong usage. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
