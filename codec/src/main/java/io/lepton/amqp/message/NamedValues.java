// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Annotations or application properties in the order of the wire. As a {@link Map} it is read-only; only this package
 * changes it. A few entries are searched one by one, which needs no entry objects; beyond that there is an index.
 */
final class NamedValues<K> extends AbstractMap<K, @Nullable Object> {

    /** Up to so many entries are found without an index. */
    static final int SEARCHED = 8;

    private static final int FIRST_CAPACITY = 4;

    private @Nullable Object[] pairs;
    private int size;
    private @Nullable Map<Object, Integer> index;

    /** None yet. */
    NamedValues() {
        this(FIRST_CAPACITY);
    }

    /** None yet, with room for so many. */
    NamedValues(int capacity) {
        pairs = new Object[2 * capacity];
    }

    @Override
    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    K keyAt(int place) {
        return (K) pairs[2 * place];
    }

    @Nullable
    Object valueAt(int place) {
        return pairs[2 * place + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int place = find(key);
        return place < 0 ? null : valueAt(place);
    }

    /** Sets the value of a key, at its old place or at the end; answers whether the key is new. */
    boolean set(K key, @Nullable Object value) {
        int place = find(key);
        if (place >= 0) {
            pairs[2 * place + 1] = value;
            return false;
        }
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(2 * FIRST_CAPACITY, 2 * pairs.length));
        }
        pairs[2 * size] = key;
        pairs[2 * size + 1] = value;
        if (index != null) {
            index.put(key, size);
        }
        size++;
        if (size > SEARCHED && index == null) {
            buildIndex();
        }
        return true;
    }

    /** Takes a key away; answers whether it was there. */
    boolean unset(Object key) {
        int place = find(key);
        if (place < 0) {
            return false;
        }
        System.arraycopy(pairs, 2 * place + 2, pairs, 2 * place, 2 * (size - place - 1));
        size--;
        pairs[2 * size] = null;
        pairs[2 * size + 1] = null;
        index = null;
        if (size > SEARCHED) {
            buildIndex();
        }
        return true;
    }

    NamedValues<K> copy() {
        NamedValues<K> copy = new NamedValues<>(size);
        for (int i = 0; i < size; i++) {
            copy.set(keyAt(i), valueAt(i));
        }
        return copy;
    }

    private void buildIndex() {
        Map<Object, Integer> places = new HashMap<>(4 * size);
        for (int i = 0; i < size; i++) {
            places.put(pairs[2 * i], i);
        }
        index = places;
    }

    private int find(@Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (index != null) {
            Integer place = index.get(key);
            return place == null ? -1 : place;
        }
        for (int i = 0; i < size; i++) {
            if (key.equals(pairs[2 * i])) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Set<Map.Entry<K, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<K, @Nullable Object>> {

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<K, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Map.Entry<K, @Nullable Object> next() {
                    if (next >= size) {
                        throw new NoSuchElementException();
                    }
                    int place = next++;
                    return new SimpleImmutableEntry<>(keyAt(place), valueAt(place));
                }
            };
        }
    }
}
