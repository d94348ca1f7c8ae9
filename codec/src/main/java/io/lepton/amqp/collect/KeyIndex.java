// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.collect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each key of an {@link OrderedMap} stands: a table of places with open addressing, at most half full. Beside a
 * place its slot keeps the upper bits of the key's hash, so that other keys are hardly ever looked at.
 *
 * <p>Whoever sends a map chooses its keys, and can choose them to have one hash. The first key for which too much has been
 * looked at makes the index change to a {@link HashMap}, which puts such keys into trees.
 */
final class KeyIndex {

    /** The way to a free slot is rarely longer than this in a table that is half full, however large. */
    private static final int MAX_EFFORT = 128;
    /** What looking at another key counts, beside a slot. */
    private static final int KEY_EFFORT = 16;

    private static final int TOO_FAR = Integer.MIN_VALUE;
    private static final int GOLDEN_RATIO = 0x9e3779b9;

    private final int[] slots;
    private final int mask;
    private @Nullable Map<@Nullable Object, Integer> trees;

    /** For up to so many places. */
    KeyIndex(int capacity) {
        slots = new int[2 * Integer.highestOneBit(Math.max(1, 2 * capacity - 1))];
        mask = slots.length - 1;
    }

    /** The place of this key, or a negative number. */
    int find(@Nullable Object key, @Nullable Object[] pairs) {
        if (trees != null) {
            return trees.getOrDefault(key, -1);
        }
        return probe(key, hash(key), pairs, Integer.MAX_VALUE);
    }

    /** Notes that the key stands at this place, unless it stands at another: that one is answered, else {@code place}. */
    int add(@Nullable Object key, int place, @Nullable Object[] pairs) {
        if (trees == null) {
            int hash = hash(key);
            int found = probe(key, hash, pairs, MAX_EFFORT);
            if (found >= 0) {
                return found;
            }
            if (found != TOO_FAR) {
                slots[~found] = (hash & ~mask) | (place + 1);
                return place;
            }
            trees = trees(place, pairs);
        }
        Integer other = trees.putIfAbsent(key, place);
        return other == null ? place : other;
    }

    /** Forgets a key, which the pairs forget too. */
    void remove(@Nullable Object key) {
        if (trees != null) {
            trees.remove(key);
        }
    }

    /** The place of the key, or the complement of the free slot that ends the way of its hash, or {@link #TOO_FAR}. */
    private int probe(@Nullable Object key, int hash, @Nullable Object[] pairs, int maxEffort) {
        int slot = hash & mask;
        for (int effort = 0; effort < maxEffort; effort++) {
            int entry = slots[slot];
            if (entry == 0) {
                return ~slot;
            }
            if (((entry ^ hash) & ~mask) == 0) {
                int place = (entry & mask) - 1;
                if (OrderedMap.same(key, pairs[2 * place])) {
                    return place;
                }
                effort += KEY_EFFORT;
            }
            slot = (slot + 1) & mask;
        }
        return TOO_FAR;
    }

    private static int hash(@Nullable Object key) {
        int spread = (key == null ? 0 : key.hashCode()) * GOLDEN_RATIO;
        return spread ^ spread >>> 16;
    }

    @SuppressWarnings("ReferenceEquality") // the mark itself
    private static Map<@Nullable Object, Integer> trees(int end, @Nullable Object[] pairs) {
        Map<@Nullable Object, Integer> trees = new HashMap<>(2 * end);
        for (int place = 0; place < end; place++) {
            if (pairs[2 * place] != OrderedMap.REMOVED) {
                trees.put(pairs[2 * place], place);
            }
        }
        return trees;
    }
}
