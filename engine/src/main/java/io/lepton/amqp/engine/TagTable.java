// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The tags of a receiving link's unsettled deliveries, to refuse the second use of one (part 2, 2.6.12 delivery-tag). Holds
 * the deliveries themselves, so that a message costs no further object.
 */
final class TagTable {

    private static final int INITIAL = 2;

    private @Nullable IncomingDelivery[] slots = new @Nullable IncomingDelivery[INITIAL];
    private int mask = INITIAL - 1;
    private int size;

    int size() {
        return size;
    }

    /** Whether a delivery with the same tag is in. */
    boolean contains(IncomingDelivery delivery) {
        if (size == 0) {
            return false;
        }
        int slot = home(delivery);
        for (IncomingDelivery other = slots[slot]; other != null; other = slots[slot]) {
            if (other.sameTag(delivery)) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    /** Adds a delivery whose tag is not in. */
    void add(IncomingDelivery delivery) {
        if (2 * size >= slots.length) {
            grow();
        }
        put(delivery);
        size++;
    }

    /** Takes the delivery out, if it is in. */
    void remove(IncomingDelivery delivery) {
        int slot = home(delivery);
        IncomingDelivery found = slots[slot];
        while (found != null && found != delivery) {
            slot = (slot + 1) & mask;
            found = slots[slot];
        }
        if (found != null) {
            close(slot);
            size--;
        }
    }

    private int home(IncomingDelivery delivery) {
        return delivery.tagHash() & mask;
    }

    private void close(int hole) {
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            IncomingDelivery next = slots[slot];
            if (next == null) {
                break;
            }
            if (((slot - home(next)) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = next;
                hole = slot;
            }
        }
        slots[hole] = null;
    }

    private void grow() {
        @Nullable IncomingDelivery[] old = slots;
        slots = new @Nullable IncomingDelivery[old.length * 2];
        mask = slots.length - 1;
        for (IncomingDelivery delivery : old) {
            if (delivery != null) {
                put(delivery);
            }
        }
    }

    private void put(IncomingDelivery delivery) {
        int slot = home(delivery);
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = delivery;
    }
}
