// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lepton.amqp.types.AmqpError;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit lets through what is at it, and refuses what is one above it. */
class DecodeLimitsTest {

    private static final DecodeLimits LIMITS = new DecodeLimits(2, 3, 2, 1, 4, 5, 6);

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("depth of lists", "c0 04 01 c0 01 00", "c0 07 01 c0 04 01 c0 01 00"),
                arguments("depth of maps", "c1 05 02 40 c1 01 00", "c1 07 02 40 c1 03 02 40 45"),
                arguments("depth of arrays", "e0 05 01 e0 02 00 54", "e0 08 01 e0 05 01 e0 02 00 54"),
                arguments("depth of described values", "00 44 00 44 40", "00 44 00 44 00 44 40"),
                arguments("depth of descriptors", "00 00 44 40 40", "00 00 00 44 40 40 40"),
                arguments("depth of descriptors of elements", "e0 04 00 00 44 54", "e0 06 00 00 44 00 44 54"),
                arguments("items of a list", "c0 04 03 40 40 40", "c0 05 04 40 40 40 40"),
                arguments("items of a map", "c1 03 02 40 40", "c1 05 04 40 40 41 40"),
                arguments("elements of an array", "e0 05 03 50 01 02 03", "e0 06 04 50 01 02 03 04"),
                arguments("elements without width", "e0 02 02 41", "e0 02 03 41"),
                arguments("keys that are compound", "c1 03 02 45 40", "c1 09 04 c0 01 00 40 c1 01 00 40"),
                arguments("symbol", "a3 04 61616161", "a3 05 6161616161"),
                arguments("string", "a1 05 6161616161", "a1 06 616161616161"),
                arguments("bytes of a string", "a1 04 c3a9c3a9", "a1 06 c3a9c3a9c3a9"),
                arguments("binary", "a0 06 000000000000", "a0 07 00000000000000"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void at_the_limit_is_read_and_above_is_refused(String what, String at, String above) {
        Buffer buffer = Hex.buffer(at);
        Decoder.readValue(buffer, LIMITS);
        assertThat(buffer.readable()).as(what).isZero();
        assertThatThrownBy(() -> Decoder.readValue(Hex.buffer(above), LIMITS))
                .as(what)
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        e -> assertThat(e.condition().condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED));
        assertThat(Hex.decode(above)).as("%s by default", what).isNotNull();
    }

    @Test
    void changing_one_limit_leaves_the_others() {
        assertThat(LIMITS.withMaxDepth(9)).isEqualTo(new DecodeLimits(9, 3, 2, 1, 4, 5, 6));
        assertThat(LIMITS.withMaxElements(9)).isEqualTo(new DecodeLimits(2, 9, 2, 1, 4, 5, 6));
        assertThat(LIMITS.withMaxZeroWidthElements(9)).isEqualTo(new DecodeLimits(2, 3, 9, 1, 4, 5, 6));
        assertThat(LIMITS.withMaxCompoundKeys(9)).isEqualTo(new DecodeLimits(2, 3, 2, 9, 4, 5, 6));
        assertThat(LIMITS.withMaxSymbolLength(9)).isEqualTo(new DecodeLimits(2, 3, 2, 1, 9, 5, 6));
        assertThat(LIMITS.withMaxStringLength(9)).isEqualTo(new DecodeLimits(2, 3, 2, 1, 4, 9, 6));
        assertThat(LIMITS.withMaxBinaryLength(9)).isEqualTo(new DecodeLimits(2, 3, 2, 1, 4, 5, 9));
    }

    @Test
    void negative_limits_are_refused() {
        assertThatThrownBy(() -> LIMITS.withMaxDepth(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDepth");
    }

    @Test
    void strangers_get_less_of_everything() {
        DecodeLimits strict = DecodeLimits.UNAUTHENTICATED;
        DecodeLimits normal = DecodeLimits.DEFAULT;
        assertThat(strict.maxDepth()).isLessThan(normal.maxDepth());
        assertThat(strict.maxElements()).isLessThan(normal.maxElements());
        assertThat(strict.maxZeroWidthElements()).isLessThan(normal.maxZeroWidthElements());
        assertThat(strict.maxCompoundKeys()).isLessThan(normal.maxCompoundKeys());
        assertThat(strict.maxSymbolLength()).isLessThan(normal.maxSymbolLength());
        assertThat(strict.maxStringLength()).isLessThan(normal.maxStringLength());
        assertThat(strict.maxBinaryLength()).isLessThan(normal.maxBinaryLength());
    }
}
