// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP decimal64: 16 decimal digits in 64 bits (part 1, 1.6.14; IEEE 754-2008 with the coefficient as a binary
 * integer). Immutable; two are equal if their bits are, so that 1.0 differs from 1.00.
 */
public final class Decimal64 extends Decimal implements Comparable<Decimal64> {

    private static final BinaryIntegerDecimal FORM = BinaryIntegerDecimal.WIDTH_64;
    private static final int COEFFICIENT_BITS = 53;
    private static final int EXPONENT_MASK = 0x3ff;

    private final long bits;

    private Decimal64(long bits) {
        this.bits = bits;
    }

    /** The decimal with these bits, as they are on the wire. */
    public static Decimal64 ofBits(long bits) {
        return new Decimal64(bits);
    }

    /**
     * The decimal that is exactly this number.
     *
     * @throws ArithmeticException if the number would have to be rounded: more than 16 digits, or an exponent out of range
     */
    public static Decimal64 valueOf(BigDecimal value) {
        BigDecimal fitted = FORM.fit(value);
        long exponent = FORM.biasedExponent(fitted);
        long coefficient = fitted.unscaledValue().abs().longValue();
        long magnitude = coefficient >>> COEFFICIENT_BITS == 0
                ? exponent << COEFFICIENT_BITS | coefficient
                : 3L << 61 | exponent << (COEFFICIENT_BITS - 2) | (coefficient & ((1L << (COEFFICIENT_BITS - 2)) - 1));
        return new Decimal64(fitted.signum() < 0 ? magnitude | Long.MIN_VALUE : magnitude);
    }

    /** The bits as they are on the wire. */
    public long bits() {
        return bits;
    }

    @Override
    long top() {
        return bits;
    }

    @Override
    BigDecimal number() {
        boolean large = (bits >>> 61 & 3) == 3;
        int shift = large ? COEFFICIENT_BITS - 2 : COEFFICIENT_BITS;
        long coefficient = (bits & ((1L << shift) - 1)) | (large ? 1L << COEFFICIENT_BITS : 0);
        int exponent = (int) (bits >>> shift) & EXPONENT_MASK;
        return FORM.number(bits < 0, BigInteger.valueOf(coefficient), exponent);
    }

    /** By value, then by bits; infinities at the ends and NaN after all. */
    @Override
    public int compareTo(Decimal64 other) {
        int byValue = compareValue(other);
        return byValue != 0 ? byValue : Long.compare(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decimal64 that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }
}
