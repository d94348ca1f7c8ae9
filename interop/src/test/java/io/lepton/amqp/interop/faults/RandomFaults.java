// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** One fault for each of so many connections, at moments that a seed chooses; then none. */
public final class RandomFaults implements IntFunction<List<Fault>> {
    private static final int HANDSHAKE_BYTES = 600;
    private static final List<Deed> CUTS = List.of(Deed.RESET, Deed.FIN, Deed.HALF_CLOSE);

    private final SplittableRandom random;
    private final int meanTransfers;
    private final int frameBytes;
    private int left;

    /**
     * Cuts of all sorts, one in ten during the handshake, the others after a number of transfers.
     *
     * @param seed the same gives the same moments
     * @param cuts how many
     * @param meanTransfers how many transfers pass between two cuts, on the average
     * @param frameBytes about how many bytes a frame has, inside of which it is cut
     */
    public RandomFaults(long seed, int cuts, int meanTransfers, int frameBytes) {
        random = new SplittableRandom(seed);
        left = cuts;
        this.meanTransfers = meanTransfers;
        this.frameBytes = frameBytes;
    }

    @Override
    public synchronized List<Fault> apply(int number) {
        if (left == 0) {
            return List.of();
        }
        left--;
        Side from = random.nextInt(2) == 0 ? Side.CLIENT : Side.SERVER;
        Deed deed = CUTS.get(random.nextInt(CUTS.size()));
        boolean early = random.nextInt(10) == 0;
        int transfers = random.nextInt(2 * meanTransfers + 1);
        return List.of(
                early
                        ? Fault.atByte(from, random.nextInt(HANDSHAKE_BYTES), deed)
                        : Fault.afterTransfers(transfers, from, random.nextInt(frameBytes), deed));
    }
}
