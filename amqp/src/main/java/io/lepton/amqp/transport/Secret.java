// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A password that no {@code toString} shows. */
public final class Secret {

    /** No password. */
    public static final Secret NONE = new Secret(null);

    private final char @Nullable [] characters;

    private Secret(char @Nullable [] characters) {
        this.characters = characters;
    }

    /** A copy of the characters. */
    public static Secret of(char[] characters) {
        return new Secret(characters.clone());
    }

    /** A copy of the characters, or null for none. */
    public char @Nullable [] characters() {
        return characters == null ? null : characters.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && Arrays.equals(characters, that.characters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    @Override
    public String toString() {
        return characters == null ? "none" : "***";
    }
}
