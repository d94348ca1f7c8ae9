// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes with a place to read and a place to write: what is between the two is readable. Numbers are big-endian (part 1,
 * 1.2). Reading past what was written throws {@link DecodeException}; writing grows the array up to a maximum. Indexes
 * are those of the array. Not thread-safe.
 */
public final class Buffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Some virtual machines keep a few words of the largest array for themselves. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final byte[] NOTHING = {};
    /** What a buffer without an array grows to: room for most single frames. */
    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes;
    private int start;
    private int limit;
    private int maxCapacity;
    private int readIndex;
    private int writeIndex;

    private Buffer(byte[] bytes, int start, int limit, int maxCapacity) {
        this.bytes = bytes;
        this.start = start;
        this.limit = limit;
        this.maxCapacity = maxCapacity;
        this.readIndex = start;
        this.writeIndex = start;
    }

    /** An empty buffer with this capacity, which grows as far as memory permits. */
    public static Buffer allocate(int capacity) {
        return allocate(capacity, LARGEST_ARRAY);
    }

    /**
     * An empty buffer with this capacity, which grows up to {@code maxCapacity}.
     *
     * @throws IllegalArgumentException if the capacity is negative or above the maximum
     */
    public static Buffer allocate(int capacity, int maxCapacity) {
        if (capacity < 0 || capacity > maxCapacity) {
            throw new IllegalArgumentException(
                    "a capacity is between 0 and its maximum " + maxCapacity + ", not " + capacity);
        }
        return new Buffer(capacity == 0 ? NOTHING : new byte[capacity], 0, capacity, maxCapacity);
    }

    /** These bytes, all readable; no copy, and no room to write. */
    public static Buffer wrap(byte[] bytes) {
        return wrap(bytes, 0, bytes.length);
    }

    /**
     * Part of an array, all readable; no copy, and no room to write.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static Buffer wrap(byte[] bytes, int offset, int length) {
        Buffer buffer = new Buffer(bytes, offset, offset + length, 0);
        buffer.rewrap(bytes, offset, length);
        return buffer;
    }

    /**
     * Lets this buffer stand for part of another array, all readable, as if it had been made by {@link #wrap}.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    public void rewrap(byte[] newBytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, newBytes.length);
        if (bytes != newBytes) {
            // not stored in vain: in an old object that costs a memory fence with the JDK's default collector
            bytes = newBytes;
        }
        start = offset;
        limit = offset + length;
        maxCapacity = length;
        readIndex = offset;
        writeIndex = limit;
    }

    /**
     * Lets this buffer, made by {@link #allocate}, start anew in another array, empty. All of the array may be written, and
     * the buffer grows in another one as far as it did before.
     */
    public void restart(byte[] newBytes) {
        bytes = newBytes;
        start = 0;
        limit = newBytes.length;
        clear();
    }

    /** The array itself; another one after the buffer has grown. */
    public byte[] array() {
        return bytes;
    }

    /** Where the next byte is read. */
    public int readIndex() {
        return readIndex;
    }

    /**
     * Moves the place to read.
     *
     * @throws IndexOutOfBoundsException if it is not between the buffer's start and the place to write
     */
    public void readIndex(int index) {
        if (index < start || index > writeIndex) {
            throw new IndexOutOfBoundsException("read index " + index + " is outside " + start + " to " + writeIndex);
        }
        readIndex = index;
    }

    /** Where the next byte is written; reading ends here. */
    public int writeIndex() {
        return writeIndex;
    }

    /**
     * Moves the place to write, and with it the end of what is readable.
     *
     * @throws IndexOutOfBoundsException if it is not between the place to read and the end of the capacity
     */
    public void writeIndex(int index) {
        if (index < readIndex || index > limit) {
            throw new IndexOutOfBoundsException("write index " + index + " is outside " + readIndex + " to " + limit);
        }
        writeIndex = index;
    }

    /** How many bytes can be read. */
    public int readable() {
        return writeIndex - readIndex;
    }

    /** How many bytes can be written before the array has to grow. */
    public int writable() {
        return limit - writeIndex;
    }

    /** Forgets all bytes. */
    public void clear() {
        readIndex = start;
        writeIndex = start;
    }

    /**
     * Forgets all bytes and lets go of the array: the next write makes a new one. For buffers that grow, made by
     * {@link #allocate}.
     */
    public void release() {
        bytes = NOTHING;
        start = 0;
        limit = 0;
        readIndex = 0;
        writeIndex = 0;
    }

    /** Moves the readable bytes to the front, to make room behind them. */
    public void compact() {
        int length = readable();
        System.arraycopy(bytes, readIndex, bytes, start, length);
        readIndex = start;
        writeIndex = start + length;
    }

    /**
     * Makes room for {@code count} more bytes; grows to at least twice the capacity if there is not enough.
     *
     * @throws EncodeException if that exceeds the most that this buffer may hold
     */
    public void ensureWritable(int count) {
        if (limit - writeIndex < count) {
            grow(count);
        }
    }

    private void grow(int count) {
        long needed = (long) writeIndex - start + count;
        if (count < 0 || needed > maxCapacity) {
            throw new EncodeException("no room for " + count + " more bytes after " + (writeIndex - start)
                    + " in a buffer of at most " + maxCapacity);
        }
        limit = (int) Math.min(maxCapacity, Math.max(needed, limit == 0 ? FIRST_CAPACITY : 2L * limit));
        bytes = Arrays.copyOf(bytes, limit);
    }

    /** The next byte. */
    public byte readByte() {
        return bytes[advance(1)];
    }

    /** The next byte as a number from 0 to 255. */
    public int readUnsignedByte() {
        return bytes[advance(1)] & 0xff;
    }

    /** The next two bytes. */
    public short readShort() {
        int index = advance(2);
        return (short) SHORT.get(bytes, index);
    }

    /** The next four bytes. */
    public int readInt() {
        int index = advance(4);
        return (int) INT.get(bytes, index);
    }

    /** The next eight bytes. */
    public long readLong() {
        int index = advance(8);
        return (long) LONG.get(bytes, index);
    }

    /** Copies the next {@code length} bytes into {@code target}. */
    public void readBytes(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        System.arraycopy(bytes, advance(length), target, offset, length);
    }

    /** Passes over the next {@code count} bytes. */
    public void skip(int count) {
        advance(count);
    }

    /** Moves the place to read past {@code count} bytes, which have to be there, and says where they begin. */
    int advance(int count) {
        int index = readIndex;
        if (writeIndex - index < count || count < 0) {
            throw shortOf(count);
        }
        readIndex = index + count;
        return index;
    }

    private DecodeException shortOf(int count) {
        return DecodeException.malformed(
                "truncated: " + Integer.toUnsignedString(count) + " bytes wanted, " + readable() + " left", readIndex);
    }

    /** The byte at an index of the array. */
    public byte getByte(int index) {
        return bytes[index];
    }

    /** The four bytes from an index of the array on. */
    public int getInt(int index) {
        return (int) INT.get(bytes, index);
    }

    /** Replaces the byte at an index of the array. */
    public void setByte(int index, int value) {
        bytes[index] = (byte) value;
    }

    /** Replaces two bytes from an index of the array on. */
    public void setShort(int index, int value) {
        SHORT.set(bytes, index, (short) value);
    }

    /** Replaces four bytes from an index of the array on. */
    public void setInt(int index, int value) {
        INT.set(bytes, index, value);
    }

    /** Appends the lowest byte of {@code value}. */
    public void writeByte(int value) {
        int index = extend(1);
        bytes[index] = (byte) value;
    }

    /** Appends the lowest two bytes of {@code value}. */
    public void writeShort(int value) {
        int index = extend(2);
        SHORT.set(bytes, index, (short) value);
    }

    /** Appends four bytes. */
    public void writeInt(int value) {
        int index = extend(4);
        INT.set(bytes, index, value);
    }

    /** Appends eight bytes. */
    public void writeLong(long value) {
        int index = extend(8);
        LONG.set(bytes, index, value);
    }

    /** Appends a format code and the four bytes that go with it. */
    void writeCodeAndInt(int code, int value) {
        int index = extend(5);
        bytes[index] = (byte) code;
        INT.set(bytes, index + 1, value);
    }

    /** Appends a format code and the eight bytes that go with it. */
    void writeCodeAndLong(int code, long value) {
        int index = extend(9);
        bytes[index] = (byte) code;
        LONG.set(bytes, index + 1, value);
    }

    /** Appends part of an array. */
    public void writeBytes(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        int index = extend(length);
        System.arraycopy(source, offset, bytes, index, length);
    }

    /** Appends the next {@code count} bytes of another buffer, and moves that one's place to read past them. */
    public void writeBytes(Buffer from, int count) {
        int source = from.advance(count);
        int index = extend(count);
        System.arraycopy(from.bytes, source, bytes, index, count);
    }

    /** Moves the place to write past {@code count} bytes, growing if need be, and says where they begin. */
    int extend(int count) {
        ensureWritable(count);
        int index = writeIndex;
        writeIndex = index + count;
        return index;
    }

    /** The place to write may go back: what follows is forgotten. */
    void truncate(int index) {
        writeIndex = index;
    }

    /** What has been written from {@code index} on, as a new array. */
    public byte[] copyFrom(int index) {
        return Arrays.copyOfRange(bytes, index, writeIndex);
    }

    /** Sizes and indexes, not the bytes. */
    @Override
    public String toString() {
        return "Buffer[" + readable() + " readable from " + readIndex + ", capacity " + (limit - start) + "]";
    }
}
