// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Symbol;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {

    /** Java values that are accepted beside those that the decoder answers. */
    static Stream<Arguments> accepted() {
        byte[] bytes = {1, 2};
        Date date = new Date(-1);
        return Stream.of(
                arguments(bytes, Binary.of(bytes)),
                arguments(ByteBuffer.wrap(new byte[] {0, 1, 2, 0}, 1, 2), Binary.of(bytes)),
                arguments(date, Instant.ofEpochMilli(-1)),
                arguments(new java.sql.Timestamp(-1), Instant.ofEpochMilli(-1)),
                arguments(new StringBuilder("text"), "text"),
                arguments(new CodePoint('a'), 'a'),
                arguments(Instant.ofEpochSecond(1, 999_999), Instant.ofEpochMilli(1_000)),
                arguments(new LinkedHashSet<>(List.of(1, 2)), List.of(1, 2)),
                arguments(new TreeMap<>(Map.of("a", 1)), Map.of("a", 1)),
                arguments(new Integer[] {1, 300}, new int[] {1, 300}),
                arguments(new Boolean[] {true}, new boolean[] {true}),
                arguments(new Short[] {1}, new short[] {1}),
                arguments(new Long[] {1L}, new long[] {1}),
                arguments(new Float[] {1f}, new float[] {1}),
                arguments(new Double[] {1d}, new double[] {1}),
                arguments(new Character[] {'a'}, new char[] {'a'}),
                arguments(new CodePoint[] {new CodePoint('a')}, new char[] {'a'}),
                arguments(new Date[] {date}, new Instant[] {Instant.ofEpochMilli(-1)}),
                arguments(new byte[][] {bytes}, new Binary[] {Binary.of(bytes)}),
                arguments(new ByteBuffer[] {ByteBuffer.wrap(bytes)}, new Binary[] {Binary.of(bytes)}),
                arguments(new CharSequence[] {"a", new StringBuilder("b")}, new String[] {"a", "b"}),
                arguments(new int[][] {{1}, {2}}, AmqpArray.of(AmqpType.ARRAY, List.of(new int[] {1}, new int[] {2}))),
                arguments(new List<?>[] {List.of(1)}, AmqpArray.of(AmqpType.LIST, List.of(List.of(1)))),
                arguments(new Map<?, ?>[] {Map.of(1, 2)}, AmqpArray.of(AmqpType.MAP, List.of(Map.of(1, 2)))),
                arguments(AmqpArray.of(AmqpType.INT, List.of(1, 2)), new int[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void other_java_values_stand_for_the_same_types(Object value, Object decoded) {
        assertThat(new DeepValue(Hex.decode(Hex.encode(value)))).isEqualTo(new DeepValue(decoded));
    }

    static Stream<Arguments> refused() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        return Stream.of(
                arguments(new Object(), "java.lang.Object"),
                arguments(Thread.State.NEW, "State"),
                arguments(new java.math.BigInteger("1"), "BigInteger"),
                arguments(List.of(new Object()), "java.lang.Object"),
                arguments(Map.of("key", new Object()), "java.lang.Object"),
                arguments(new Object[] {1}, "AmqpArray"),
                arguments(new Number[] {1}, "AmqpArray"),
                arguments(new String[] {"a", null}, "cannot hold null"),
                arguments("a\ud800", "surrogate"),
                arguments("\udc00a", "surrogate"),
                arguments("\ud800\ud800", "surrogate"),
                arguments(new String[] {"\ud800"}, "surrogate"),
                arguments('\ud800', "no Unicode character"),
                arguments(new char[] {'\udfff'}, "no Unicode character"),
                arguments(Instant.MAX, "timestamp"),
                arguments(Instant.MIN, "timestamp"),
                arguments(itself, "contain itself"),
                arguments(new Object[][] {{1}}, "AmqpArray"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_amqp_cannot_say_is_refused_and_leaves_nothing_behind(Object value, String why) {
        Buffer buffer = Buffer.allocate(4);
        Encoder.writeUint(buffer, 1);
        assertThatThrownBy(() -> Encoder.writeValue(buffer, value))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining(why);
        assertThat(buffer.copyFrom(0)).isEqualTo(Hex.bytes("5201"));
    }

    @Test
    void nesting_as_deep_as_the_decoder_reads_is_written() {
        Object value = Collections.emptyList();
        for (int i = 1; i < DecodeLimits.DEFAULT.maxDepth(); i++) {
            value = List.of(value);
        }
        Object deepest = value;
        assertThat(Hex.decode(Hex.encode(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> Hex.encode(List.of(deepest))).isInstanceOf(EncodeException.class);
    }

    @Test
    void nested_arrays_take_linear_time() {
        AmqpArray array = AmqpArray.of(AmqpType.INT, List.of(1));
        for (int i = 0; i < 100; i++) {
            array = AmqpArray.of(AmqpType.ARRAY, List.of(array));
        }
        assertThat(((AmqpArray) Hex.decode(Hex.encode(array))).size()).isEqualTo(1);
    }

    @Test
    void compounds_grow_into_the_long_form_only_when_they_must() {
        for (int items = 0; items < 300; items++) {
            List<Object> nulls = Collections.nCopies(items, null);
            String expected = items == 0 ? "45" : items < 255 ? "c0" : "d0";
            assertThat(Hex.encode(nulls)).as("%d nulls", items).startsWith(expected);
            assertThat(Hex.encode(List.of("x".repeat(items))))
                    .as("text of %d", items)
                    .startsWith(items < 253 ? "c0" : "d0");
            String[] strings = {"x".repeat(items)};
            assertThat(Hex.decode(Hex.encode(strings))).as("text of %d", items).isEqualTo(strings);
        }
    }

    @Test
    void lists_and_maps_can_be_written_item_by_item() {
        Buffer buffer = Buffer.allocate(1);
        int list = Encoder.startList(buffer);
        Encoder.writeUint(buffer, 7);
        int map = Encoder.startMap(buffer);
        Encoder.writeSymbol(buffer, Symbol.of("a"));
        Encoder.writeString(buffer, "x".repeat(300));
        Encoder.endMap(buffer, map, 2);
        int empty = Encoder.startList(buffer);
        Encoder.endList(buffer, empty, 0);
        Encoder.endList(buffer, list, 3);

        List<?> items = (List<?>) Decoder.readValue(buffer, DecodeLimits.DEFAULT);
        assertThat(items).hasSize(3);
        assertThat(items.get(1)).isEqualTo(Map.of(Symbol.of("a"), "x".repeat(300)));
        assertThat(items.get(2)).isEqualTo(List.of());
        assertThat(buffer.readable()).isZero();
    }

    @Test
    void simple_values_allocate_nothing() {
        Buffer buffer = Buffer.allocate(4096);
        byte[] bytes = new byte[300];
        Binary binary = Binary.of(bytes);
        UUID uuid = new UUID(1, 2);
        Symbol symbol = Symbol.of("amqp:accepted:list");
        String text = "text".repeat(30) + "é€😀";
        Runnable work = () -> {
            for (int i = 0; i < 1_000; i++) {
                buffer.clear();
                Encoder.writeNull(buffer);
                Encoder.writeBoolean(buffer, true);
                Encoder.writeUbyte(buffer, i);
                Encoder.writeUshort(buffer, i);
                Encoder.writeUint(buffer, i);
                Encoder.writeUlong(buffer, i);
                Encoder.writeByte(buffer, (byte) i);
                Encoder.writeShort(buffer, (short) i);
                Encoder.writeInt(buffer, i);
                Encoder.writeLong(buffer, i);
                Encoder.writeFloat(buffer, i);
                Encoder.writeDouble(buffer, i);
                Encoder.writeChar(buffer, 'a');
                Encoder.writeTimestamp(buffer, i);
                Encoder.writeUuid(buffer, uuid);
                Encoder.writeBinary(buffer, bytes, 0, 300);
                Encoder.writeBinary(buffer, binary);
                Encoder.writeString(buffer, text);
                Encoder.writeSymbol(buffer, symbol);
                Encoder.writeDescriptor(buffer, 0x24);
                Encoder.endList(buffer, Encoder.startList(buffer), 0);
            }
        };
        work.run();
        assertThat(Allocation.of(work)).as("bytes in 1,000 rounds").isLessThan(1_000);
    }

    @Test
    void null_in_a_list_is_written() {
        assertThat(Hex.encode(Arrays.asList(null, 1))).isEqualTo("c00402405401");
    }
}
