// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.collect;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of insertion, null allowed as key and value, of the same behaviour as {@link java.util.LinkedHashMap}.
 * Keys and values stand by turns in one array, without an object for each entry: less to allocate, which is most of what
 * decoding a map costs. Removed entries leave gaps until the array is full. A few entries are searched one by one; beyond
 * that there is an index. Not thread-safe.
 *
 * @param <K> the type of the keys; the values are of any
 */
public final class OrderedMap<K extends @Nullable Object> extends AbstractMap<K, @Nullable Object> {

    /** Up to so many entries are found without an index. */
    static final int SEARCHED = 8;

    /** Stands where a key was removed; equal to no key. */
    static final Object REMOVED = new Object();

    private @Nullable Object[] pairs;

    /** How many places are taken, gaps included. */
    private int end;

    private int size;
    private int modifications;
    private @Nullable KeyIndex index;

    /** None yet, with room for so many entries. */
    public OrderedMap(int capacity) {
        pairs = new Object[2 * capacity];
    }

    /** A map of its own with the same entries. */
    public OrderedMap(Map<? extends K, ?> entries) {
        this(entries.size());
        putAll(entries);
    }

    static boolean same(@Nullable Object key, @Nullable Object other) {
        return key == null ? other == null : key.equals(other);
    }

    /**
     * Adds an entry without asking whether its key is there already: many are told apart faster together. Until
     * {@link #findRepeated} has been asked, the map is good for nothing else.
     */
    public void append(@Nullable K key, @Nullable Object value) {
        if (2 * end == pairs.length) {
            makeRoom();
        }
        pairs[2 * end] = key;
        pairs[2 * end + 1] = value;
        end++;
        size++;
    }

    /** The place, from 0, of the first appended entry whose key is there more than once; -1 if there is none. */
    public int findRepeated() {
        if (end > SEARCHED) {
            return buildIndex();
        }
        for (int place = 1; place < end; place++) {
            if (search(pairs[2 * place], place) >= 0) {
                return place;
            }
        }
        return -1;
    }

    private int buildIndex() {
        KeyIndex built = new KeyIndex(pairs.length / 2);
        index = built;
        for (int place = 0; place < end; place++) {
            Object key = pairs[2 * place];
            if (key != REMOVED && built.add(key, place, pairs) != place) {
                return place;
            }
        }
        return -1;
    }

    private int find(@Nullable Object key) {
        return index == null ? search(key, end) : index.find(key, pairs);
    }

    private int search(@Nullable Object key, int limit) {
        for (int place = 0; place < limit; place++) {
            if (same(key, pairs[2 * place])) {
                return place;
            }
        }
        return -1;
    }

    /** For how many entries there is room. */
    int capacity() {
        return pairs.length / 2;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int place = find(key);
        return place < 0 ? null : pairs[2 * place + 1];
    }

    @Override
    public @Nullable Object put(K key, @Nullable Object value) {
        int place = find(key);
        if (place >= 0) {
            Object old = pairs[2 * place + 1];
            pairs[2 * place + 1] = value;
            return old;
        }
        append(key, value);
        modifications++;
        if (index != null) {
            index.add(key, end - 1, pairs);
        } else if (end > SEARCHED) {
            buildIndex();
        }
        return null;
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        int place = find(key);
        if (place < 0) {
            return null;
        }
        Object old = pairs[2 * place + 1];
        removeAt(place);
        return old;
    }

    private void removeAt(int place) {
        if (index != null) {
            index.remove(pairs[2 * place]);
        }
        pairs[2 * place] = REMOVED;
        pairs[2 * place + 1] = null;
        size--;
        modifications++;
    }

    @Override
    public void clear() {
        pairs = new Object[0];
        end = 0;
        size = 0;
        index = null;
        modifications++;
    }

