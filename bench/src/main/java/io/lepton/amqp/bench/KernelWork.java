// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What this process has asked of the kernel since it started. Where a message comes alone, these are what it costs, whatever is
 * done with its bytes.
 *
 * @param transfers calls of {@code read}, {@code write}, {@code readv} and {@code writev}, which is all that Java's sockets use
 * @param waits times that a thread that lives now has gone to sleep to be woken
 */
record KernelWork(long transfers, long waits) {

    private static final KernelWork UNKNOWN = new KernelWork(0, 0);

    /** Nothing at all where the system does not tell: only Linux has these files. */
    static KernelWork now() {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self.resolve("io"))) {
            return UNKNOWN;
        }
        try {
            return new KernelWork(
                    field(self.resolve("io"), "syscr:") + field(self.resolve("io"), "syscw:"), waits(self));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KernelWork since(KernelWork start) {
        return new KernelWork(transfers - start.transfers, waits - start.waits);
    }

    private static long waits(Path self) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(self.resolve("task"))) {
            for (Path thread : threads) {
                sum += waitsOf(thread);
            }
        }
        return sum;
    }

    private static long waitsOf(Path thread) throws IOException {
        try {
            return field(thread.resolve("status"), "voluntary_ctxt_switches:");
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length()).strip());
            }
        }
        throw new IOException(file + " has no " + name);
    }
}
