// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How much of this process is in memory, every ten seconds, as Linux tells it. */
final class ResidentMemory implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int EVERY_SECONDS = 10;
    private static final double KIB_IN_MIB = 1024;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "faults: memory");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Double> mebibytes = new ArrayList<>();

    private ResidentMemory() {}

    static ResidentMemory watch() {
        ResidentMemory memory = new ResidentMemory();
        var unused = memory.clock.scheduleAtFixedRate(memory::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return memory;
    }

    private synchronized void look() {
        try (var lines = Files.lines(STATUS)) {
            mebibytes.add(lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_IN_MIB)
                    .sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MiB a minute that it grew by since a sixth of the time had passed: the straight line that fits best. */
    synchronized double slope() {
        int from = mebibytes.size() / 6;
        int n = mebibytes.size() - from;
        double meanTime = (n - 1) / 2.0;
        double mean = mebibytes.subList(from, mebibytes.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < n; i++) {
            above += (i - meanTime) * (mebibytes.get(from + i) - mean);
            below += (i - meanTime) * (i - meanTime);
        }
        return below == 0 ? 0 : above / below * TimeUnit.MINUTES.toSeconds(1) / EVERY_SECONDS;
    }

    /** A figure for each five minutes. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder("MiB every five minutes:");
        for (int i = 0; i < mebibytes.size(); i += (int) TimeUnit.MINUTES.toSeconds(5) / EVERY_SECONDS) {
            text.append(' ').append(Math.round(mebibytes.get(i)));
        }
        return text.toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
