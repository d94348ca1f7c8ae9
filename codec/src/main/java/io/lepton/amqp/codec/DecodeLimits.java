// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

/**
 * What a peer may ask of the memory and the stack of who decodes its bytes. Every size and count is checked against the
 * bytes that are there before anything is allocated; these limits hold on top of that. Immutable.
 *
 * @param maxDepth how deep lists, maps, arrays and described values may be nested within one another
 * @param maxElements the most items of one list or array, and twice the most entries of one map
 * @param maxZeroWidthElements the most elements of an array whose encoding takes no byte an element
 * @param maxCompoundKeys the most keys of one map that are lists, maps, arrays or described values: their hash codes can be
 *     made to collide, and comparing them costs their size
 * @param maxSymbolLength the most bytes of a symbol
 * @param maxStringLength the most bytes of a string in UTF-8
 * @param maxBinaryLength the most bytes of a binary
 */
public record DecodeLimits(
        int maxDepth,
        int maxElements,
        int maxZeroWidthElements,
        int maxCompoundKeys,
        int maxSymbolLength,
        int maxStringLength,
        int maxBinaryLength) {

    /**
     * For peers that are let in: as deep as no sane message is and far from the end of a default stack; the sizes are those
     * of large messages, which the transport limits before anything is decoded.
     */
    public static final DecodeLimits DEFAULT = new DecodeLimits(128, 1 << 24, 64, 16, 1 << 20, 1 << 28, 1 << 28);

    /** For bytes from a peer that has not proven who it is: enough for SASL and open, and for nothing else. */
    public static final DecodeLimits UNAUTHENTICATED = new DecodeLimits(8, 1 << 10, 0, 0, 1 << 10, 1 << 13, 1 << 16);

    /** @throws IllegalArgumentException if a limit is negative */
    public DecodeLimits {
        requireNotNegative("maxDepth", maxDepth);
        requireNotNegative("maxElements", maxElements);
        requireNotNegative("maxZeroWidthElements", maxZeroWidthElements);
        requireNotNegative("maxCompoundKeys", maxCompoundKeys);
        requireNotNegative("maxSymbolLength", maxSymbolLength);
        requireNotNegative("maxStringLength", maxStringLength);
        requireNotNegative("maxBinaryLength", maxBinaryLength);
    }

    private static void requireNotNegative(String name, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(name + " is not negative, but this is " + limit);
        }
    }

    /** The same with another {@link #maxDepth}. */
    public DecodeLimits withMaxDepth(int depth) {
        return new DecodeLimits(
                depth,
                maxElements,
                maxZeroWidthElements,
                maxCompoundKeys,
                maxSymbolLength,
                maxStringLength,
                maxBinaryLength);
    }

    /** The same with another {@link #maxElements}. */
    public DecodeLimits withMaxElements(int elements) {
        return new DecodeLimits(
                maxDepth,
                elements,
                maxZeroWidthElements,
                maxCompoundKeys,
                maxSymbolLength,
                maxStringLength,
                maxBinaryLength);
    }

    /** The same with another {@link #maxZeroWidthElements}. */
    public DecodeLimits withMaxZeroWidthElements(int elements) {
        return new DecodeLimits(
                maxDepth, maxElements, elements, maxCompoundKeys, maxSymbolLength, maxStringLength, maxBinaryLength);
    }

    /** The same with another {@link #maxCompoundKeys}. */
    public DecodeLimits withMaxCompoundKeys(int keys) {
        return new DecodeLimits(
                maxDepth, maxElements, maxZeroWidthElements, keys, maxSymbolLength, maxStringLength, maxBinaryLength);
    }

    /** The same with another {@link #maxSymbolLength}. */
    public DecodeLimits withMaxSymbolLength(int length) {
        return new DecodeLimits(
                maxDepth, maxElements, maxZeroWidthElements, maxCompoundKeys, length, maxStringLength, maxBinaryLength);
    }

    /** The same with another {@link #maxStringLength}. */
    public DecodeLimits withMaxStringLength(int length) {
        return new DecodeLimits(
                maxDepth, maxElements, maxZeroWidthElements, maxCompoundKeys, maxSymbolLength, length, maxBinaryLength);
    }

    /** The same with another {@link #maxBinaryLength}. */
    public DecodeLimits withMaxBinaryLength(int length) {
        return new DecodeLimits(
                maxDepth, maxElements, maxZeroWidthElements, maxCompoundKeys, maxSymbolLength, maxStringLength, length);
    }
}
