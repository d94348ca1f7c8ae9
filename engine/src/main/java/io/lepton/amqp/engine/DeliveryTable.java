// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unsettled deliveries of a session by delivery-id. Ids come in rising order, so this is a ring: the slot of an id is its
 * lowest bits. A delivery that stays unsettled while the ring goes round moves to a map for stragglers. The size is bounded
 * by whoever adds.
 *
 * <p>An object that is given back stays in its slot, to stand for the delivery that comes there when the ring has gone round:
 * with messages that are settled in the order of their sending no reference is stored for any of them. One that is stored into
 * an old array costs a memory fence with the JDK's default collector.
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

    /** A window of 1000, which is the rule, needs no other objects; 48 KiB of them at most. */
    private static final int MOST_SPARE = 1024;

    private @Nullable EngineDelivery[] ring = new @Nullable EngineDelivery[INITIAL];
    private int mask = INITIAL - 1;
    private int inRing;
    private int spares;
    /** Made when there is the first. */
    private Map<Integer, D> stragglers = Collections.emptyMap();
    /** The id that was added last. One that stays unsettled may be more than half of all numbers older. */
    private int newest;

    int size() {
        return inRing + stragglers.size();
    }

    /** The object that was given back and lies where this id, which is after all others, will; null if there is none. */
    @Nullable
    D spare(int id) {
        EngineDelivery found = ring[id & mask];
        return found != null && found.place == EngineDelivery.SPARE ? cast(found) : null;
    }

    /** Adds a delivery whose id is after all others. */
    void add(D delivery) {
        newest = delivery.id;
        EngineDelivery found = ring[delivery.id & mask];
        if (isIn(found)) {
            makeWay(delivery.id);
            found = ring[delivery.id & mask];
        }
        if (found != null && found.place == EngineDelivery.SPARE) {
            found.place = EngineDelivery.NOWHERE;
            spares--;
        }
        if (found != delivery) {
            ring[delivery.id & mask] = delivery;
        }
        inRing++;
        delivery.place = EngineDelivery.IN_TABLE;
    }

    /** The delivery with this id, or null. */
    @Nullable
    D get(int id) {
        EngineDelivery found = ring[id & mask];
        if (found != null && found.id == id && found.place == EngineDelivery.IN_TABLE) {
            return cast(found);
        }
        return stragglers.isEmpty() ? null : stragglers.get(id);
    }

    /** Takes the delivery out, if it is in. */
    void remove(EngineDelivery delivery) {
        if (delivery.place == EngineDelivery.IN_TABLE) {
            settle(delivery);
            clear(delivery);
        }
    }

    /**
     * Takes a delivery out that is in, but for the object: it may be {@linkplain #giveBack given back} soon. Else
     * {@link #clear} has to follow.
     */
    void settle(EngineDelivery delivery) {
        delivery.place = EngineDelivery.NOWHERE;
        if (ring[delivery.id & mask] == delivery) {
            inRing--;
        } else {
            stragglers.remove(delivery.id);
        }
    }

    /** Lets go of a settled delivery's object unless it is in use again, or may be. */
    void clear(EngineDelivery delivery) {
        int slot = delivery.id & mask;
        if (delivery.place == EngineDelivery.NOWHERE && ring[slot] == delivery) {
            ring[slot] = null;
        }
    }

    /** Takes an object that nobody uses any more; false if there is no room for it. */
    boolean giveBack(EngineDelivery delivery) {
        int slot = delivery.id & mask;
        EngineDelivery found = ring[slot];
        if (spares == MOST_SPARE || (found != null && found != delivery)) {
            return false;
        }
        if (found == null) {
            ring[slot] = delivery;
        }
        delivery.place = EngineDelivery.SPARE;
        spares++;
        return true;
    }

    /** Lets go of all objects that were given back, and of a ring that nothing is in. */
    void release() {
        if (size() == 0) {
            ring = new @Nullable EngineDelivery[INITIAL];
            mask = INITIAL - 1;
        } else {
            for (int slot = 0; slot < ring.length; slot++) {
                EngineDelivery found = ring[slot];
                if (found != null && found.place == EngineDelivery.SPARE) {
                    ring[slot] = null;
                }
            }
        }
        spares = 0;
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
        long[] offsets = Stream.concat(Arrays.stream(ring).filter(DeliveryTable::isIn), stragglers.values().stream())
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

    private static boolean isIn(@Nullable EngineDelivery found) {
        return found != null && found.place == EngineDelivery.IN_TABLE;
    }

    /** The slot of an id is taken by an older one: grows if the ring is rather full, else makes that one a straggler. */
    private void makeWay(int id) {
        while (isIn(ring[id & mask]) && 2 * inRing >= ring.length) {
            grow();
        }
        EngineDelivery older = ring[id & mask];
        if (older != null && older.place == EngineDelivery.IN_TABLE) {
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
