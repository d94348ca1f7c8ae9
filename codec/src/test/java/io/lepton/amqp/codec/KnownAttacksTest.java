// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published attacks on AMQP codecs, by their rows in the list of known attacks. */
class KnownAttacksTest {

    /** An exception with its stack trace and message, and what is set aside for announced items. */
    private static final long SMALL = 64 << 10;

    private static DecodeException refused(String hex) {
        return refused(Hex.bytes(hex));
    }

    private static DecodeException refused(byte[] bytes) {
        return catchThrowableOfType(
                DecodeException.class, () -> Decoder.readValue(Buffer.wrap(bytes), DecodeLimits.DEFAULT));
    }

    @Test
    void b1_symbols_from_the_wire_are_kept_by_nobody() {
        Object first = Hex.decode("a30a756e6b6e6f776e3a2d29");
        assertThat(first)
                .isEqualTo(Hex.decode("a30a756e6b6e6f776e3a2d29"))
                .isNotSameAs(Hex.decode("a30a756e6b6e6f776e3a2d29"));
        byte[] name = "unknown:-)".getBytes(StandardCharsets.US_ASCII);
        assertThat(KnownSymbols.find(name, 0, name.length)).isNull();
    }

    @Test
    void b1_symbols_that_standards_name_are_found_without_making_new_ones() {
        Object first = Hex.decode("a30e616d71703a6e6f742d666f756e64");
        assertThat(first).isSameAs(AmqpError.NOT_FOUND);
        Object other = Hex.decode("a312616d71703a61636365707465643a6c697374");
        assertThat(other)
                .isEqualTo(Symbol.of("amqp:accepted:list"))
                .isSameAs(Hex.decode("a312616d71703a61636365707465643a6c697374"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b0 7fffffff 00",
                "b1 7fffffff 00",
                "b3 7fffffff 00",
                "b0 ffffffff 00",
                "b1 80000000 00",
                "b3 80000001 00",
                "d0 7fffffff 7ffffff0 40",
                "d1 7fffffff 7ffffff0 40",
                "f0 7fffffff 7ffffff0 71",
                "d0 00000005 7fffffff 40",
                "d1 00000006 7ffffffe 40 40",
                "f0 00000009 7fffffff 71 00000000",
                "d0 00000005 ffffffff 40",
                "c0 02 ff 40",
                "c1 03 fe 40 40",
                "e0 03 ff 50 00",
                "f0 00000006 7fffffff a1 00",
                "f0 00000009 3fffffff d0 00000000",
                "a0 ff 00",
                "a1 ff 00",
                "a3 ff 00"
            })
    void b2_sizes_and_counts_allocate_nothing_that_is_not_there(String hex) {
        byte[] bytes = Hex.bytes(hex);
        refused(bytes);
        long allocated = Allocation.of(() -> assertThat(refused(bytes)).isNotNull());
        assertThat(allocated).isLessThan(SMALL);
    }

    @Test
    void b2_every_level_of_a_nest_may_lie_about_its_count_without_gain() {
        byte[] bytes = nest(100, 100_000);
        refused(bytes);
        assertThat(Allocation.of(() -> assertThat(refused(bytes)).isNotNull())).isLessThan(SMALL);
    }

    /** Lists that each announce as many items as they have bytes, and hold the next list only. */
    private static byte[] nest(int levels, int padding) {
        Buffer buffer = Buffer.allocate(9 * levels + padding);
        for (int level = 0; level < levels; level++) {
            int size = 9 * (levels - level) - 5 + padding;
            buffer.writeByte(FormatCode.LIST32);
            buffer.writeInt(size);
            buffer.writeInt(size - 4);
        }
        buffer.writeBytes(new byte[padding], 0, padding);
        return buffer.array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "d0 000fffff 00000001",
                "d1 000fffff 00000002 40",
                "f0 000fffff 00000001 f0 000fffff 00000001"
            })
    void b3_nesting_ends_at_the_limit_and_not_at_the_end_of_the_stack(String opening) {
        byte[] one = Hex.bytes(opening);
        byte[] bytes = new byte[2 << 20];
        for (int i = 0; i + one.length <= 1 << 20; i += one.length) {
            System.arraycopy(one, 0, bytes, i, one.length);
        }
        DecodeException refusal = refused(bytes);
        assertThat(refusal).hasMessageContaining("deep");
        assertThat(refusal.condition().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    void b3_skipping_needs_no_stack() {
        assertThatThrownBy(() -> Decoder.skipValue(Buffer.wrap(new byte[1 << 20])))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("truncated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "41", "42", "43", "44", "45"})
    void b8_elements_without_width_are_counted_before_they_are_made(String code) {
        byte[] bytes = Hex.bytes("f0 00000005 7fffffff" + code);
        refused(bytes);
        assertThat(Allocation.of(() -> assertThat(refused(bytes)).hasMessageContaining("without width")))
                .isLessThan(SMALL);
        assertThat(refused("f0 00000005 ffffffff" + code)).hasMessageContaining("without width");
        assertThat(refused("f0 00000005 00000041" + code)).hasMessageContaining("without width");
        assertThat(Hex.decode("f0 00000005 00000040" + code)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b0 80000000",
                "b1 80000000",
                "b3 80000000",
                "d0 80000000 00000000",
                "d1 80000000 00000000",
                "f0 80000000 00000000 71",
                "b0 fffffffb 00",
                "d0 fffffffb 00000001 40",
                "d0 00000005 80000000 40",
                "d1 00000004 80000000",
                "f0 00000009 40000001 71 00000007",
                "f0 00000005 20000000 81",
                "f0 00000005 10000000 98",
                "f0 00000005 80000000 50",
                "d0 00000003 000000",
                "c0 00",
                "c1 00",
                "e0 00",
                "e0 01 00"
            })
    void b23_lengths_neither_wrap_nor_turn_negative(String hex) {
        assertThat(refused(hex)).isNotNull();
        assertThat(refused(hex + "00".repeat(100))).isNotNull();
    }

    @Test
    void b23_skipping_does_not_go_backwards() {
        for (String hex : List.of("b0 fffffffb", "d0 80000000", "f0 ffffffff")) {
            assertThatThrownBy(() -> Decoder.skipValue(Hex.buffer(hex + "00".repeat(20))))
                    .isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void b24_text_of_hostile_values_is_bounded() {
        Symbol symbol = Symbol.of("s".repeat(1 << 20));
        String description = "d".repeat(1 << 20);
        Described described = new Described(symbol, List.of(description));
        assertThat(ValuePrinter.print(described)).hasSizeLessThan(2_000);
        assertThat(described.toString()).hasSizeLessThan(2_000);
        assertThat(ErrorCondition.of(symbol, description).toString()).hasSizeLessThan(3_000);
    }

    @Test
    void b24_messages_of_refusals_do_not_repeat_what_the_peer_sent() {
        assertThat(refused("a1 04 61 62 63 ff")).hasMessageNotContaining("abc");
        assertThat(refused("c1 0d 04 a103616263 40 a103616263 40")).hasMessageNotContaining("abc");
    }

    @Test
    void b24_serialised_java_objects_stay_bytes() {
        assertThat(Hex.decode("a0 08 aced000573720000")).hasToString("binary(8) aced000573720000");
    }

    @Test
    void b30_types_are_neither_lost_nor_changed() {
        assertThat(Hex.decode("83 0000000000000001")).isEqualTo(Instant.ofEpochMilli(1));
        assertThat(Hex.decode("73 0001f600")).isEqualTo(new CodePoint(0x1f600));
        assertThat(Hex.decode("c0 03 02 40 41")).isEqualTo(Arrays.asList(null, true));
        assertThat(Hex.decode("c1 09 04 5401 5401 5501 5402")).isEqualTo(Map.of(1, 1, 1L, 2));
        assertThat(Hex.decode("c1 09 04 5201 5401 5301 5402"))
                .isEqualTo(Map.of(UnsignedInteger.valueOf(1), 1, UnsignedLong.valueOf(1), 2));
        assertThat(Hex.decode("81 0020000000000001")).isEqualTo((1L << 53) + 1);
        assertThat(Hex.decode("e0 02 00 a3")).isEqualTo(new Symbol[0]);
    }
}
