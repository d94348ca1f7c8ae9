// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench.adapter;

import bench.codec.Codec;
import bench.codec.ProtonJ;
import bench.codec.ProtonJ2;
import bench.codec.Work;
import java.util.Arrays;
import java.util.Locale;

/**
 * The cases of the peers' codec benchmark in short batches by turns, one case and direction in a virtual machine: what others
 * do on the machine hits all codecs alike, and the twentieth part of the batches that was disturbed least is what counts.
 * Prints a row of a table.
 */
public final class Interleaved {

    private static final long BATCH_NANOS = 1_000_000;
    private static final int MOST_BATCHES = 100_000;

    private final Work work;
    private final boolean encode;
    private final Codec[] codecs = {new LeptonCodec(), new ProtonJ2(), new ProtonJ()};
    private final double[][] times = new double[codecs.length][MOST_BATCHES];
    private int batches;
    private long sum;

    private Interleaved(Work work, boolean encode) {
        this.work = work;
        this.encode = encode;
        Codec reference = new ProtonJ();
        reference.encode(work, 4711);
        for (Codec codec : codecs) {
            codec.load(reference.bytes());
        }
    }

    /** Arguments: a case of {@link Work}, {@code encode} or {@code decode}, seconds to warm up and to measure. */
    public static void main(String[] args) {
        Interleaved run = new Interleaved(Work.valueOf(args[0]), args[1].equals("encode"));
        long seconds = Long.parseLong(args[2]);
        int size = run.batchSize();
        run.measure(size, seconds);
        run.batches = 0;
        run.measure(size, seconds);
        System.out.println(run.row());
    }

    /** How many calls of the first codec fill a batch, once it is compiled. */
    private int batchSize() {
        int size = 1;
        long start = System.nanoTime();
        while (System.nanoTime() - start < 1_000 * BATCH_NANOS) {
            long before = System.nanoTime();
            batch(codecs[0], size);
            size = System.nanoTime() - before < BATCH_NANOS ? size + size / 8 + 1 : size - size / 8;
        }
        return Math.max(1, size);
    }

    private void measure(int size, long seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000;
        while (System.nanoTime() < end && batches < MOST_BATCHES) {
            for (int i = 0; i < codecs.length; i++) {
                long before = System.nanoTime();
                batch(codecs[i], size);
                times[i][batches] = (System.nanoTime() - before) / (double) size;
            }
            batches++;
        }
    }

    private void batch(Codec codec, int size) {
        for (int i = 0; i < size; i++) {
            sum += encode ? codec.encode(work, i | 1024) : codec.decode(work);
        }
    }

    private String row() {
        double[] least = new double[codecs.length];
        for (int i = 0; i < codecs.length; i++) {
            double[] sorted = Arrays.copyOf(times[i], batches);
            Arrays.sort(sorted);
            least[i] = sorted[batches / 20];
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.1f | %,.1f | %,.1f | %.2f |%s",
                work.name().toLowerCase(Locale.ROOT),
                encode ? "encode" : "decode",
                least[0],
                least[1],
                least[2],
                Math.min(least[1], least[2]) / least[0],
                sum == 0 ? " nothing was done" : "");
    }
}
