// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something else that goes wrong with all connections of a proxy, again and again, until some work is done. */
public final class RandomTrouble {
    private static final int SHORTEST_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 5_000;
    private static final int HOLD_MILLIS = 1_500;
    private static final int REFUSE_MILLIS = 1_000;
    private static final List<Deed> DEEDS = List.of(Deed.values());

    private final SplittableRandom random;
    private final List<FaultProxy> proxies;
    private int troubles;

    /**
     * Trouble for these proxies.
     *
     * @param seed the same gives the same troubles, at the same times
     */
    public RandomTrouble(long seed, FaultProxy... proxies) {
        this.random = new SplittableRandom(seed);
        this.proxies = new ArrayList<>(List.of(proxies));
    }

    /** Makes trouble every one to five seconds; returns once the work is done, and nothing is held up or refused any more. */
    public void until(CompletableFuture<Void> work) throws InterruptedException {
        while (!isDoneWithin(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS), work)) {
            make(proxies.get(random.nextInt(proxies.size())), work);
            troubles++;
        }
    }

    /** How many troubles there were. */
    public int troubles() {
        return troubles;
    }

    private void make(FaultProxy proxy, CompletableFuture<Void> work) throws InterruptedException {
        proxy.randomFragments(1 + random.nextInt(4_000), random.nextLong());
        int which = random.nextInt(DEEDS.size() + 1);
        if (which == DEEDS.size()) {
            proxy.refuse();
            proxy.reset();
            isDoneWithin(random.nextInt(REFUSE_MILLIS), work);
            proxy.acceptAgain();
            return;
        }
        Deed deed = DEEDS.get(which);
        proxy.strike(deed, random.nextInt(2) == 0 ? Side.CLIENT : Side.SERVER);
        if (deed == Deed.HOLD) {
            isDoneWithin(random.nextInt(HOLD_MILLIS), work);
            proxy.release();
        }
    }

    private static boolean isDoneWithin(int millis, CompletableFuture<Void> work) throws InterruptedException {
        try {
            work.get(Duration.ofMillis(millis).toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("the work failed", e.getCause());
        }
    }
}
