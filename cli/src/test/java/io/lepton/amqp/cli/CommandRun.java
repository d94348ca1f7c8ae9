// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the command within this virtual machine, to its end. */
record CommandRun(int status, List<String> out, String err) {

    /** Runs the command with this on standard input. */
    static CommandRun of(String input, String... args) {
        return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    static CommandRun of(InputStream input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(input, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(status, out.toString().lines().toList(), err.toString());
    }
}
