// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

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
