// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import org.jspecify.annotations.Nullable;

/** What may follow the known attributes of a SCRAM message: attributes that are optional to understand (RFC 5802, 5.1). */
final class ScramExtensions {

    /** Those that are known and have their place elsewhere, and {@code m}, which must be understood and never is. */
    private static final String NO_EXTENSIONS = "mrcp";

    private ScramExtensions() {}

    /** Whether a tail is empty or made of such attributes, each with a comma in front. */
    static boolean acceptable(@Nullable String tail) {
        if (tail == null || tail.isEmpty()) {
            return true;
        }
        for (String attribute : tail.substring(1).split(",", -1)) {
            if (!isExtension(attribute)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExtension(String attribute) {
        return attribute.length() > 2
                && isLetter(attribute.charAt(0))
                && attribute.charAt(1) == '='
                && NO_EXTENSIONS.indexOf(attribute.charAt(0)) < 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
