// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP ulong: a whole number from 0 to 18,446,744,073,709,551,615 (part 1, 1.6.6). Immutable.
 */
public final class UnsignedLong extends Number implements Comparable<UnsignedLong> {

    private static final UnsignedLong[] SMALL = new UnsignedLong[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new UnsignedLong(i);
        }
    }

    /** Zero. */
    public static final UnsignedLong ZERO = SMALL[0];

    /** 18,446,744,073,709,551,615. */
    public static final UnsignedLong MAX_VALUE = ofBits(-1);

    private final long bits;

    private UnsignedLong(long bits) {
        this.bits = bits;
    }

    /**
     * The ulong with this value; for values that no long holds there are {@link #ofBits}, {@link #valueOf(String)} and
     * {@link #valueOf(BigInteger)}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static UnsignedLong valueOf(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a ulong is not negative, but this is " + value);
        }
        return ofBits(value);
    }

    /**
     * The ulong with this value.
     *
     * @throws IllegalArgumentException if it is negative or needs more than 64 bits
     */
    public static UnsignedLong valueOf(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 64) {
            throw new IllegalArgumentException("a ulong is between 0 and " + MAX_VALUE + ", not " + value);
        }
        return ofBits(value.longValue());
    }

    /**
     * The ulong that this text says in decimal digits.
     *
     * @throws IllegalArgumentException if it is no number between 0 and 18,446,744,073,709,551,615
     */
    public static UnsignedLong valueOf(String digits) {
        return ofBits(Long.parseUnsignedLong(digits));
    }

    /** The ulong with these 64 bits, read as unsigned. */
    public static UnsignedLong ofBits(long bits) {
        return (bits & ~0xffL) == 0 ? SMALL[(int) bits] : new UnsignedLong(bits);
    }

    /** The lower 32 bits. */
    @Override
    public int intValue() {
        return (int) bits;
    }

    /** The 64 bits; negative from 9,223,372,036,854,775,808 on. */
    @Override
    public long longValue() {
        return bits;
    }

    /** The value, never negative. */
    public BigInteger bigIntegerValue() {
        return bits >= 0 ? BigInteger.valueOf(bits) : BigInteger.valueOf(bits).add(BigInteger.ONE.shiftLeft(64));
    }

    @Override
    public float floatValue() {
        return bits >= 0 ? bits : bigIntegerValue().floatValue();
    }

    @Override
    public double doubleValue() {
        return bits >= 0 ? bits : bigIntegerValue().doubleValue();
    }

    @Override
    public int compareTo(UnsignedLong other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedLong that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    /** The value in decimal digits. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
