// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The unsettled deliveries of a session by delivery-id. Ids come in rising order, so this is a ring: the home of an id is
 * its lowest bits. Where settled deliveries leave gaps wider than the ring, an id moves on to the next free slot, and
 * everything stays right, only slower. The size is bounded by whoever adds.
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

    private @Nullable EngineDelivery[] slots = new @Nullable EngineDelivery[INITIAL];
    private int mask = INITIAL - 1;
    private int size;
    /** No id in the table is before this one. */
    private int oldest;
    /** No id in the table is after this one. */
    private int newest;

    int size() {
        return size;
    }

    /** Adds a delivery whose id is after all others. */
    void add(D delivery) {
        if (2 * size >= slots.length) {
            grow();
        }
        if (size == 0) {
            oldest = delivery.id;
        }
        newest = delivery.id;
        insert(delivery);
        size++;
        delivery.tracked = true;
    }

    /** The delivery with this id, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    D get(int id) {
        int slot = id & mask;
        EngineDelivery found = slots[slot];
        while (found != null && found.id != id) {
            slot = (slot + 1) & mask;
            found = slots[slot];
        }
        return (D) found;
    }

    /** Takes the delivery out, if it is in. */
    void remove(EngineDelivery delivery) {
        if (!delivery.tracked) {
            return;
        }
        delivery.tracked = false;
        int slot = delivery.id & mask;
        while (slots[slot] != delivery) {
            slot = (slot + 1) & mask;
        }
        close(slot);
        size--;
        if (delivery.id == oldest) {
            advanceOldest();
        }
    }

    /** Looks for the new oldest, but not over any gap: a lower bound is enough. */
    private void advanceOldest() {
        if (size == 0) {
            return;
        }
        int limit = oldest + slots.length;
        do {
            oldest++;
        } while (oldest != limit && get(oldest) == null);
    }

    /** Visits the deliveries with ids from {@code first} to {@code last}, both serial numbers and included, in order. */
    void forRange(int first, int last, Visitor<D> visitor) {
        if (size == 0 || SerialNumber.before(last, first)) {
            return;
        }
        int from = SerialNumber.max(first, oldest);
        int to = SerialNumber.min(last, newest);
        int span = SerialNumber.distance(from, to);
        if (span < 0) {
            return;
        }
        if (span <= 2 * slots.length) {
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
        EngineDelivery[] found = Arrays.stream(slots)
                .filter(d -> d != null && !SerialNumber.before(d.id, from) && !SerialNumber.before(to, d.id))
                .sorted((a, b) -> Integer.compare(a.id - from, b.id - from))
                .toArray(EngineDelivery[]::new);
        for (EngineDelivery each : found) {
            // an earlier visit may have taken it out
            D delivery = get(each.id);
            if (delivery != null) {
                visitor.visit(delivery);
            }
        }
    }

    private void insert(EngineDelivery delivery) {
        int slot = delivery.id & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = delivery;
    }

    /** Empties a slot and moves later deliveries up that had to make way, so that look-ups never meet a gap. */
    private void close(int hole) {
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            EngineDelivery next = slots[slot];
            if (next == null) {
                break;
            }
            int home = next.id & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = next;
                hole = slot;
            }
        }
        slots[hole] = null;
    }

    private void grow() {
        @Nullable EngineDelivery[] old = slots;
        slots = new @Nullable EngineDelivery[old.length * 2];
        mask = slots.length - 1;
        for (EngineDelivery delivery : old) {
            if (delivery != null) {
                insert(delivery);
            }
        }
    }
}
