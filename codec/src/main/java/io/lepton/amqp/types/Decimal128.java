// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP decimal128: 34 decimal digits in 128 bits (part 1, 1.6.15; IEEE 754-2008 with the coefficient as a binary
 * integer). Immutable; two are equal if their bits are, so that 1.0 differs from 1.00.
 */
public final class Decimal128 extends Decimal implements Comparable<Decimal128> {

    private static final BinaryIntegerDecimal FORM = BinaryIntegerDecimal.WIDTH_128;
    /** The coefficient's bits in the upper half; the lower half is all coefficient. */
    private static final int UPPER_COEFFICIENT_BITS = 49;

    private static final int EXPONENT_MASK = 0x3fff;

    private final long mostSignificantBits;
    private final long leastSignificantBits;

    private Decimal128(long mostSignificantBits, long leastSignificantBits) {
        this.mostSignificantBits = mostSignificantBits;
        this.leastSignificantBits = leastSignificantBits;
    }

    /** The decimal with these bits, as they are on the wire: the half with the sign first. */
    public static Decimal128 ofBits(long mostSignificantBits, long leastSignificantBits) {
        return new Decimal128(mostSignificantBits, leastSignificantBits);
    }

    /**
     * The decimal that is exactly this number.
     *
     * @throws ArithmeticException if the number would have to be rounded: more than 34 digits, or an exponent out of range
     */
    public static Decimal128 valueOf(BigDecimal value) {
        BigDecimal fitted = FORM.fit(value);
        BigInteger coefficient = fitted.unscaledValue().abs();
        long exponent = FORM.biasedExponent(fitted);
        long upper =
                exponent << UPPER_COEFFICIENT_BITS | coefficient.shiftRight(64).longValue();
        return new Decimal128(fitted.signum() < 0 ? upper | Long.MIN_VALUE : upper, coefficient.longValue());
    }

    /** The first eight bytes on the wire. */
    public long mostSignificantBits() {
        return mostSignificantBits;
    }

    /** The last eight bytes on the wire. */
    public long leastSignificantBits() {
        return leastSignificantBits;
    }

    @Override
    long top() {
        return mostSignificantBits;
    }

    @Override
    BigDecimal number() {
        boolean negative = mostSignificantBits < 0;
        if ((mostSignificantBits >>> 61 & 3) == 3) {
            // This form's coefficients all have more than 34 digits: not canonical, so zero.
            int exponent = (int) (mostSignificantBits >>> (UPPER_COEFFICIENT_BITS - 2)) & EXPONENT_MASK;
            return FORM.number(negative, BigInteger.ZERO, exponent);
        }
        long upper = mostSignificantBits & ((1L << UPPER_COEFFICIENT_BITS) - 1);
        int exponent = (int) (mostSignificantBits >>> UPPER_COEFFICIENT_BITS) & EXPONENT_MASK;
        BigInteger lower = UnsignedLong.ofBits(leastSignificantBits).bigIntegerValue();
        return FORM.number(negative, BigInteger.valueOf(upper).shiftLeft(64).or(lower), exponent);
    }

    /** By value, then by bits; infinities at the ends and NaN after all. */
    @Override
    public int compareTo(Decimal128 other) {
        int byValue = compareValue(other);
        if (byValue != 0) {
            return byValue;
        }
        int byUpper = Long.compare(mostSignificantBits, other.mostSignificantBits);
        return byUpper != 0 ? byUpper : Long.compare(leastSignificantBits, other.leastSignificantBits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decimal128 that
                && mostSignificantBits == that.mostSignificantBits
                && leastSignificantBits == that.leastSignificantBits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(mostSignificantBits * 31 + leastSignificantBits);
    }
}
