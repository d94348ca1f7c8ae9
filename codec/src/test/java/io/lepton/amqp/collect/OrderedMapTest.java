// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The map that decoded maps are: nobody can tell it from a {@link LinkedHashMap}, and nobody can slow it down by keys. */
class OrderedMapTest {

    private static final int ROUNDS = 300;
    private static final int STEPS = 200;

    /** A key whose hash code a stranger chose; counts how often one is compared with another. */
    private static final class Key implements Comparable<Key> {

        private static int compared;
        private final int number;
        private final int hash;

        Key(int number, int hash) {
            this.number = number;
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            compared++;
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int compareTo(Key other) {
            compared++;
            return Integer.compare(number, other.number);
        }

        @Override
        public String toString() {
            return "key " + number;
        }
    }

    /** Few or many different keys, of good or poor hash codes, null among them. */
    private static Object key(Random random, int range, int hashes) {
        int number = random.nextInt(range);
        return switch (number % 4) {
            case 0 -> new Key(number, number % hashes);
            case 1 -> "text " + number;
            case 2 -> number == 2 ? null : (Object) number;
            default -> (long) number;
        };
    }

    @Test
    void anySequenceOfCallsGivesTheSameAsALinkedHashMap() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            int range = 1 + random.nextInt(seed % 3 == 0 ? 10 : 150);
            int hashes = 1 + random.nextInt(5);
            OrderedMap<Object> map = new OrderedMap<>(random.nextInt(20));
            Map<Object, Object> expected = new LinkedHashMap<>();
            for (int step = 0; step < STEPS; step++) {
                change(random, key(random, range, hashes), step, map, expected);
                Object key = key(random, range, hashes);
                assertThat(map.get(key)).isEqualTo(expected.get(key));
                assertThat(map.containsKey(key)).isEqualTo(expected.containsKey(key));
                assertThat(map.getOrDefault(key, "no")).isEqualTo(expected.getOrDefault(key, "no"));
                assertThat(map).hasSize(expected.size());
            }
            assertSame(map, expected);
            assertSame(new OrderedMap<>(expected), expected);
        }
    }

    private static void change(
            Random random, Object key, int step, Map<Object, Object> map, Map<Object, Object> expected) {
        Object value = step % 7 == 0 ? null : step;
        switch (random.nextInt(12)) {
            case 0, 1 -> assertThat(map.remove(key)).isEqualTo(expected.remove(key));
            case 2 ->
                assertThat(map.keySet().remove(key)).isEqualTo(expected.keySet().remove(key));
            case 3 ->
                assertThat(map.values().remove(value))
                        .isEqualTo(expected.values().remove(value));
            case 4 ->
                assertThat(map.entrySet().remove(entry(key, value)))
                        .isEqualTo(expected.entrySet().remove(entry(key, value)));
            case 5 -> assertThat(map.putIfAbsent(key, value)).isEqualTo(expected.putIfAbsent(key, value));
            case 6 -> assertThat(walk(map, random.nextInt())).isEqualTo(walk(expected, 0));
            case 7 -> assertThat(removeSome(map, step)).isEqualTo(removeSome(expected, step));
            case 8 ->
                assertThat(map.merge(key, step, (a, b) -> null)).isEqualTo(expected.merge(key, step, (a, b) -> null));
            default -> assertThat(map.put(key, value)).isEqualTo(expected.put(key, value));
        }
        if (random.nextInt(100) == 0) {
            map.clear();
            expected.clear();
        }
    }

    private static Map.Entry<Object, Object> entry(Object key, Object value) {
        return Collections.singletonMap(key, value).entrySet().iterator().next();
    }

    /** Sets every third value anew on the way, through its entry. */
    private static List<Object> walk(Map<Object, Object> map, int ignored) {
        List<Object> seen = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            if (seen.size() % 3 == 0) {
                entry.setValue("set " + seen.size());
            }
            seen.add(entry.toString());
        }
        return seen;
    }

    private static List<Object> removeSome(Map<Object, Object> map, int step) {
        List<Object> removed = new ArrayList<>();
        int i = step;
        for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); i++) {
            Object key = keys.next();
            if (i % 3 == 0) {
                keys.remove();
                removed.add(key);
            }
        }
        return removed;
    }

    private static void assertSame(Map<Object, Object> map, Map<Object, Object> expected) {
        assertThat(map.equals(expected)).isTrue();
        assertThat(expected.equals(map)).isTrue();
        assertThat(map.hashCode()).isEqualTo(expected.hashCode());
        assertThat(map).hasToString(expected.toString());
        assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
        assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        assertThat(new ArrayList<>(map.values())).isEqualTo(new ArrayList<>(expected.values()));
        assertThat(map.keySet()).isEqualTo(expected.keySet());
        assertThat(map.entrySet().containsAll(expected.entrySet())).isTrue();
        List<Object> walked = new ArrayList<>();
        map.forEach((key, value) -> walked.addAll(Collections.singletonList(key)));
        assertThat(walked).isEqualTo(new ArrayList<>(expected.keySet()));
    }

    @Test
    void entriesAppendedWithoutAskingAreToldApartAtTheEnd() {
        for (int size = 0; size < 70; size++) {
            OrderedMap<Object> map = new OrderedMap<>(0);
            for (int i = 0; i < size; i++) {
                map.append(i == 3 ? null : "key " + i, i);
            }
            assertThat(map.findRepeated()).isEqualTo(-1);
            for (int i = 0; i < size; i++) {
                assertThat(map.get(i == 3 ? null : "key " + i)).isEqualTo(i);
            }
            assertThat(map.get("key 70")).isNull();
            assertThat(map.put("more", 1)).isNull();
            assertThat(map).hasSize(size + 1).containsEntry("more", 1);
        }
    }

    @Test
    void theFirstKeyThatIsThereAgainIsFound() {
        for (int size = 1; size < 70; size++) {
            OrderedMap<Object> map = new OrderedMap<>(size);
            for (int i = 0; i < size; i++) {
                map.append("key " + i, i);
            }
            map.append("key " + size / 2, "again");
            map.append("key 0", "again");
            assertThat(map.findRepeated()).isEqualTo(size);
        }
    }

    /** B2: the work for a map is proportional to its size, whatever its keys; not the square of it. */
    @Test
    void keysOfOneHashCodeAreComparedAFewTimesEach() {
        int keys = 20_000;
        for (int stride : new int[] {0, 1, 1 << 16, 1 << 24, 0x9e3779b9}) {
            OrderedMap<Object> map = new OrderedMap<>(0);
            Key.compared = 0;
            for (int i = 0; i < keys; i++) {
                map.append(new Key(i, i * stride), i);
            }
            assertThat(map.findRepeated()).isEqualTo(-1);
            for (int i = 0; i < keys; i++) {
                assertThat(map.get(new Key(i, i * stride))).isEqualTo(i);
            }
            map.put(new Key(keys, 0), "one more");
            assertThat(map.remove(new Key(5, 5 * stride))).isEqualTo(5);
            assertThat(map.containsKey(new Key(5, 5 * stride))).isFalse();
            assertThat(Key.compared).as("stride %x", stride).isLessThan(100 * keys);
        }
    }

    @Test
    void anIteratorNoticesWhatOthersChange() {
        OrderedMap<Object> map = new OrderedMap<>(Map.of("a", 1, "b", 2));
        Iterator<Object> keys = map.keySet().iterator();
        assertThatThrownBy(keys::remove).isInstanceOf(IllegalStateException.class);
        keys.next();
        map.put("c", 3);
        assertThatThrownBy(keys::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(keys::remove).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> map.forEach((key, value) -> map.remove(key)))
                .isInstanceOf(ConcurrentModificationException.class);
        Iterator<Object> values = map.values().iterator();
        values.next();
        values.next();
        assertThat(values.hasNext()).isFalse();
        assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void entriesThatComeAndGoTakeNoMoreRoom() {
        OrderedMap<Object> map = new OrderedMap<>(4);
        Map<Object, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            map.put(i, i);
            expected.put(i, i);
            map.remove(i - 20);
            expected.remove(i - 20);
        }
        assertThat(new ArrayList<>(map.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
        assertThat(map.capacity()).isLessThan(128);
    }
}
