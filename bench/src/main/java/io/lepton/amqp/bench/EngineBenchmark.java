// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Engine to engine in memory: messages of 100 bytes, unsettled, a batch of 200 each way, as a read of a socket would bring
 * them. One operation is one message there and its outcome back, both ends together. At its end each fork also tells how
 * many bytes either side allocated for a message.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@SuppressWarnings("this-escape") // JMH extends it by a class that adds padding and nothing else
public class EngineBenchmark {

    private static final int BATCH = 200;
    private static final int MEASURED = 1_000;

    /** Whose engines. */
    public enum Engines {
        /** Ours; the receiver takes a copy of each payload. */
        LEPTON,
        /** Ours; the receiver reads payloads where they lie, as protonj2's does. */
        LEPTON_IN_PLACE,
        /** Those of Qpid ProtonJ2. */
        PROTONJ2
    }

    @Param
    public Engines engines = Engines.LEPTON;

    private JoinedEngines pair = new LeptonEngines(false);

    @Setup(Level.Trial)
    public void join() {
        pair = switch (engines) {
            case LEPTON -> new LeptonEngines(false);
            case LEPTON_IN_PLACE -> new LeptonEngines(true);
            case PROTONJ2 -> new ProtonJ2Engines();
        };
    }

    /** A message there, its outcome back. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long message() {
        pair.send(BATCH);
        pair.receive();
        pair.settle();
        return pair.accepted();
    }

    /** Counts what either side allocates, now that everything is compiled. */
    @TearDown(Level.Trial)
    public void tellAllocation() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bySender = 0;
        long byReceiver = 0;
        long before = pair.accepted();
        long read = pair.bytesRead();
        for (int i = 0; i < MEASURED; i++) {
            long start = threads.getCurrentThreadAllocatedBytes();
            pair.send(BATCH);
            long sent = threads.getCurrentThreadAllocatedBytes();
            pair.receive();
            long received = threads.getCurrentThreadAllocatedBytes();
            pair.settle();
            bySender += sent - start + threads.getCurrentThreadAllocatedBytes() - received;
            byReceiver += received - sent;
        }
        long messages = pair.accepted() - before;
        if (messages != (long) MEASURED * BATCH || pair.bytesRead() - read != messages * JoinedEngines.SIZE) {
            throw new IllegalStateException("of " + MEASURED * BATCH + " messages " + messages + " were accepted, with "
                    + (pair.bytesRead() - read) + " bytes");
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s allocates bytes a message: sender %.1f, receiver %.1f%n",
                engines,
                (double) bySender / messages,
                (double) byReceiver / messages);
    }
}
