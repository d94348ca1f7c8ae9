// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import org.jspecify.annotations.Nullable;

/**
 * An AMQP ushort: a whole number from 0 to 65,535 (part 1, 1.6.4). Immutable.
 */
public final class UnsignedShort extends Number implements Comparable<UnsignedShort> {

    /** The largest number. */
    public static final int MAX = 0xffff;

    private static final UnsignedShort[] SMALL = new UnsignedShort[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new UnsignedShort((short) i);
        }
    }

    /** Zero. */
    public static final UnsignedShort ZERO = SMALL[0];

    /** 65,535. */
    public static final UnsignedShort MAX_VALUE = ofBits((short) MAX);

    private final short bits;

    private UnsignedShort(short bits) {
        this.bits = bits;
    }

    /**
     * The ushort with this value.
     *
     * @throws IllegalArgumentException if it is negative or above 65,535
     */
    public static UnsignedShort valueOf(int value) {
        if ((value & ~MAX) != 0) {
            throw new IllegalArgumentException("a ushort is between 0 and " + MAX + ", not " + value);
        }
        return ofBits((short) value);
    }

    /**
     * The ushort that this text says in decimal digits.
     *
     * @throws IllegalArgumentException if it is no number between 0 and 65,535
     */
    public static UnsignedShort valueOf(String digits) {
        return valueOf(Integer.parseInt(digits));
    }

    /** The ushort with these 16 bits, read as unsigned. */
    public static UnsignedShort ofBits(short bits) {
        int value = bits & MAX;
        return value < SMALL.length ? SMALL[value] : new UnsignedShort(bits);
    }

    /** The 16 bits; negative from 32768 on. */
    @Override
    public short shortValue() {
        return bits;
    }

    /** The value, never negative. */
    @Override
    public int intValue() {
        return bits & MAX;
    }

    @Override
    public long longValue() {
        return bits & MAX;
    }

    @Override
    public float floatValue() {
        return bits & MAX;
    }

    @Override
    public double doubleValue() {
        return bits & MAX;
    }

    @Override
    public int compareTo(UnsignedShort other) {
        return Integer.compare(intValue(), other.intValue());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedShort that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits & MAX;
    }

    /** The value in decimal digits. */
    @Override
    public String toString() {
        return Integer.toString(intValue());
    }
}
