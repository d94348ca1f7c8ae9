// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigDecimal;

/**
 * What the three decimals of AMQP have in common (part 1, 1.6.13 to 1.6.15): a number, an infinity or no number at all.
 * Immutable; equal are those of the same type and bits, also where several bits mean one number.
 */
public abstract sealed class Decimal extends Number permits Decimal32, Decimal64, Decimal128 {

    Decimal() {}

    /** The sign and what follows it, from the highest bit of 64 on. */
    abstract long top();

    /** Whether this is a number, neither infinite nor NaN. */
    public final boolean isFinite() {
        return (top() >>> 59 & 15) != 15;
    }

    /** Whether this is not a number. */
    public final boolean isNaN() {
        return (top() >>> 58 & 31) == 31;
    }

    /**
     * The number; a negative zero loses its sign.
     *
     * @throws ArithmeticException if this is infinite or not a number
     */
    public final BigDecimal toBigDecimal() {
        if (!isFinite()) {
            throw new ArithmeticException("a decimal that is " + this + " is no number that a BigDecimal holds");
        }
        return number();
    }

    /** The number that this is, being finite. */
    abstract BigDecimal number();

    @Override
    public final int intValue() {
        return (int) doubleValue();
    }

    @Override
    public final long longValue() {
        return (long) doubleValue();
    }

    @Override
    public final float floatValue() {
        return (float) doubleValue();
    }

    /** The nearest double; infinities and NaN stay what they are. */
    @Override
    public final double doubleValue() {
        if (isFinite()) {
            return number().doubleValue();
        }
        return isNaN() ? Double.NaN : top() < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Compares by value; infinities are at the ends, and NaN is after all. */
    final int compareValue(Decimal other) {
        return isFinite() && other.isFinite()
                ? number().compareTo(other.number())
                : Double.compare(doubleValue(), other.doubleValue());
    }

    /** The number as {@link BigDecimal#toString} writes it, or {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    @Override
    public final String toString() {
        return isFinite() ? number().toString() : Double.toString(doubleValue());
    }
}
