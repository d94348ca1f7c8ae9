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
 * The {@code lepton} command. Exit status: 0 done; 1 it failed, and one line on standard error or an error event says why;
 * 2 wrong usage; 3 what is asked for makes sense but cannot be expressed.
 */
@Command(
        name = "lepton",
        description = "AMQP 1.0 from the command line.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {HelloCommand.class, SendCommand.class, ReceiveCommand.class, BrokerCommand.class})
public final class Main implements Runnable {

    /** It failed in an orderly way. */
    static final int FAILED = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;
    /** A value or an option that makes sense cannot be expressed. */
    static final int INEXPRESSIBLE = 3;

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
        Secrets secrets = Secrets.of(args);
        Mistakes mistakes = new Mistakes(secrets);
        return new CommandLine(new Main())
                .addSubcommand(new PeerCommand(in, secrets))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a message may begin with @
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(mistakes::failed)
                .setParameterExceptionHandler(mistakes::misused)
                .execute(args);
    }

    /** Without a verb: the help, as a mistake. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a verb is missing");
    }
}
