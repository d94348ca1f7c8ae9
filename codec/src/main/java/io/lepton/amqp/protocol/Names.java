// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import java.util.Locale;

/** The standard's spelling of names and ours. */
final class Names {

    private Names() {}

    /** The constant's name in lower case with hyphens: {@code unsettled-state}. */
    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Java spelling of a type's name: {@code SaslInit} for {@code sasl-init}. */
    static String ofType(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (String word : name.split("-", -1)) {
            text.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return text.toString();
    }
}
