// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A name from a constrained domain: 7-bit ASCII text (part 1, 1.6.21). Immutable.
 *
 * <p>Symbols are compared by their text; nothing caches them, so that no peer can fill a cache.
 */
public final class Symbol implements Comparable<Symbol> {

    private final String name;

    private Symbol(String name) {
        this.name = name;
    }

    /**
     * The symbol with this text.
     *
     * @throws IllegalArgumentException if a character is outside 7-bit ASCII
     */
    public static Symbol of(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7f) {
                throw new IllegalArgumentException(
                        "a symbol is 7-bit ASCII, but character " + i + " of \"" + name + "\" is not");
            }
        }
        return new Symbol(name);
    }

    /**
     * The symbol whose text these bytes are, one byte a character.
     *
     * @throws IllegalArgumentException if a byte is outside 7-bit ASCII
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static Symbol ofAscii(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        if (all < 0) {
            throw new IllegalArgumentException("a symbol is 7-bit ASCII, but these bytes are not");
        }
        return new Symbol(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    /**
     * Copies the text into {@code target} from {@code offset} on, one byte a character.
     *
     * @throws IndexOutOfBoundsException if there is no room for it
     */
    @SuppressWarnings(
            "deprecation") // it drops the upper byte of each character, which is 0 here, and is the fastest there is
    public void copyTo(byte[] target, int offset) {
        name.getBytes(0, name.length(), target, offset);
    }

    /** The number of characters, which is the number of bytes on the wire. */
    public int length() {
        return name.length();
    }

    @Override
    public int compareTo(Symbol other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Symbol symbol && name.equals(symbol.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The text itself. */
    @Override
    public String toString() {
        return name;
    }
}
