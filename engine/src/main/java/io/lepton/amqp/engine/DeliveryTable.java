// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;
import java.util.Collections;
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
 * <p>A range that a peer names is walked only if it is about as short as what is held; else what is held is looked at: the cost is bounded by what
 * is held here, never by what a disposition claims to cover.
 */
final class DeliveryTable<D extends EngineDelivery> {

    /** Does something to each delivery of a range. It may change the table. */
    interface Visitor<D> {
        void visit(D delivery);
    }

    private static final int INITIAL = 2;

    private @Nullable EngineDelivery[] ring = new @Nullable EngineDelivery[INITIAL];
    private int mask = INITIAL - 1;
    private int inRing;
    /** Made when there is the first. */
    private Map<Integer, D> stragglers = Collections.emptyMap();
    /** The id that was added last. One that stays unsettled may be more than half of all numbers older. */
    private int newest;

    int size() {
        return inRing + stragglers.size();
    }

    /** Adds a delivery whose id is after all others. */
    void add(D delivery) {
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
    }

    /** Visits the deliveries with ids from {@code first} to {@code last}, both serial numbers and included, in order. */
    void forRange(int first, int last, Visitor<D> visitor) {
        int span = SerialNumber.distance(first, last);
        if (size() == 0 || span < 0) {
            return;
        }
        if (span > 2 * ring.length) {
            visitHeld(first, span, visitor);
            return;
        }
        int end = newest; // a visitor may add what the peer cannot have meant
        for (int offset = 0; offset <= span; offset++) {
            D delivery = get(first + offset);
            if (delivery != null) {
                visitor.visit(delivery);
            }
            if (first + offset == end) {
                return;
            }
        }
    }

    /** Visits all deliveries, the oldest first. */
    void forAll(Visitor<D> visitor) {
        visitHeld(newest + 1, -1, visitor);
    }

    /** Looks at all that is held for the ids from a first one on, as many more as the span says, an unsigned number. */
    private void visitHeld(int first, int span, Visitor<D> visitor) {
        long[] offsets = Stream.concat(Arrays.stream(ring).filter(Objects::nonNull), stragglers.values().stream())
                .mapToLong(delivery -> Integer.toUnsignedLong(delivery.id - first))
                .filter(offset -> offset <= Integer.toUnsignedLong(span))
                .sorted()
                .toArray();
        for (long offset : offsets) {
            // an earlier visit may have taken it out
            D delivery = get(first + (int) offset);
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
            if (stragglers.isEmpty()) {
                stragglers = new HashMap<>();
            }
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

    @SuppressWarnings("unchecked")
    private D cast(EngineDelivery delivery) {
        return (D) delivery;
    }
}
