// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import org.jspecify.annotations.Nullable;

/**
 * An AMQP ubyte: a whole number from 0 to 255 (part 1, 1.6.3). Immutable.
 */
public final class UnsignedByte extends Number implements Comparable<UnsignedByte> {

    /** The largest number. */
    public static final int MAX = 0xff;

    private static final UnsignedByte[] ALL = new UnsignedByte[256];

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new UnsignedByte((byte) i);
        }
    }

    /** Zero. */
    public static final UnsignedByte ZERO = ALL[0];

    /** 255. */
    public static final UnsignedByte MAX_VALUE = ofBits((byte) MAX);

    private final byte bits;

    private UnsignedByte(byte bits) {
        this.bits = bits;
    }

    /**
     * The ubyte with this value.
     *
     * @throws IllegalArgumentException if it is negative or above 255
     */
    public static UnsignedByte valueOf(int value) {
        if ((value & ~MAX) != 0) {
            throw new IllegalArgumentException("a ubyte is between 0 and " + MAX + ", not " + value);
        }
        return ofBits((byte) value);
    }

    /**
     * The ubyte that this text says in decimal digits.
     *
     * @throws IllegalArgumentException if it is no number between 0 and 255
     */
    public static UnsignedByte valueOf(String digits) {
        return valueOf(Integer.parseInt(digits));
    }

    /** The ubyte with these 8 bits, read as unsigned. */
    public static UnsignedByte ofBits(byte bits) {
        return ALL[bits & MAX];
    }

    /** The 8 bits; negative from 128 on. */
    @Override
    public byte byteValue() {
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
    public int compareTo(UnsignedByte other) {
        return Integer.compare(intValue(), other.intValue());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedByte that && bits == that.bits;
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
