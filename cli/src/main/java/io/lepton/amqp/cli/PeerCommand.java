// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.io.InputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lepton peer}: the verbs of a script, which share standard input. */
@Command(
        name = "peer",
        description = "The library driven by a script: typed values and messages in, events out, as JSON.",
        mixinStandardHelpOptions = true,
        subcommands = {PeerCodecCommand.class})
final class PeerCommand implements Runnable {

    private final InputStream input;

    @Spec
    private CommandSpec spec;

    /** The command, reading what it is told from {@code input}. */
    PeerCommand(InputStream input) {
        this.input = input;
    }

    InputStream input() {
        return input;
    }

    /** Without a verb: wrong usage. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
