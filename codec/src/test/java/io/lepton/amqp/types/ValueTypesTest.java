// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ValueTypesTest {

    @Test
    void symbols_are_ascii_and_equal_by_text() {
        assertThat(Symbol.of("a"))
                .isEqualTo(Symbol.of("a"))
                .hasSameHashCodeAs(Symbol.of("a"))
                .hasToString("a");
        assertThat(Symbol.of("a"))
                .isNotEqualTo(Symbol.of("b"))
                .isNotEqualTo("a")
                .isLessThan(Symbol.of("b"));
        assertThat(Symbol.ofAscii(new byte[] {'x', 'a', 'b'}, 1, 2)).isEqualTo(Symbol.of("ab"));
        assertThatThrownBy(() -> Symbol.of("é"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ASCII");
        assertThatThrownBy(() -> Symbol.ofAscii(new byte[] {-1}, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        byte[] bytes = new byte[3];
        Symbol.of("ab").copyTo(bytes, 1);
        assertThat(bytes).containsExactly(0, 'a', 'b');
    }

    @Test
    void b25_what_a_peer_says_of_an_error_stays_on_its_line() {
        ErrorCondition error = ErrorCondition.of(
                Symbol.of("a:b\r"), "one\n2026-01-01 ERROR two\u001b[31m\u2028three " + "x".repeat(1000));
        assertThat(error.toString())
                .startsWith("a:b\\u000d: one\\u000a2026-01-01 ERROR two\\u001b[31m\\u2028three x")
                .endsWith("x...")
                .doesNotContain("\n", "\r", "\u001b", "\u2028");
        assertThat(error.description()).startsWith("one\n");
    }

    @Test
    void a_binary_is_a_value() {
        byte[] bytes = {1, 2, 3};
        Binary binary = Binary.of(bytes);
        bytes[0] = 9;
        binary.toByteArray()[0] = 9;
        assertThat(binary.toByteArray()).containsExactly(1, 2, 3);
        assertThat(binary.get(2)).isEqualTo((byte) 3);
        assertThat(binary).isEqualTo(Binary.of(new byte[] {0, 1, 2, 3}, 1, 3)).isNotEqualTo(Binary.of(new byte[] {1, 2
        }));
        assertThat(binary).hasSameHashCodeAs(Binary.wrap(new byte[] {0, 1, 2, 3}, 1, 3));
        assertThat(binary)
                .isEqualTo(Binary.wrap(new byte[] {0, 1, 2, 3, 4}, 1, 3))
                .hasSameHashCodeAs(Binary.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertThat(binary.asByteBuffer().isReadOnly()).isTrue();
        assertThat(Binary.wrap(new byte[] {0, 1, 2}, 1, 2).asByteBuffer())
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(Binary.of(new byte[] {-1})).isGreaterThan(Binary.of(new byte[] {1}));
        assertThat(Binary.of(new byte[0])).isSameAs(Binary.EMPTY).hasToString("binary(0)");
        assertThatThrownBy(() -> binary.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> binary.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Binary.of(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_code_point_is_one_character() {
        assertThat(new CodePoint(0x1f600)).hasToString("😀").isGreaterThan(new CodePoint('a'));
        for (int bad : new int[] {-1, 0xd800, 0xdfff, 0x110000}) {
            assertThatThrownBy(() -> new CodePoint(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void described_values_compare_arrays_by_content() {
        Described one = new Described(Symbol.of("d"), new int[] {1});
        assertThat(one)
                .isEqualTo(new Described(Symbol.of("d"), new int[] {1}))
                .hasSameHashCodeAs(new Described(Symbol.of("d"), new int[] {1}));
        assertThat(one)
                .isNotEqualTo(new Described(Symbol.of("d"), new int[] {2}))
                .isNotEqualTo(new Described(Symbol.of("e"), new int[] {1}));
        assertThat(one).hasToString("@d(array)");
        assertThat(new Described(UnsignedLong.valueOf(0x77), null)).hasToString("@119(null)");
        assertThat(new Described(List.of(), new Described(1, new Object()))).hasToString("@list(Described)");
        assertThat(new Described(1, new Object())).hasToString("@int(Object)");
    }

    @Test
    void arrays_know_their_type_and_check_their_elements() {
        AmqpArray empty = AmqpArray.of(AmqpType.LIST, List.of());
        assertThat(empty.type()).isEqualTo(AmqpType.LIST);
        assertThat(empty).isNotEqualTo(AmqpArray.of(AmqpType.MAP, List.of())).hasToString("list[0]");
        assertThatThrownBy(() -> AmqpArray.of(AmqpType.INT, List.of(1, 2L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an array of int cannot hold element 1, which is long");
        assertThatThrownBy(() -> AmqpArray.of(AmqpType.INT, Arrays.asList(1, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AmqpArray.copyOf("text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AmqpArray.copyOf(new Object[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void arrays_are_equal_by_content() {
        AmqpArray array = AmqpArray.of(AmqpType.ARRAY, List.of(new int[] {1}));
        assertThat(array)
                .isEqualTo(AmqpArray.copyOf(new int[][] {{1}}))
                .hasSameHashCodeAs(AmqpArray.copyOf(new int[][] {{1}}));
        assertThat(array)
                .isNotEqualTo(AmqpArray.copyOf(new int[][] {{2}}))
                .isNotEqualTo(AmqpArray.copyOf(new int[][] {{1}, {1}}));
        AmqpArray described = AmqpArray.described(Symbol.of("d"), AmqpType.INT, List.of(1));
        assertThat(described)
                .isNotEqualTo(AmqpArray.of(AmqpType.INT, List.of(1)))
                .hasToString("described int[1]");
        assertThat(AmqpArray.copyOf(List.of(Symbol.of("d")), new int[] {1})).isEqualTo(described);
        assertThat(AmqpArray.copyOf(List.of(2), described).descriptors()).containsExactly(2, Symbol.of("d"));
        assertThat(AmqpArray.repeated(AmqpType.INT, 7, 3)).isEqualTo(AmqpArray.copyOf(new int[] {7, 7, 7}));
    }

    @Test
    void every_java_value_has_one_type() {
        assertThat(AmqpType.of(null)).isEqualTo(AmqpType.NULL).hasToString("null");
        assertThat(AmqpType.of(new byte[0])).isEqualTo(AmqpType.BINARY);
        assertThat(AmqpType.of(ByteBuffer.allocateDirect(0))).isEqualTo(AmqpType.BINARY);
        assertThat(AmqpType.of(new int[0])).isEqualTo(AmqpType.ARRAY);
        assertThat(AmqpType.of(new TreeSet<>())).isEqualTo(AmqpType.LIST);
        assertThat(AmqpType.of(Map.of())).isEqualTo(AmqpType.MAP);
        assertThat(AmqpType.of(new java.sql.Date(0))).isEqualTo(AmqpType.TIMESTAMP);
        assertThat(AmqpType.of(new StringBuilder())).isEqualTo(AmqpType.STRING);
        assertThatThrownBy(() -> AmqpType.of(new Described(1, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AmqpType.of(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
