// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What one call of the {@code lepton} command did, in a process of its own.
 *
 * @param status the exit status
 * @param out the lines of standard output
 * @param err the lines of standard error
 */
record LeptonCommand(int status, List<String> out, List<String> err) {
    private static final String MAIN = "io.lepton.amqp.cli.Main";
    private static final long LIMIT_SECONDS = 90;

    static LeptonCommand run(String... words) {
        return run("", Map.of(), words);
    }

    /** Starts a call that the caller feeds, reads and ends. */
    static Process start(Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                classPath(),
                MAIN));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With this on standard input, and this besides in the environment. */
    static LeptonCommand run(String input, Map<String, String> environment, String... words) {
        Process process = start(environment, words);
        try {
            CompletableFuture<List<String>> err = CompletableFuture.supplyAsync(
                    () -> process.errorReader(StandardCharsets.UTF_8).lines().toList());
            CompletableFuture<List<String>> out = CompletableFuture.supplyAsync(
                    () -> process.inputReader(StandardCharsets.UTF_8).lines().toList());
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new LeptonCommand(process.waitFor(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ours without the tests, whose logging would take the place of the command's. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
