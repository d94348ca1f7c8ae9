// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP decimal32: 7 decimal digits in 32 bits (part 1, 1.6.13; IEEE 754-2008 with the coefficient as a binary
 * integer). Immutable; two are equal if their bits are, so that 1.0 differs from 1.00.
 */
public final class Decimal32 extends Decimal implements Comparable<Decimal32> {

    private static final BinaryIntegerDecimal FORM = BinaryIntegerDecimal.WIDTH_32;
    private static final int COEFFICIENT_BITS = 23;
    private static final int EXPONENT_MASK = 0xff;

    private final int bits;

    private Decimal32(int bits) {
        this.bits = bits;
    }

    /** The decimal with these bits, as they are on the wire. */
    public static Decimal32 ofBits(int bits) {
        return new Decimal32(bits);
    }

    /**
     * The decimal that is exactly this number.
     *
     * @throws ArithmeticException if the number would have to be rounded: more than 7 digits, or an exponent out of range
     */
    public static Decimal32 valueOf(BigDecimal value) {
        BigDecimal fitted = FORM.fit(value);
        int exponent = FORM.biasedExponent(fitted);
        int coefficient = fitted.unscaledValue().abs().intValue();
        int magnitude = coefficient >>> COEFFICIENT_BITS == 0
                ? exponent << COEFFICIENT_BITS | coefficient
                : 3 << 29 | exponent << (COEFFICIENT_BITS - 2) | (coefficient & ((1 << (COEFFICIENT_BITS - 2)) - 1));
        return new Decimal32(fitted.signum() < 0 ? magnitude | Integer.MIN_VALUE : magnitude);
    }

    /** The bits as they are on the wire. */
    public int bits() {
        return bits;
    }

    @Override
    long top() {
        return (long) bits << 32;
    }

    @Override
    BigDecimal number() {
        boolean large = (bits >>> 29 & 3) == 3;
        int shift = large ? COEFFICIENT_BITS - 2 : COEFFICIENT_BITS;
        int coefficient = (bits & ((1 << shift) - 1)) | (large ? 1 << COEFFICIENT_BITS : 0);
        int exponent = (bits >>> shift) & EXPONENT_MASK;
        return FORM.number(bits < 0, BigInteger.valueOf(coefficient), exponent);
    }

    /** By value, then by bits; infinities at the ends and NaN after all. */
    @Override
    public int compareTo(Decimal32 other) {
        int byValue = compareValue(other);
        return byValue != 0 ? byValue : Integer.compare(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decimal32 that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(bits);
    }
}
