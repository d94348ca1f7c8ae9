// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuePrinterTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(null, "null"),
                arguments(true, "true"),
                arguments(UnsignedLong.MAX_VALUE, "18446744073709551615"),
                arguments('a', "'a'"),
                arguments(new CodePoint(0x1f600), "'😀'"),
                arguments("say \"hi\"\n\u001b[31m\u202e\u2028", "\"say \\\"hi\\\"\\u000a\\u001b[31m\\u202e\\u2028\""),
                arguments(Symbol.of("amqp:open:list"), ":amqp:open:list"),
                arguments(Instant.ofEpochMilli(-1), "1969-12-31T23:59:59.999Z"),
                arguments(new Date(0), "1970-01-01T00:00:00Z"),
                arguments(Binary.of(new byte[] {1, -1}), "binary(2) 01ff"),
                arguments(new byte[17], "binary(17) 00000000000000000000000000000000..."),
                arguments(ByteBuffer.allocate(3), "binary(3)"),
                arguments(Arrays.asList(1, null, "a"), "[1, null, \"a\"]"),
                arguments(List.of(), "[]"),
                arguments(Map.of(), "{}"),
                arguments(Map.of(Symbol.of("a"), List.of(1)), "{:a=[1]}"),
                arguments(new int[] {1, 2}, "int[1, 2]"),
                arguments(new Symbol[] {Symbol.of("a")}, "symbol[:a]"),
                arguments(AmqpArray.described(Symbol.of("d"), AmqpType.INT, List.of(1)), "@:d int[1]"),
                arguments(new Described(Symbol.of("d"), List.of(1)), "@:d [1]"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void prints(@Nullable Object value, String line) {
        assertThat(ValuePrinter.print(value)).isEqualTo(line);
    }

    @Test
    void long_texts_are_cut() {
        assertThat(ValuePrinter.print("x".repeat(129))).isEqualTo("\"" + "x".repeat(128) + "...(129)\"");
    }

    @Test
    void escaping_makes_no_text_longer_than_the_others() {
        String shown = "\\u0000".repeat(22); // 21 of them are 126 characters, the next one is written whole
        assertThat(ValuePrinter.print(Symbol.of("\0".repeat(105)))).isEqualTo(":" + shown + "...(105)");
        assertThat(ValuePrinter.print("\0".repeat(22))).isEqualTo("\"" + shown + "\"");
    }

    @Test
    void many_items_are_cut() {
        assertThat(ValuePrinter.print(Collections.nCopies(33, 1)))
                .endsWith("1, ...]")
                .hasSize(2 + 32 * 3 + 3);
        assertThat(ValuePrinter.print(AmqpArray.repeated(AmqpType.NULL, null, 1 << 30)))
                .hasSizeLessThan(300);
    }

    @Test
    void deep_values_are_cut() {
        Object value = 1;
        for (int i = 0; i < 100; i++) {
            value = new Described(Symbol.of("d"), Map.of(1, List.of(value)));
        }
        assertThat(ValuePrinter.print(value)).contains("...").hasSizeLessThan(100);
    }

    @Test
    void a_line_is_bounded_whatever_its_value() {
        int longest = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            String line = ValuePrinter.print(new ValueGenerator(seed).value(5));
            longest = Math.max(longest, line.length());
            assertThat(line.chars().noneMatch(Character::isISOControl)).as(line).isTrue();
        }
        // the last text may begin just before the end
        assertThat(longest).isLessThan(1024 + 128 + 100);
    }

    @Test
    void what_is_no_amqp_value_says_itself_in_bounds() {
        assertThat(ValuePrinter.print(List.of(Thread.State.NEW))).isEqualTo("[NEW]");
        assertThat(ValuePrinter.print(BigInteger.ONE.shiftLeft(1 << 14)))
                .endsWith("...")
                .hasSizeLessThan(1_100);
        assertThat(ValuePrinter.print(new Object[0])).isEqualTo("Object[]");
    }
}
