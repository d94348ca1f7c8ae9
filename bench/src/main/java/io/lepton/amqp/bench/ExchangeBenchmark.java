// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * From container to container over a socket, at least once. One operation is one message there and its outcome back. Both
 * ends share one process, so that a change to the library shows itself in one figure; what each of them takes, and how that compares with
 * the peers, the arrow tells.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class ExchangeBenchmark {

    private static final int BATCH = 10_000;

    @Param({"100", "10240"})
    public int size = 100;

    private @Nullable Exchange exchange;
    private long sent;

    @Setup(Level.Trial)
    public void join() {
        exchange = new Exchange(size);
        sent = 0;
    }

    /** Sent by callbacks as credit comes. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void callbacks() {
        exchange().sendAll(BATCH);
        sent += BATCH;
    }

    /** Handed over by a thread of the application, which waits for the outcome of the last. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fromOutside() {
        exchange().sendFromOutside(BATCH);
        sent += BATCH;
    }

    /** Sent by a thread of the application, which waits for each outcome: the way there and back. */
    @Benchmark
    public void oneByOne() {
        exchange().sendFromOutside(1);
        sent++;
    }

    /** Ends it, and makes sure that everything has come. */
    @TearDown(Level.Trial)
    public void part() {
        exchange().close();
        long received = exchange().bytesReceived();
        if (received != sent * size) {
            throw new IllegalStateException(
                    sent + " messages of " + size + " bytes were sent, but " + received + " bytes came");
        }
    }

    private Exchange exchange() {
        return Objects.requireNonNull(exchange);
    }
}
