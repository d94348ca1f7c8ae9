// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The arithmetic that the three decimal widths share (IEEE 754-2008, 3.5.2): a number is a coefficient of at most
 * {@code digits} decimal digits times ten to the power of a biased exponent.
 *
 * @param name for messages
 * @param digits the most digits of a coefficient
 * @param bias what is added to the exponent on the wire
 * @param maxBiased the largest exponent on the wire
 */
record BinaryIntegerDecimal(String name, int digits, int bias, int maxBiased) {

    static final BinaryIntegerDecimal WIDTH_32 = new BinaryIntegerDecimal("decimal32", 7, 101, 191);
    static final BinaryIntegerDecimal WIDTH_64 = new BinaryIntegerDecimal("decimal64", 16, 398, 767);
    static final BinaryIntegerDecimal WIDTH_128 = new BinaryIntegerDecimal("decimal128", 34, 6176, 12287);

    /**
     * The same number with a scale that the width can write; its coefficient has at most {@link #digits} digits.
     *
     * @throws ArithmeticException if only a rounded number could be written
     */
    BigDecimal fit(BigDecimal value) {
        int minScale = bias - maxBiased;
        if (value.signum() == 0) {
            return BigDecimal.valueOf(0, Math.max(minScale, Math.min(value.scale(), bias)));
        }
        boolean tooLong = value.precision() > digits || value.scale() > bias;
        BigDecimal fitted = tooLong ? value.stripTrailingZeros() : value;
        long missingZeros = (long) minScale - fitted.scale();
        if (missingZeros > 0 && fitted.precision() + missingZeros <= digits) {
            fitted = fitted.setScale(minScale);
        }
        if (fitted.precision() > digits || fitted.scale() > bias || fitted.scale() < minScale) {
            throw new ArithmeticException(
                    "no " + name + " holds this number exactly; round it to " + digits + " digits first");
        }
        return fitted;
    }

    int biasedExponent(BigDecimal fitted) {
        return bias - fitted.scale();
    }

    /** The number with this coefficient; coefficients of too many digits are not canonical and mean zero. */
    BigDecimal number(boolean negative, BigInteger coefficient, int biasedExponent) {
        boolean canonical = coefficient.compareTo(BigInteger.TEN.pow(digits)) < 0;
        BigInteger magnitude = canonical ? coefficient : BigInteger.ZERO;
        return new BigDecimal(negative ? magnitude.negate() : magnitude, bias - biasedExponent);
    }
}
