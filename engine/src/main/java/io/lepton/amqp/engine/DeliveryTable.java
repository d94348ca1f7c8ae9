// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unsettled deliveries of a session by delivery-id. Ids come in rising order, so this is a ring: the slot of an id is its
 * lowest bits. A delivery that stays unsettled while the ring goes round moves to a map for stragglers. The size is bounded
 * by whoever adds.
 *
 * <p>Ranges that a peer names are cut down to the ids in the table before anything walks them: the cost is bounded by what
 * is held here, never by what a disposition claims to cover.
 */
final class DeliveryTable<D extends EngineDelivery> {

    /** Does something to each delivery of a range. It may change the table. */
    interface Visitor<D> {
        void visit(D delivery);
    }

    private static final int INITIAL = 16;

    private @Nullable EngineDelivery[] ring = new @Nullable EngineDelivery[INITIAL];
    private int mask = INITIAL - 1;
    private int inRing;
    private final Map<Integer, D> stragglers = new HashMap<>(0);
    /** No id in the table is before this one. */
    private int oldest;
    /** No id in the table is after this one. */
    private int newest;

    int size() {
        return inRing + stragglers.size();
    }

    /** Adds a delivery whose id is after all others. */
    void add(D delivery) {
        if (size() == 0) {
            oldest = delivery.id;
        }
        newest = delivery.id;
        if (ring[delivery.id & mask] != null) {
            makeWay(delivery.id);
        }
        ring[delivery.id & mask] = delivery;
        inRing++;
        delivery.place = EngineDelivery.IN_TABLE;
    }

    /** The delivery with this id, or null. */
    @Nullable
    D get(int id) {
        EngineDelivery found = ring[id & mask];
        if (found != null && found.id == id) {
            return cast(found);
        }
        return stragglers.isEmpty() ? null : stragglers.get(id);
    }

    /** Takes the delivery out, if it is in. */
    void remove(EngineDelivery delivery) {
        if (delivery.place != EngineDelivery.IN_TABLE) {
            return;
        }
        delivery.place = EngineDelivery.NOWHERE;
        int slot = delivery.id & mask;
        if (ring[slot] == delivery) {
            ring[slot] = null;
            inRing--;
        } else {
            stragglers.remove(delivery.id);
        }
        if (delivery.id == oldest) {
            advanceOldest();
        }
    }

    /** Visits the deliveries with ids from {@code first} to {@code last}, both serial numbers and included, in order. */
    void forRange(int first, int last, Visitor<D> visitor) {
        if (size() == 0 || SerialNumber.before(last, first)) {
            return;
        }
        int from = SerialNumber.max(first, oldest);
        int to = SerialNumber.min(last, newest);
        int span = SerialNumber.distance(from, to);
        if (span < 0) {
            return;
        }
        if (span <= 2 * ring.length) {
            for (int id = from; id != to + 1; id++) {
                D delivery = get(id);
                if (delivery != null) {
                    visitor.visit(delivery);
                }
            }
        } else {
            forSparseRange(from, to, visitor);
        }
    }

    /** Visits all deliveries in the order of their ids. */
    void forAll(Visitor<D> visitor) {
        forRange(oldest, newest, visitor);
    }

    private void forSparseRange(int from, int to, Visitor<D> visitor) {
        int[] ids = Stream.concat(Arrays.stream(ring).filter(Objects::nonNull), stragglers.values().stream())
                .mapToInt(delivery -> delivery.id - from)
                .filter(offset -> offset >= 0 && offset <= to - from)
                .sorted()
                .toArray();
        for (int offset : ids) {
            // an earlier visit may have taken it out
            D delivery = get(from + offset);
            if (delivery != null) {
                visitor.visit(delivery);
            }
        }
    }

    /** The slot of an id is taken by an older one: grows if the ring is rather full, else makes that one a straggler. */
    private void makeWay(int id) {
        while (ring[id & mask] != null && 2 * inRing >= ring.length) {
            grow();
        }
        EngineDelivery older = ring[id & mask];
        if (older != null) {
            stragglers.put(older.id, cast(older));
            ring[id & mask] = null;
            inRing--;
        }
    }

    private void grow() {
        @Nullable EngineDelivery[] old = ring;
        ring = new @Nullable EngineDelivery[old.length * 2];
        mask = ring.length - 1;
        for (EngineDelivery delivery : old) {
            if (delivery != null) {
                ring[delivery.id & mask] = delivery;
            }
        }
    }

    /** Looks for the new oldest, but not over any gap: a lower bound is enough. */
    private void advanceOldest() {
        if (size() == 0) {
            return;
        }
        int limit = oldest + ring.length;
        do {
            oldest++;
        } while (oldest != limit && get(oldest) == null);
    }

    @SuppressWarnings("unchecked")
    private D cast(EngineDelivery delivery) {
        return (D) delivery;
    }
}
