// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/**
 * One Unicode character, as AMQP's char (part 1, 1.6.16): the form for characters beyond U+FFFF, which no Java
 * {@code char} holds. Immutable.
 *
 * <p>A decoded char up to U+FFFF is a {@link Character}; a {@code CodePoint} is accepted for any character when encoding.
 *
 * @param value the Unicode scalar value: 0 to 0x10FFFF, but no surrogate
 */
public record CodePoint(int value) implements Comparable<CodePoint> {

    /**
     * The character with this scalar value.
     *
     * @throws IllegalArgumentException if it is a surrogate or not between 0 and 0x10FFFF
     */
    public CodePoint {
        if (!isScalar(value)) {
            throw new IllegalArgumentException(
                    "a code point is between 0 and 0x10FFFF and no surrogate, not 0x" + Integer.toHexString(value));
        }
    }

    /** Whether {@code value} is a character by itself: 0 to 0x10FFFF without the surrogates D800 to DFFF. */
    public static boolean isScalar(int value) {
        return Character.isValidCodePoint(value)
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
    }

    @Override
    public int compareTo(CodePoint other) {
        return Integer.compare(value, other.value);
    }

    /** The character itself. */
    @Override
    public String toString() {
        return Character.toString(value);
    }
}
