// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.types.AmqpArray;
import io.lepton.amqp.types.AmqpType;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.CodePoint;
import io.lepton.amqp.types.Decimal128;
import io.lepton.amqp.types.Decimal32;
import io.lepton.amqp.types.Decimal64;
import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedByte;
import io.lepton.amqp.types.UnsignedInteger;
import io.lepton.amqp.types.UnsignedLong;
import io.lepton.amqp.types.UnsignedShort;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes worked out by hand from part 1 of the standard, for every constructor code (T-001 to T-022). */
class ByteVectorsTest {

    private static final UUID SOME_UUID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final String UUID_HEX = "00112233445566778899aabbccddeeff";
    private static final String LONG_TEXT = "x".repeat(256);
    private static final String LONG_TEXT_HEX = "78".repeat(256);

    /** In the shortest form, so that encoding answers the same bytes. */
    static Stream<Arguments> shortest() {
        return Stream.of(simple(), texts(), compounds(), arrays()).flatMap(s -> s);
    }

    private static Stream<Arguments> simple() {
        return Stream.of(
                arguments("40", null),
                arguments("41", true),
                arguments("42", false),
                arguments("5000", UnsignedByte.ZERO),
                arguments("50ff", UnsignedByte.MAX_VALUE),
                arguments("60ffff", UnsignedShort.MAX_VALUE),
                arguments("43", UnsignedInteger.ZERO),
                arguments("5201", UnsignedInteger.valueOf(1)),
                arguments("52ff", UnsignedInteger.valueOf(255)),
                arguments("7000000100", UnsignedInteger.valueOf(256)),
                arguments("70ffffffff", UnsignedInteger.MAX_VALUE),
                arguments("44", UnsignedLong.ZERO),
                arguments("53ff", UnsignedLong.valueOf(255)),
                arguments("800000000000000100", UnsignedLong.valueOf(256)),
                arguments("80ffffffffffffffff", UnsignedLong.MAX_VALUE),
                arguments("5180", Byte.MIN_VALUE),
                arguments("618000", Short.MIN_VALUE),
                arguments("5480", -128),
                arguments("547f", 127),
                arguments("7100000080", 128),
                arguments("7180000000", Integer.MIN_VALUE),
                arguments("55ff", -1L),
                arguments("810000000000000080", 128L),
                arguments("818000000000000000", Long.MIN_VALUE),
                arguments("723f800000", 1f),
                arguments("7280000000", -0f),
                arguments("823ff0000000000000", 1d),
                arguments("827ff0000000000000", Double.POSITIVE_INFINITY),
                arguments("7432800001", Decimal32.ofBits(0x32800001)),
                arguments("8431c0000000000001", Decimal64.ofBits(0x31c0000000000001L)),
                arguments("9430400000000000000000000000000001", Decimal128.ofBits(0x3040000000000000L, 1)),
                arguments("7300000061", 'a'),
                arguments("730000ffff", '\uffff'),
                arguments("730001f600", new CodePoint(0x1f600)),
                arguments("830000000000000000", Instant.EPOCH),
                arguments("83ffffffffffffffff", Instant.ofEpochMilli(-1)),
                arguments("838000000000000000", Instant.ofEpochMilli(Long.MIN_VALUE)),
                arguments("837fffffffffffffff", Instant.ofEpochMilli(Long.MAX_VALUE)),
                arguments("98" + UUID_HEX, SOME_UUID));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                arguments("a000", Binary.EMPTY),
                arguments("a0020102", Binary.of(new byte[] {1, 2})),
                arguments("b000000100" + "00".repeat(256), Binary.of(new byte[256])),
                arguments("a100", ""),
                arguments("a10161", "a"),
                arguments("a109c3a9e282acf09f9880", "é€😀"),
                arguments("b100000100" + LONG_TEXT_HEX, LONG_TEXT),
                arguments("b100000102" + "c3a9".repeat(129), "é".repeat(129)),
                arguments("a300", Symbol.of("")),
                arguments("a305414d51503a", Symbol.of("AMQP:")),
                arguments("b300000100" + LONG_TEXT_HEX, Symbol.of(LONG_TEXT)));
    }

    private static Stream<Arguments> compounds() {
        return Stream.of(
                arguments("45", List.of()),
                arguments("c0020140", Arrays.asList((Object) null)),
                arguments("c00402540141", List.of(1, true)),
                arguments("d00000010900000001b100000100" + LONG_TEXT_HEX, List.of(LONG_TEXT)),
                arguments("c0fffe" + "40".repeat(254), Collections.nCopies(254, null)),
                arguments("d000000103000000ff" + "40".repeat(255), Collections.nCopies(255, null)),
                arguments("c10100", Map.of()),
                arguments("c1050254015501", Map.of(1, 1L)),
                arguments("c109045401540155015402", intAndLongKeys()),
                arguments("c1030240" + "41", nullKey()),
                arguments("00a3016145", described(Symbol.of("a"), List.of())),
                arguments("00537740", described(ulong(0x77), null)),
                arguments("00005301530241", described(described(ulong(1), ulong(2)), true)),
                arguments("00530100530241", described(ulong(1), described(ulong(2), true))));
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                arguments("e0020056", new boolean[0]),
                arguments("e00402560100", new boolean[] {true, false}),
                arguments("e004025001ff", new UnsignedByte[] {ubyte(1), ubyte(255)}),
                arguments("e006026000010002", new UnsignedShort[] {ushort(1), ushort(2)}),
                arguments("e00402520001", new UnsignedInteger[] {uint(0), uint(1)}),
                arguments("e00a027000000000" + "00000100", new UnsignedInteger[] {uint(0), uint(256)}),
                arguments("e00402530001", new UnsignedLong[] {ulong(0), ulong(1)}),
                arguments("e00a018000000000000001" + "00", new UnsignedLong[] {ulong(256)}),
                arguments("e0040251ff01", new Byte[] {-1, 1}),
                arguments("e006026100018000", new short[] {1, Short.MIN_VALUE}),
                arguments("e00402547f80", new int[] {127, -128}),
                arguments("e006017100000080", new int[] {128}),
                arguments("e00402557f80", new long[] {127, -128}),
                arguments("e00a01810000000000000080", new long[] {128}),
                arguments("e0060172bf800000", new float[] {-1}),
                arguments("e00a0182bff0000000000000", new double[] {-1}),
                arguments("e0060173" + "0000d7ff", new char[] {'\ud7ff'}),
                arguments("e0060173" + "0010ffff", AmqpArray.of(AmqpType.CHAR, List.of(new CodePoint(0x10ffff)))),
                arguments("e0060174" + "32800001", new Decimal32[] {Decimal32.ofBits(0x32800001)}),
                arguments("e00a0184" + "31c0000000000001", new Decimal64[] {Decimal64.ofBits(0x31c0000000000001L)}),
                arguments(
                        "e0120194" + UUID_HEX,
                        new Decimal128[] {Decimal128.ofBits(0x0011223344556677L, 0x8899aabbccddeeffL)}),
                arguments("e00a0183" + "ffffffffffffffff", new Instant[] {Instant.ofEpochMilli(-1)}),
                arguments("e0120198" + UUID_HEX, new UUID[] {SOME_UUID}),
                arguments("e00502a0000101", new Binary[] {Binary.EMPTY, Binary.of(new byte[] {1})}),
                arguments("e00502a1000161", new String[] {"", "a"}),
                arguments("e00502a3000161", new Symbol[] {Symbol.of(""), Symbol.of("a")}),
                arguments("f00000010900000001b100000100" + LONG_TEXT_HEX, new String[] {LONG_TEXT}),
                arguments("e0020040", AmqpArray.of(AmqpType.NULL, List.of())),
                arguments("e0020340", AmqpArray.of(AmqpType.NULL, Arrays.asList(null, null, null))),
                arguments("e00702c001000201" + "41", AmqpArray.of(AmqpType.LIST, List.of(List.of(), List.of(true)))),
                arguments("e00601c103024041", AmqpArray.of(AmqpType.MAP, List.of(nullKey()))),
                arguments(
                        "e00a02e0" + "03015401" + "03015502",
                        AmqpArray.of(AmqpType.ARRAY, List.of(new int[] {1}, new long[] {2}))),
                arguments("e006010053015407", AmqpArray.described(ulong(1), AmqpType.INT, List.of(7))),
                arguments("e00500" + "00530154", AmqpArray.described(ulong(1), AmqpType.INT, List.of())));
    }

    private static Map<Object, Object> nullKey() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(null, true);
        return map;
    }

    private static UnsignedByte ubyte(int value) {
        return UnsignedByte.valueOf(value);
    }

    private static UnsignedShort ushort(int value) {
        return UnsignedShort.valueOf(value);
    }

    private static UnsignedInteger uint(long value) {
        return UnsignedInteger.valueOf(value);
    }

    private static UnsignedLong ulong(long value) {
        return UnsignedLong.valueOf(value);
    }

    private static Described described(Object descriptor, @Nullable Object value) {
        return new Described(descriptor, value);
    }

    private static Map<Object, Object> intAndLongKeys() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, 1);
        map.put(1L, 2);
        return map;
    }

    /** Longer than need be, and legal (T-007). */
    static Stream<Arguments> longer() {
        return Stream.of(
                arguments("5601", true),
                arguments("5600", false),
                arguments("5200", UnsignedInteger.ZERO),
                arguments("7000000000", UnsignedInteger.ZERO),
                arguments("5300", UnsignedLong.ZERO),
                arguments("800000000000000000", UnsignedLong.ZERO),
                arguments("71ffffffff", -1),
                arguments("81ffffffffffffffff", -1L),
                arguments("b000000000", Binary.EMPTY),
                arguments("b10000000161", "a"),
                arguments("b30000000161", Symbol.of("a")),
                arguments("c00100", List.of()),
                arguments("d00000000400000000", List.of()),
                arguments("d10000000400000000", Map.of()),
                arguments("e0020341", new boolean[] {true, true, true}),
                arguments("e0020242", new boolean[] {false, false}),
                arguments("e0020143", new UnsignedInteger[] {UnsignedInteger.ZERO}),
                arguments("e0020144", new UnsignedLong[] {UnsignedLong.ZERO}),
                arguments("e0020245", AmqpArray.of(AmqpType.LIST, List.of(List.of(), List.of()))),
                arguments("f0000000050000000071", new int[0]),
                arguments("f0000000090000000171" + "00000007", new int[] {7}),
                arguments("f00000000a00000001b10000000161", new String[] {"a"}),
                arguments("f00000000d00000001d00000000400000000", AmqpArray.of(AmqpType.LIST, List.of(List.of()))),
                arguments("0080000000000000000140", described(ulong(1), null)));
    }

    @ParameterizedTest
    @MethodSource("shortest")
    void decodes_to_the_value_and_encodes_to_the_same_bytes(String hex, @Nullable Object value) {
        assertThat(decode(hex)).isEqualTo(value);
        assertThat(encode(value)).isEqualTo(hex);
    }

    @ParameterizedTest
    @MethodSource("longer")
    void decodes_what_is_longer_than_need_be(String hex, @Nullable Object value) {
        assertThat(decode(hex)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource({"shortest", "longer"})
    void is_skipped_to_its_last_byte(String hex, @Nullable Object value) {
        Buffer buffer = Buffer.wrap(HexFormat.of().parseHex(hex));
        Decoder.skipValue(buffer);
        assertThat(buffer.readable()).as("bytes left of %s", value).isZero();
    }

    private static @Nullable Object decode(String hex) {
        Buffer buffer = Buffer.wrap(HexFormat.of().parseHex(hex));
        Object value = Decoder.readValue(buffer, DecodeLimits.DEFAULT);
        assertThat(buffer.readable()).isZero();
        return value;
    }

    private static String encode(@Nullable Object value) {
        Buffer buffer = Buffer.allocate(0);
        Encoder.writeValue(buffer, value);
        return HexFormat.of().formatHex(buffer.copyFrom(0));
    }
}
