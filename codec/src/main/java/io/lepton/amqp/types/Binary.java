// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of bytes (part 1, 1.6.19 binary). An immutable value: compared by content, bytes in unsigned order.
 */
public final class Binary implements Comparable<Binary> {

    /** No bytes at all. */
    public static final Binary EMPTY = new Binary(new byte[0], 0, 0);

    private static final int SHOWN = 16;

    private final byte[] bytes;
    private final int offset;
    private final int size;

    private Binary(byte[] bytes, int offset, int size) {
        this.bytes = bytes;
        this.offset = offset;
        this.size = size;
    }

    /** A copy of these bytes. */
    public static Binary of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /**
     * A copy of part of an array.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static Binary of(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? EMPTY : new Binary(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /** A copy of what remains in the buffer, whose position stays where it is. */
    public static Binary of(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Binary(copy, 0, copy.length);
    }

    /**
     * Part of an array without a copy, for who owns the array and never changes it again.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static Binary wrap(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new Binary(bytes, offset, length);
    }

    /** How many bytes. */
    public int size() {
        return size;
    }

    /**
     * The byte at {@code index}.
     *
     * @throws IndexOutOfBoundsException if the index is negative or not less than the size
     */
    public byte get(int index) {
        return bytes[offset + Objects.checkIndex(index, size)];
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, offset, offset + size);
    }

    /**
     * The array that holds the bytes from {@link #sharedOffset()} on, for who only reads and wants no copy: writing to it would
     * change what is immutable.
     */
    public byte[] sharedArray() {
        return bytes;
    }

    /** Where in the {@link #sharedArray()} the bytes begin. */
    public int sharedOffset() {
        return offset;
    }

    /** The bytes as a read-only buffer, from its position 0 to its limit; no copy. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, offset, size).slice().asReadOnlyBuffer();
    }

    /**
     * Copies all bytes into {@code target} from {@code targetOffset} on.
     *
     * @throws IndexOutOfBoundsException if there is no room for them
     */
    public void copyTo(byte[] target, int targetOffset) {
        System.arraycopy(bytes, offset, target, targetOffset, size);
    }

    @Override
    public int compareTo(Binary other) {
        return Arrays.compareUnsigned(
                bytes, offset, offset + size, other.bytes, other.offset, other.offset + other.size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Binary that
                        && Arrays.equals(
                                bytes, offset, offset + size, that.bytes, that.offset, that.offset + that.size));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + size; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The size and the first bytes in hexadecimal digits: {@code binary(1024) 000102030405060708090a0b0c0d0e0f...}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("binary(").append(size).append(')');
        for (int i = 0; i < Math.min(size, SHOWN); i++) {
            int value = get(i) & 0xff;
            text.append(i == 0 ? " " : "")
                    .append(Character.forDigit(value >> 4, 16))
                    .append(Character.forDigit(value & 15, 16));
        }
        return text.append(size > SHOWN ? "..." : "").toString();
    }
}
