// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The four unsigned types over their whole range (T-010). */
class UnsignedTest {

    private static final BigInteger MAX_ULONG = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    @Test
    void bits_are_read_without_sign() {
        assertThat(UnsignedByte.ofBits((byte) -1).intValue()).isEqualTo(255);
        assertThat(UnsignedShort.ofBits((short) -1).intValue()).isEqualTo(65_535);
        assertThat(UnsignedInteger.ofBits(-1).longValue()).isEqualTo(4_294_967_295L);
        assertThat(UnsignedLong.ofBits(-1).bigIntegerValue()).isEqualTo(MAX_ULONG);
        assertThat(UnsignedLong.valueOf(7).bigIntegerValue()).isEqualTo(7);
    }

    @Test
    void as_java_numbers_they_keep_their_value_where_it_fits() {
        for (Number n : List.of(
                UnsignedByte.MAX_VALUE,
                UnsignedShort.valueOf(255),
                UnsignedInteger.valueOf(255),
                UnsignedLong.valueOf(255))) {
            assertThat(n.byteValue()).isEqualTo((byte) -1);
            assertThat(n.shortValue()).isEqualTo((short) 255);
            assertThat(n.intValue()).isEqualTo(255);
            assertThat(n.longValue()).isEqualTo(255);
            assertThat(n.floatValue()).isEqualTo(255);
            assertThat(n.doubleValue()).isEqualTo(255);
            assertThat(n).hasToString("255");
        }
        assertThat(UnsignedShort.MAX_VALUE.shortValue()).isEqualTo((short) -1);
        assertThat(UnsignedInteger.MAX_VALUE.doubleValue()).isEqualTo(4294967295d);
        assertThat(UnsignedLong.MAX_VALUE.doubleValue()).isEqualTo(18446744073709551616d);
        assertThat(UnsignedLong.MAX_VALUE.floatValue()).isEqualTo(18446744073709551616f);
        assertThat(UnsignedLong.MAX_VALUE.intValue()).isEqualTo(-1);
    }

    @Test
    void what_is_out_of_range_is_refused() {
        assertThatThrownBy(() -> UnsignedByte.valueOf(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedByte.valueOf(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedShort.valueOf(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedShort.valueOf("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedInteger.valueOf(1L << 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedInteger.valueOf(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedLong.valueOf(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedLong.valueOf(MAX_ULONG.add(BigInteger.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedLong.valueOf("18446744073709551616"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_and_value_are_the_same_number() {
        assertThat(UnsignedByte.valueOf("255"))
                .isEqualTo(UnsignedByte.MAX_VALUE)
                .hasToString("255");
        assertThat(UnsignedShort.valueOf("65535"))
                .isEqualTo(UnsignedShort.MAX_VALUE)
                .hasToString("65535");
        assertThat(UnsignedInteger.valueOf("4294967295"))
                .isEqualTo(UnsignedInteger.MAX_VALUE)
                .hasToString("4294967295");
        assertThat(UnsignedLong.valueOf(MAX_ULONG.toString()))
                .isEqualTo(UnsignedLong.MAX_VALUE)
                .hasToString(MAX_ULONG.toString());
        assertThat(UnsignedLong.valueOf(MAX_ULONG)).isEqualTo(UnsignedLong.MAX_VALUE);
    }

    @Test
    void order_is_by_value() {
        assertThat(UnsignedByte.MAX_VALUE).isGreaterThan(UnsignedByte.ZERO);
        assertThat(UnsignedShort.MAX_VALUE).isGreaterThan(UnsignedShort.ZERO);
        assertThat(UnsignedInteger.MAX_VALUE).isGreaterThan(UnsignedInteger.ZERO);
        assertThat(UnsignedLong.MAX_VALUE).isGreaterThan(UnsignedLong.ZERO);
    }

    @Test
    void types_differ_although_values_are_equal() {
        List<Object> ones = List.of(
                UnsignedByte.valueOf(1),
                UnsignedShort.valueOf(1),
                UnsignedInteger.valueOf(1),
                UnsignedLong.valueOf(1),
                1,
                1L);
        assertThat(ones).doesNotHaveDuplicates();
        assertThat(UnsignedInteger.ofBits(-7))
                .isEqualTo(UnsignedInteger.ofBits(-7))
                .hasSameHashCodeAs(UnsignedInteger.ofBits(-7));
        assertThat(UnsignedShort.ofBits((short) -7))
                .isEqualTo(UnsignedShort.ofBits((short) -7))
                .hasSameHashCodeAs(UnsignedShort.ofBits((short) -7));
        assertThat(UnsignedLong.ofBits(-7))
                .isEqualTo(UnsignedLong.ofBits(-7))
                .hasSameHashCodeAs(UnsignedLong.ofBits(-7));
    }
}
