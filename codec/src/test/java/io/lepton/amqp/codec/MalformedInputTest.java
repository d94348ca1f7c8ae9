// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.types.AmqpError;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that break the rules of part 1 are refused with what was wrong, and where. */
class MalformedInputTest {

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("", "truncated", 0),
                arguments("00", "truncated", 1),
                arguments("00a30161", "truncated", 4),
                arguments("00 40 40", "descriptor that is null", 1),
                arguments("56 02", "boolean", 1),
                arguments("56 ff", "boolean", 1),
                arguments("73 0000d800", "char", 1),
                arguments("73 0000dfff", "char", 1),
                arguments("73 00110000", "char", 1),
                arguments("73 ffffffff", "char", 1),
                arguments("a1 01 80", "UTF-8", 2),
                arguments("a1 02 c080", "UTF-8", 2),
                arguments("a1 02 c1bf", "UTF-8", 2),
                arguments("a1 03 e09fbf", "UTF-8", 2),
                arguments("a1 03 eda080", "UTF-8", 2),
                arguments("a1 03 edbfbf", "UTF-8", 2),
                arguments("a1 04 f08fbfbf", "UTF-8", 2),
                arguments("a1 04 f4908080", "UTF-8", 2),
                arguments("a1 04 f5808080", "UTF-8", 2),
                arguments("a1 04 616263 c3", "UTF-8", 5),
                arguments("a1 03 e282 61", "UTF-8", 2),
                arguments("b1 00000001 ff", "UTF-8", 5),
                arguments("a3 01 80", "ASCII", 2),
                arguments("c1 02 01 40", "pairs", 3),
                arguments("d1 00000005 00000001 40", "pairs", 9),
                arguments("c1 05 04 40 40 40 40", "same key twice", 5),
                arguments("c1 0a 04 5401 40 7100000001 40", "same key twice", 6),
                arguments("c0 03 01 40 40", "list whose items end", 4),
                arguments("c0 02 01 5001", "list whose items end", 5),
                arguments("c0 05 01 40", "list of 5 bytes", 1),
                arguments("c1 04 02 40 40 40", "map whose items end", 5),
                arguments("e0 04 01 50 00 00", "array whose items end", 5),
                arguments("e0 05 02 00 40 50 00", "descriptor that is null", 4),
                arguments("e0 02 00 4f", "unknown", 3),
                arguments("e0 03 02 54 00", "array of 2 elements in 1 bytes", 4),
                arguments("e0 04 02 56 00 02", "boolean", 5));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(String hex, String what, int offset) {
        DecodeException refusal = catchThrowableOfType(DecodeException.class, () -> Hex.decode(hex));
        assertThat(refusal).hasMessageContaining(what).hasMessageContaining("at offset " + offset);
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal.condition().condition()).isEqualTo(AmqpError.DECODE_ERROR);
    }

    static IntStream unknownCodes() {
        return IntStream.range(0, 256).filter(code -> !FormatCode.isKnown(code));
    }

    @ParameterizedTest
    @MethodSource("unknownCodes")
    void codes_that_the_standard_does_not_define_are_refused(int code) {
        byte[] bytes = new byte[64];
        bytes[0] = (byte) code;
        assertThatThrownBy(() -> Decoder.readValue(Buffer.wrap(bytes), DecodeLimits.DEFAULT))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> Decoder.skipValue(Buffer.wrap(bytes)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void keys_that_are_equal_arrays_are_the_same_key() {
        String array = "e0 03 01 54 07".replace(" ", "");
        assertThatThrownBy(() -> Hex.decode("c1 0d 04" + array + "40" + array + "40"))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("same key twice");
        String list = "c006 01".replace(" ", "") + array;
        assertThatThrownBy(() -> Hex.decode("c1 13 04" + list + "40" + list + "40"))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("same key twice");
    }

    @Test
    void there_are_as_many_codes_as_the_standard_has() {
        assertThat(IntStream.range(0, 256).filter(FormatCode::isKnown)).hasSize(40);
    }
}
