// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import io.lepton.amqp.cli.peer.InputException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong, in one line that shows no secret, and says with which exit status. */
final class Mistakes {

    private final Secrets secrets;

    Mistakes(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A verb has failed. */
    int failed(Exception e, CommandLine command, ParseResult parsed) {
        tell(command, FailureText.of(e));
        if (e instanceof InexpressibleException || e instanceof InputException) {
            return Main.INEXPRESSIBLE;
        }
        return e instanceof IllegalArgumentException ? Main.USAGE : Main.FAILED;
    }

    /** The command line makes no sense. */
    int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        tell(command, e instanceof UnmatchedArgumentException stray ? unknown(stray) : FailureText.of(e));
        command.getErr().println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return Main.USAGE;
    }

    private void tell(CommandLine command, String text) {
        command.getErr().println("lepton: " + secrets.mask(text));
    }

    /** What follows an option that is not known may be meant as its value: a password, say, after a slip of the finger. */
    private static String unknown(UnmatchedArgumentException e) {
        List<String> options = e.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .toList();
        if (options.isEmpty()) {
            return FailureText.of(e);
        }
        return (options.size() == 1 ? "unknown option: " : "unknown options: ") + String.join(", ", options);
    }
}
