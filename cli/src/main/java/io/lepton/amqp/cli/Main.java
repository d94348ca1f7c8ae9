// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The {@code lepton} command. Exit status: 0 done, 1 it failed and one line on standard error says why, 2 wrong usage.
 */
@Command(
        name = "lepton",
        description = "AMQP 1.0 from the command line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {HelloCommand.class, SendCommand.class, ReceiveCommand.class, BrokerCommand.class})
public final class Main implements Runnable {

    /** It failed in an orderly way. */
    static final int FAILED = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] args) {
        Charset charset = consoleCharset();
        System.exit(run(
                System.in,
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                args));
    }

    /** What the terminal reads, which need not be Java's default. */
    private static Charset consoleCharset() {
        String nativeEncoding = System.getProperty("native.encoding", "UTF-8");
        return Charset.forName(System.getProperty("stdout.encoding", nativeEncoding));
    }

    /** Runs the command and returns its exit status. */
    static int run(InputStream in, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .addSubcommand(new PeerCommand(in))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Main::failed)
                .setParameterExceptionHandler(Main::misused)
                .execute(args);
    }

    /** Without a verb: the help, as a mistake. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a verb is missing");
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("lepton: " + FailureText.of(e));
        return e instanceof IllegalArgumentException ? USAGE : FAILED;
    }

    private static int misused(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("lepton: " + e.getMessage());
        command.getErr().println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return USAGE;
    }
}
