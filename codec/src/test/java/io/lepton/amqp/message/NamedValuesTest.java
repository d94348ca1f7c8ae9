// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The map of a few entries behaves as the one that everybody knows. */
class NamedValuesTest {

    @Test
    void itBehavesAsALinkedMap() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            NamedValues<String> values = new NamedValues<>(random.nextInt(3));
            Map<String, Object> expected = new LinkedHashMap<>();
            for (int step = 0; step < 60; step++) {
                String key = "k" + random.nextInt(20);
                if (random.nextInt(3) == 0) {
                    boolean there = expected.containsKey(key);
                    expected.remove(key);
                    assertThat(values.unset(key)).isEqualTo(there);
                } else {
                    Object value = random.nextInt(4) == 0 ? null : step;
                    assertThat(values.set(key, value)).isEqualTo(!expected.containsKey(key));
                    expected.put(key, value);
                }
                assertThat(values.get(key)).isEqualTo(expected.get(key));
                assertThat(values.containsKey(key)).isEqualTo(expected.containsKey(key));
            }
            assertThat(values.entrySet()).containsExactlyElementsOf(expected.entrySet());
            assertThat(values).isEqualTo(expected).hasSameSizeAs(expected);
            assertThat(values.hashCode()).isEqualTo(expected.hashCode());
            assertThat(values.copy().entrySet()).containsExactlyElementsOf(expected.entrySet());
        }
    }

    @Test
    void itIsReadOnlyFromOutside() {
        NamedValues<String> values = new NamedValues<>();
        values.set("a", 1);
        assertThatThrownBy(() -> values.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.entrySet().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.entrySet().iterator().next().setValue(2))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(values).containsOnly(Map.entry("a", 1));
        assertThat(values.get(null)).isNull();
        Iterator<?> iterator = values.entrySet().iterator();
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
}
