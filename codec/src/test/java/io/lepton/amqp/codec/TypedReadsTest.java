// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.types.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers of one type each: every encoding of it, null, and nothing else. */
class TypedReadsTest {

    private static final DecodeLimits LIMITS = DecodeLimits.DEFAULT;

    @Test
    void booleans() {
        assertThat(Decoder.readBoolean(Hex.buffer("41"), false)).isTrue();
        assertThat(Decoder.readBoolean(Hex.buffer("42"), true)).isFalse();
        assertThat(Decoder.readBoolean(Hex.buffer("5601"), false)).isTrue();
        assertThat(Decoder.readBoolean(Hex.buffer("5600"), true)).isFalse();
        assertThat(Decoder.readBoolean(Hex.buffer("40"), true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"43, 0", "5200, 0", "52ff, 255", "7000000000, 0", "70ffffffff, -1", "40, 77"})
    void uints(String hex, int value) {
        assertThat(Decoder.readUint(Hex.buffer(hex), 77)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"44, 0", "53ff, 255", "800000000000000000, 0", "80ffffffffffffffff, -1", "40, 77"})
    void ulongs(String hex, long value) {
        assertThat(Decoder.readUlong(Hex.buffer(hex), 77)).isEqualTo(value);
    }

    @Test
    void other_numbers() {
        assertThat(Decoder.readUbyte(Hex.buffer("50ff"), 1)).isEqualTo(255);
        assertThat(Decoder.readUbyte(Hex.buffer("40"), 1)).isEqualTo(1);
        assertThat(Decoder.readUshort(Hex.buffer("60ffff"), 1)).isEqualTo(65_535);
        assertThat(Decoder.readUshort(Hex.buffer("40"), 1)).isEqualTo(1);
        assertThat(Decoder.readTimestamp(Hex.buffer("83ffffffffffffffff"), 1)).isEqualTo(-1);
        assertThat(Decoder.readTimestamp(Hex.buffer("40"), 1)).isEqualTo(1);
    }

    @Test
    void texts() {
        assertThat(Decoder.readString(Hex.buffer("a10161"), LIMITS)).isEqualTo("a");
        assertThat(Decoder.readString(Hex.buffer("b10000000161"), LIMITS)).isEqualTo("a");
        assertThat(Decoder.readString(Hex.buffer("40"), LIMITS)).isNull();
        assertThat(Decoder.readSymbol(Hex.buffer("a30161"), LIMITS)).isEqualTo(Symbol.of("a"));
        assertThat(Decoder.readSymbol(Hex.buffer("b30000000161"), LIMITS)).isEqualTo(Symbol.of("a"));
        assertThat(Decoder.readSymbol(Hex.buffer("40"), LIMITS)).isNull();
        assertThat(Decoder.readBinary(Hex.buffer("a0020102"), LIMITS)).containsExactly(1, 2);
        assertThat(Decoder.readBinary(Hex.buffer("b0000000020102"), LIMITS)).containsExactly(1, 2);
        assertThat(Decoder.readBinary(Hex.buffer("40"), LIMITS)).isNull();
    }

    @Test
    void slices_say_where_a_binary_is() {
        Buffer buffer = Hex.buffer("a00301020340");
        long slice = Decoder.readBinarySlice(buffer, LIMITS);
        assertThat(Decoder.sliceOffset(slice)).isEqualTo(2);
        assertThat(Decoder.sliceLength(slice)).isEqualTo(3);
        assertThat(Decoder.readBinarySlice(buffer, LIMITS)).isEqualTo(-1);
        assertThat(buffer.readable()).isZero();
    }

    @Test
    void compounds() {
        assertThat(Decoder.readList(Hex.buffer("45"), LIMITS)).isEmpty();
        assertThat(Decoder.readList(Hex.buffer("c0020140"), LIMITS)).isEqualTo(Arrays.asList((Object) null));
        assertThat(Decoder.readList(Hex.buffer("d0000000050000000141"), LIMITS)).isEqualTo(List.of(true));
        assertThat(Decoder.readList(Hex.buffer("40"), LIMITS)).isNull();
        assertThat(Decoder.readMap(Hex.buffer("c103024142"), LIMITS)).isEqualTo(Map.of(true, false));
        assertThat(Decoder.readMap(Hex.buffer("d100000006000000024142"), LIMITS))
                .isEqualTo(Map.of(true, false));
        assertThat(Decoder.readMap(Hex.buffer("40"), LIMITS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"45, 0, 1", "c0020140, 1, 4", "d0000000050000000141, 1, 10"})
    void list_headers_say_how_many_and_where_they_end(String hex, int count, int end) {
        Buffer buffer = Hex.buffer(hex);
        long header = Decoder.readListHeader(buffer);
        assertThat(Decoder.count(header)).isEqualTo(count);
        assertThat(Decoder.end(header)).isEqualTo(end);
        buffer.readIndex(end);
        Decoder.requireEnd(buffer, header, "test");
    }

    @Test
    void items_that_end_elsewhere_than_their_list_are_noticed() {
        Buffer buffer = Hex.buffer("c0 03 01 52 07 40");
        long header = Decoder.readListHeader(buffer);
        buffer.skip(1);
        assertThatThrownBy(() -> Decoder.requireEnd(buffer, header, "open"))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("open");
    }

    @Test
    void map_headers_count_keys_and_values() {
        assertThat(Decoder.count(Decoder.readMapHeader(Hex.buffer("c103024142"))))
                .isEqualTo(2);
        assertThat(Decoder.count(Decoder.readMapHeader(Hex.buffer("d100000006000000024142"))))
                .isEqualTo(2);
    }

    @Test
    void null_is_passed_over_only_if_it_is_there() {
        Buffer buffer = Hex.buffer("4041");
        assertThat(Decoder.readNull(buffer)).isTrue();
        assertThat(Decoder.readNull(buffer)).isFalse();
        assertThat(buffer.readIndex()).isEqualTo(1);
        assertThat(Decoder.peekCode(buffer)).isEqualTo(FormatCode.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"98", "7f", "00", ""})
    void other_types_are_refused(String hex) {
        Buffer buffer = Hex.buffer(hex + "00".repeat(hex.isEmpty() ? 0 : 16));
        List<Runnable> reads = List.of(
                () -> Decoder.readBoolean(buffer, false),
                () -> Decoder.readUbyte(buffer, 0),
                () -> Decoder.readUshort(buffer, 0),
                () -> Decoder.readUint(buffer, 0),
                () -> Decoder.readUlong(buffer, 0),
                () -> Decoder.readTimestamp(buffer, 0),
                () -> Decoder.readString(buffer, LIMITS),
                () -> Decoder.readSymbol(buffer, LIMITS),
                () -> Decoder.readBinary(buffer, LIMITS),
                () -> Decoder.readList(buffer, LIMITS),
                () -> Decoder.readMap(buffer, LIMITS),
                () -> Decoder.readListHeader(buffer),
                () -> Decoder.readMapHeader(buffer));
        for (Runnable read : reads) {
            buffer.readIndex(0);
            assertThatThrownBy(read::run)
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining(hex.isEmpty() ? "truncated" : "expected, but found");
        }
        buffer.readIndex(buffer.writeIndex());
        assertThatThrownBy(() -> Decoder.peekCode(buffer)).isInstanceOf(DecodeException.class);
    }
}
