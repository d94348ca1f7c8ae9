// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the JMS mapping has to know about a MIME type: whether it is text, and in which charset. */
final class ContentType {

    private static final Set<String> TEXTUAL = Set.of(
            "application/xml",
            "application/xml-dtd",
            "application/json",
            "application/javascript",
            "application/ecmascript");
    private static final String CHARSET = "charset=";

    private ContentType() {}

    /** Type and subtype in small letters, without parameters. */
    static String base(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The charset of a textual type, UTF-8 if it names none; null if it is no text or in a charset unknown here. */
    static @Nullable Charset charset(String contentType) {
        String base = base(contentType);
        boolean textual = base.startsWith("text/")
                || TEXTUAL.contains(base)
                || (base.startsWith("application/") && (base.endsWith("+xml") || base.endsWith("+json")));
        if (!textual) {
            return null;
        }
        for (String parameter : contentType.split(";", -1)) {
            String trimmed = parameter.strip();
            if (trimmed.regionMatches(true, 0, CHARSET, 0, CHARSET.length())) {
                return named(
                        trimmed.substring(CHARSET.length()).replace("\"", "").strip());
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static @Nullable Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