    /** Closes the gaps if they are many, else doubles the array. */
    private void makeRoom() {
        int capacity = Math.max(SEARCHED / 2, size <= end / 2 ? end : Math.multiplyExact(end, 2));
        @Nullable Object[] old = pairs;
        int oldEnd = end;
        pairs = new Object[Math.multiplyExact(2, capacity)];
        end = 0;
        for (int place = 0; place < oldEnd; place++) {
            if (old[2 * place] != REMOVED) {
                pairs[2 * end] = old[2 * place];
                pairs[2 * end + 1] = old[2 * place + 1];
                end++;
            }
        }
        if (index != null) {
            buildIndex();
        }
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super @Nullable Object> action) {
        int expected = modifications;
        for (int place = next(0); place >= 0; place = next(place + 1)) {
            action.accept(keyAt(place), valueAt(place));
            requireUnmodified(expected);
        }
    }

    /** The first place from this one on that has an entry, or -1: to walk over the entries without an object for each. */
    public int next(int from) {
        int place = from;
        while (place < end && pairs[2 * place] == REMOVED) {
            place++;
        }
        return place < end ? place : -1;
    }

    /** The key at a place that {@link #next} answered. */
    @SuppressWarnings("unchecked")
    public K keyAt(int place) {
        return (K) pairs[2 * place];
    }

    /** The value at a place that {@link #next} answered. */
    public @Nullable Object valueAt(int place) {
        return pairs[2 * place + 1];
    }

    private void requireUnmodified(int expected) {
        if (modifications != expected) {
            throw new ConcurrentModificationException();
        }
    }

    @Override
    public Set<K> keySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public boolean contains(@Nullable Object key) {
                return containsKey(key);
            }

            @Override
            public boolean remove(@Nullable Object key) {
                int before = size;
                OrderedMap.this.remove(key);
                return size < before;
            }

            @Override
            public Iterator<K> iterator() {
                return new Places<>(OrderedMap.this::keyAt);
            }
        };
    }

    @Override
    public Collection<@Nullable Object> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<@Nullable Object> iterator() {
                return new Places<>(OrderedMap.this::valueAt);
            }
        };
    }

    @Override
    public Set<Map.Entry<K, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public boolean contains(@Nullable Object entry) {
                return entry instanceof Map.Entry<?, ?> other
                        && containsKey(other.getKey())
                        && same(other.getValue(), get(other.getKey()));
            }

            @Override
            public boolean remove(@Nullable Object entry) {
                boolean there = contains(entry);
                if (there && entry instanceof Map.Entry<?, ?> other) {
                    OrderedMap.this.remove(other.getKey());
                }
                return there;
            }

            @Override
            public Iterator<Map.Entry<K, @Nullable Object>> iterator() {
                return new Places<>(Entry::new);
            }
        };
    }

    /** Walks over the places that have an entry. */
    private final class Places<T extends @Nullable Object> implements Iterator<T> {

        private final IntFunction<T> at;
        private int next = OrderedMap.this.next(0);
        private int last = -1;
        private int expected = modifications;

        Places(IntFunction<T> at) {
            this.at = at;
        }

        @Override
        public boolean hasNext() {
            return next >= 0;
        }

        @Override
        public T next() {
            requireUnmodified(expected);
            if (next < 0) {
                throw new NoSuchElementException();
            }
            last = next;
            next = OrderedMap.this.next(last + 1);
            return at.apply(last);
        }

        @Override
        public void remove() {
            if (last < 0) {
                throw new IllegalStateException("next() has not been called since the last remove()");
            }
            requireUnmodified(expected);
            removeAt(last);
            last = -1;
            expected = modifications;
        }
    }

    /** One entry as it is now; a value that is set in it is set in the map. */
    private final class Entry extends SimpleEntry<K, @Nullable Object> {

        private static final long serialVersionUID = 1;

        Entry(int place) {
            super(keyAt(place), valueAt(place));
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            int place = find(getKey());
            if (place >= 0) {
                pairs[2 * place + 1] = value;
            }
            return super.setValue(value);
        }
    }
}
