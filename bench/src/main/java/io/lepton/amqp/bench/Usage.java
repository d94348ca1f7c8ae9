// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used since it started, all threads together, the compilers' and the collector's included.
 *
 * @param wallNanos the monotonic clock when the figures were taken
 * @param cpuNanos CPU time of the process
 * @param allocatedBytes heap allocated by the threads that live now
 * @param collections garbage collections
 * @param collectionMillis time that these took
 * @param compilerMillis time that the compilers worked
 * @param kernel what was asked of the kernel
 */
record Usage(
        long wallNanos,
        long cpuNanos,
        long allocatedBytes,
        long collections,
        long collectionMillis,
        long compilerMillis,
        KernelWork kernel) {

    /** Nothing. */
    static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, new KernelWork(0, 0));

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage now() {
        long collections = 0;
        long collectionMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            collectionMillis += Math.max(0, collector.getCollectionTime());
        }
        KernelWork kernel = KernelWork.now();
        long compilerMillis = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        return new Usage(
                System.nanoTime(),
                SYSTEM.getProcessCpuTime(),
                allocated(),
                collections,
                collectionMillis,
                compilerMillis,
                kernel);
    }

    Usage since(Usage start) {
        return new Usage(
                wallNanos - start.wallNanos,
                cpuNanos - start.cpuNanos,
                allocatedBytes - start.allocatedBytes,
                collections - start.collections,
                collectionMillis - start.collectionMillis,
                compilerMillis - start.compilerMillis,
                kernel.since(start.kernel));
    }

    double seconds() {
        return wallNanos / 1e9;
    }

    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
