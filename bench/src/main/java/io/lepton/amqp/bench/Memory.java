// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process.
 *
 * @param heapBytes live heap
 * @param residentKib resident memory, -1 where the system does not tell
 */
record Memory(long heapBytes, long residentKib) {
    private static final int COLLECTIONS = 3;

    /** Collects garbage first, more than once: references are cleared in one round and their owners in the next. */
    static Memory afterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Memory(runtime.totalMemory() - runtime.freeMemory(), status("VmRSS:"));
    }

    static long peakResidentKib() {
        return status("VmHWM:");
    }

    private static long status(String field) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(field)) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return -1;
        } catch (IOException e) {
            return -1; // only Linux has this file
        }
    }
}
