// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects by a small number, such as channels and handles: an array that grows to the highest number in use. The numbers
 * are limited by whoever uses the table.
 */
final class SlotTable<T> {

    private static final int INITIAL = 1;

    private @Nullable Object[] slots = new @Nullable Object[INITIAL];
    private int size;
    /** No number below this one is free. */
    private int lowestFree;

    int size() {
        return size;
    }

    /** One above the highest number that may be in use. */
    int bound() {
        return slots.length;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(int number) {
        return number >= 0 && number < slots.length ? (T) slots[number] : null;
    }

    /** The lowest number not in use. */
    int free() {
        while (lowestFree < slots.length && slots[lowestFree] != null) {
            lowestFree++;
        }
        return lowestFree;
    }

    void put(int number, T value) {
        if (number >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(number + 1, slots.length * 2));
        }
        if (slots[number] == null) {
            size++;
        }
        slots[number] = value;
    }

    void remove(int number) {
        if (number >= 0 && number < slots.length && slots[number] != null) {
            slots[number] = null;
            size--;
            lowestFree = Math.min(lowestFree, number);
        }
    }

    void clear() {
        Arrays.fill(slots, null);
        size = 0;
        lowestFree = 0;
    }
}
