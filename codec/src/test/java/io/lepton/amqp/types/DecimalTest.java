// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals as IEEE 754-2008 with binary integer coefficients; bits worked out by hand (T-012). */
class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "32800000, 0",
        "32800001, 1",
        "b2800001, -1",
        "3200000f, 1.5",
        "32000096, 15.0",
        "77f8967f, 9.999999E+96",
        "00000001, 1E-101",
        "6cb8967f, 9999999",
        "6ca00000, 8388608",
        "32ffffff, 8388607",
        "5f800000, 0E+90"
    })
    void decimal32(String bits, String number) {
        Decimal32 decimal = Decimal32.ofBits(Integer.parseUnsignedInt(bits, 16));
        assertThat(decimal.toBigDecimal()).isEqualTo(new BigDecimal(number));
        assertThat(Decimal32.valueOf(new BigDecimal(number))).isEqualTo(decimal);
        assertThat(decimal).hasToString(new BigDecimal(number).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "31c0000000000000, 0",
        "31c0000000000001, 1",
        "b1c0000000000001, -1",
        "31a000000000000f, 1.5",
        "77fb86f26fc0ffff, 9.999999999999999E+384",
        "0000000000000001, 1E-398",
        "6c7386f26fc0ffff, 9999999999999999",
        "6c70000000000000, 9007199254740992",
        "31dfffffffffffff, 9007199254740991"
    })
    void decimal64(String bits, String number) {
        Decimal64 decimal = Decimal64.ofBits(Long.parseUnsignedLong(bits, 16));
        assertThat(decimal.toBigDecimal()).isEqualTo(new BigDecimal(number));
        assertThat(Decimal64.valueOf(new BigDecimal(number))).isEqualTo(decimal);
    }

    @ParameterizedTest
    @CsvSource({
        "3040000000000000, 0000000000000000, 0",
        "3040000000000000, 0000000000000001, 1",
        "b040000000000000, 0000000000000001, -1",
        "303e000000000000, 000000000000000f, 1.5",
        "5fffed09bead87c0, 378d8e63ffffffff, 9.999999999999999999999999999999999E+6144",
        "0000000000000000, 0000000000000001, 1E-6176",
        "3040000000000000, ffffffffffffffff, 18446744073709551615",
        "3040000000000001, 0000000000000000, 18446744073709551616"
    })
    void decimal128(String upper, String lower, String number) {
        Decimal128 decimal = Decimal128.ofBits(Long.parseUnsignedLong(upper, 16), Long.parseUnsignedLong(lower, 16));
        assertThat(decimal.toBigDecimal()).isEqualTo(new BigDecimal(number));
        assertThat(Decimal128.valueOf(new BigDecimal(number))).isEqualTo(decimal);
    }

    @Test
    void numbers_that_fit_come_back_exactly() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            BigInteger digits = new BigInteger(112, random);
            digits = random.nextBoolean() ? digits : digits.negate();
            BigDecimal large = new BigDecimal(digits.mod(BigInteger.TEN.pow(34)), random.nextInt(12_288) - 6_111);
            BigDecimal middle = new BigDecimal(digits.mod(BigInteger.TEN.pow(16)), random.nextInt(768) - 369);
            BigDecimal small = new BigDecimal(digits.mod(BigInteger.TEN.pow(7)), random.nextInt(192) - 90);
            assertThat(Decimal128.valueOf(large).toBigDecimal()).isEqualTo(large);
            assertThat(Decimal64.valueOf(middle).toBigDecimal()).isEqualTo(middle);
            assertThat(Decimal32.valueOf(small.negate()).toBigDecimal()).isEqualTo(small.negate());
        }
    }

    @Test
    void zeros_move_between_digits_and_exponent_when_that_makes_a_number_fit() {
        assertThat(Decimal32.valueOf(new BigDecimal("12345670000")).toBigDecimal())
                .isEqualByComparingTo("12345670000");
        assertThat(Decimal32.valueOf(new BigDecimal("1E+96")).toBigDecimal()).isEqualByComparingTo("1E+96");
        assertThat(Decimal32.valueOf(BigDecimal.TEN.pow(96)).toBigDecimal()).isEqualByComparingTo("1E+96");
        assertThat(Decimal32.valueOf(new BigDecimal("10E-102")).toBigDecimal()).isEqualTo(new BigDecimal("1E-101"));
        assertThat(Decimal32.valueOf(new BigDecimal("0E-5000")).toBigDecimal()).isEqualTo(new BigDecimal("0E-101"));
        assertThat(Decimal32.valueOf(new BigDecimal("0E+5000")).toBigDecimal()).isEqualTo(new BigDecimal("0E+90"));
    }

    @ParameterizedTest
    @CsvSource({"12345678", "1E+97", "1E-102", "1.2345678", "1E+2000000000", "1E-2000000000"})
    void nothing_is_rounded_in_silence(String number) {
        assertThatThrownBy(() -> Decimal32.valueOf(new BigDecimal(number)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("decimal32");
    }

    @Test
    void infinities_and_nan_are_told_apart() {
        Decimal32 infinite = Decimal32.ofBits(0x78000000);
        Decimal64 negative = Decimal64.ofBits(0xf800000000000000L);
        Decimal128 nan = Decimal128.ofBits(0x7c00000000000000L, 0);
        assertThat(infinite).hasToString("Infinity");
        assertThat(negative).hasToString("-Infinity");
        assertThat(nan).hasToString("NaN");
        assertThat(infinite.isFinite() || negative.isFinite() || nan.isFinite()).isFalse();
        assertThat(infinite.isNaN() || negative.isNaN()).isFalse();
        assertThat(nan.isNaN()).isTrue();
        assertThat(Decimal32.ofBits(0x7c000000).isNaN()).isTrue();
        assertThat(Decimal64.ofBits(0x7c00000000000000L).isNaN()).isTrue();
        assertThat(Decimal32.ofBits(0xf8000000).doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Decimal128.ofBits(0x7800000000000000L, 0).doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(nan::toBigDecimal)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(infinite::toBigDecimal).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(negative::toBigDecimal).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void coefficients_with_too_many_digits_mean_zero() {
        assertThat(Decimal32.ofBits(0x6cb89680).toBigDecimal()).isEqualTo(BigDecimal.ZERO);
        assertThat(Decimal64.ofBits(0x6c7386f26fc10000L).toBigDecimal()).isEqualTo(BigDecimal.ZERO);
        assertThat(Decimal128.ofBits(0x3041ed09bead87c0L, 0x378d8e6400000000L).toBigDecimal())
                .isEqualTo(BigDecimal.ZERO);
        assertThat(Decimal128.ofBits(0x6c10000000000000L, 1).toBigDecimal()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void equal_bits_are_equal_and_order_is_by_value() {
        Decimal32 one = Decimal32.valueOf(new BigDecimal("1.0"));
        assertThat(one)
                .isNotEqualTo(Decimal32.valueOf(BigDecimal.ONE))
                .isEqualTo(Decimal32.valueOf(new BigDecimal("1.0")));
        assertThat(one.compareTo(Decimal32.valueOf(BigDecimal.ONE))).isNotZero();
        assertThat(one).isLessThan(Decimal32.valueOf(BigDecimal.TEN)).isLessThan(Decimal32.ofBits(0x78000000));
        assertThat(Decimal64.valueOf(BigDecimal.ONE))
                .isLessThan(Decimal64.valueOf(BigDecimal.TEN))
                .isLessThan(Decimal64.ofBits(0x7c00000000000000L));
        assertThat(Decimal128.valueOf(BigDecimal.ONE))
                .isLessThan(Decimal128.valueOf(BigDecimal.TEN))
                .isGreaterThan(Decimal128.ofBits(0xf800000000000000L, 0));
        assertThat(Decimal128.ofBits(0, 1))
                .isNotEqualTo(Decimal128.ofBits(1, 0))
                .hasSameHashCodeAs(Decimal128.ofBits(0, 1));
        assertThat(Decimal128.ofBits(0x6c10000000000000L, 1))
                .isNotEqualByComparingTo(Decimal128.ofBits(0x6c10000000000000L, 2));
    }

    @Test
    void as_java_numbers_they_are_the_nearest() {
        Decimal64 number = Decimal64.valueOf(new BigDecimal("-2.75"));
        assertThat(number.intValue()).isEqualTo(-2);
        assertThat(number.longValue()).isEqualTo(-2);
        assertThat(number.floatValue()).isEqualTo(-2.75f);
        assertThat(number.doubleValue()).isEqualTo(-2.75);
        assertThat(Decimal32.valueOf(new BigDecimal("7")).longValue()).isEqualTo(7);
        assertThat(Decimal128.valueOf(new BigDecimal("7")).intValue()).isEqualTo(7);
    }
}
