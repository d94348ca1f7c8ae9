// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process held at one moment; whether it holds more at another. */
public final class Leftovers {
    private static final List<String> OTHERS = List.of(
            "ForkJoinPool",
            "CompletableFutureDelay",
            "Common-Cleaner",
            "process reaper",
            "globalEventExecutor",
            "Attach",
            "junit",
            "activemq");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static {
        // the JDK opens a socket of its own when it first uses one, and keeps it
        try {
            new ServerSocket(0).close();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Set<Thread> threads = threads();
    private final long sockets = sockets();

    private Leftovers() {}

    /** What there is now. */
    public static Leftovers count() {
        return new Leftovers();
    }

    /** Waits until no thread and no socket is there that was not there at the count; the tools' own threads don't matter. */
    public void awaitNone() {
        Until.holds(() -> newThreads().isEmpty(), () -> "threads left: " + newThreads());
        Until.holds(() -> sockets() <= sockets, () -> "sockets left: " + sockets() + " instead of " + sockets);
    }

    private Set<String> newThreads() {
        return threads().stream()
                .filter(thread -> !threads.contains(thread))
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith(Threads.PREFIX))
                .filter(thread -> !belongsToOthers(thread.getName()))
                .collect(Collectors.toSet());
    }

    /** Threads that are made once a process when first needed, and those of brokers that run in it. */
    private static boolean belongsToOthers(String name) {
        return OTHERS.stream().anyMatch(name::contains);
    }

    /** Open sockets of this process, as Linux tells them; 0 elsewhere. */
    private static long sockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Leftovers::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }
}
