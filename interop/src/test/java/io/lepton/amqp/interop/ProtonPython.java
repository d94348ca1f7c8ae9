// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One process that runs a script of ours on the Proton Python that Debian packages; closing ends it. */
final class ProtonPython implements AutoCloseable {
    private static final String INTERPRETER = "/usr/bin/python3";
    private static final long EXIT_SECONDS = 30;

    private final Process process;
    private final BufferedReader output;

    private ProtonPython(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(INTERPRETER, script(script)));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** A peer that listens and hands each message on to a receiver of the same address. */
    static ProtonPython peer() {
        return new ProtonPython("peer.py");
    }

    /** A client that sends so many numbered messages and prints {@code accepted COUNT}. */
    static ProtonPython sender(String url, int count) {
        return new ProtonPython("client.py", "send", url, Integer.toString(count));
    }

    /** A client that receives so many messages and prints each body as JSON. */
    static ProtonPython receiver(String url, int count) {
        return new ProtonPython("client.py", "receive", url, Integer.toString(count));
    }

    /** Where {@link #peer()} listens; waits until it does. */
    int port() {
        String line = line();
        if (!line.startsWith("listening ")) {
            throw new IllegalStateException("The peer said: " + line);
        }
        return Integer.parseInt(line.substring("listening ".length()));
    }

    /** The rest of the output, once the process has ended well. */
    List<String> lines() {
        List<String> lines = output.lines().toList();
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("The script did not end well; it printed " + lines);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return lines;
    }

    private String line() {
        try {
            return Objects.requireNonNull(output.readLine(), "the script ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(String name) {
        URL url = Objects.requireNonNull(ProtonPython.class.getResource("/proton/" + name), name);
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
