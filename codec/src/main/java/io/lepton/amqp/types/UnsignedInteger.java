// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import org.jspecify.annotations.Nullable;

/**
 * An AMQP uint: a whole number from 0 to 4,294,967,295 (part 1, 1.6.5). Immutable.
 */
public final class UnsignedInteger extends Number implements Comparable<UnsignedInteger> {

    /** The largest number. */
    public static final long MAX = 0xffff_ffffL;

    private static final UnsignedInteger[] SMALL = new UnsignedInteger[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new UnsignedInteger(i);
        }
    }

    /** Zero. */
    public static final UnsignedInteger ZERO = SMALL[0];

    /** 4,294,967,295. */
    public static final UnsignedInteger MAX_VALUE = ofBits(-1);

    private final int bits;

    private UnsignedInteger(int bits) {
        this.bits = bits;
    }

    /**
     * The uint with this value.
     *
     * @throws IllegalArgumentException if it is negative or above 4,294,967,295
     */
    public static UnsignedInteger valueOf(long value) {
        if ((value & ~MAX) != 0) {
            throw new IllegalArgumentException("a uint is between 0 and " + MAX + ", not " + value);
        }
        return ofBits((int) value);
    }

    /**
     * The uint that this text says in decimal digits.
     *
     * @throws IllegalArgumentException if it is no number between 0 and 4,294,967,295
     */
    public static UnsignedInteger valueOf(String digits) {
        return valueOf(Long.parseLong(digits));
    }

    /** The uint with these 32 bits, read as unsigned. */
    public static UnsignedInteger ofBits(int bits) {
        return (bits & ~0xff) == 0 ? SMALL[bits] : new UnsignedInteger(bits);
    }

    /** The 32 bits; negative from 2,147,483,648 on. */
    @Override
    public int intValue() {
        return bits;
    }

    /** The value, never negative. */
    @Override
    public long longValue() {
        return bits & MAX;
    }

    @Override
    public float floatValue() {
        return longValue();
    }

    @Override
    public double doubleValue() {
        return longValue();
    }

    @Override
    public int compareTo(UnsignedInteger other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedInteger that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    /** The value in decimal digits. */
    @Override
    public String toString() {
        return Integer.toUnsignedString(bits);
    }
}
