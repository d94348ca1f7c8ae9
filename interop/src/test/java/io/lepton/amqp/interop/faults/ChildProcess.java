// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java process of a test's own, with this one's class path, which can be killed, stopped and resumed. */
public final class ChildProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private ChildProcess(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Threads.start("output of " + process.pid(), () -> {
            try (var output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException e) {
                // killed
            }
        });
    }

    /** Runs the main method of a class with these words. */
    public static ChildProcess run(Class<?> main, Object... words) {
        List<String> command = java(List.of(), main);
        for (Object word : words) {
            command.add(word.toString());
        }
        return new ChildProcess(command);
    }

    /** As {@link #run}, with these options of the virtual machine and no more than so many files and sockets open. */
    public static ChildProcess runPoor(int files, List<String> options, Class<?> main, Object... words) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -n " + files + "; exec \"$@\"", "bash"));
        command.addAll(java(options, main));
        for (Object word : words) {
            command.add(word.toString());
        }
        return new ChildProcess(command);
    }

    private static List<String> java(List<String> options, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** The rest of the first line that begins with this word, once there is one. */
    public String says(String word) {
        Until.holds(
                () -> find(word) != null || !process.isAlive() && !reader.isAlive(),
                () -> "never said " + word + ": " + lines);
        String line = find(word);
        if (line == null) {
            throw new AssertionError("ended without having said " + word + ": " + lines);
        }
        return line.substring(word.length()).trim();
    }

    private @Nullable String find(String word) {
        return lines.stream().filter(line -> line.startsWith(word)).findFirst().orElse(null);
    }

    /** Stops it in its tracks; it keeps its sockets. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Asks it to end. */
    public void terminate() {
        signal("TERM");
    }

    /** Ends it without a chance to say anything. */
    public void kill() {
        process.destroyForcibly();
        exitStatus();
    }

    /** Waits for its end. */
    public int exitStatus() {
        return exitStatus(Duration.ofSeconds(LIMIT_SECONDS));
    }

    /** Waits for its end, no longer than this. */
    public int exitStatus(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + lines);
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it said. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " failed with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
