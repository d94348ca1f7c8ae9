// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something ended or failed, as AMQP tells it (part 2, 2.8.14 error). Immutable.
 *
 * @param condition the symbol that programs act on, such as {@code amqp:not-found}
 * @param description text for people, or null
 * @param info further details, empty if there are none; in the order of the wire
 */
public record ErrorCondition(Symbol condition, @Nullable String description, Map<Symbol, @Nullable Object> info) {

    private static final int LONGEST_SHOWN = 1000;

    /** Copies {@code info}. */
    public ErrorCondition {
        info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
    }

    /** A condition with a description and no details. */
    public static ErrorCondition of(Symbol condition, @Nullable String description) {
        return new ErrorCondition(condition, description, Map.of());
    }

    /**
     * The condition and, if there is one, the description: {@code amqp:not-found: no queue "q1"}. What a peer made longer
     * than people read is cut, and what would break the line, so that it could pose as another line of a log, is escaped.
     */
    @Override
    public String toString() {
        String name = cut(condition.toString());
        return description == null ? name : name + ": " + cut(description);
    }

    private static String cut(String text) {
        int length = Math.min(text.length(), LONGEST_SHOWN);
        StringBuilder shown = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    shown.append("\\u").append(HexFormat.of().toHexDigits(c));
                default -> shown.append(c);
            }
        }
        return text.length() > LONGEST_SHOWN ? shown.append("...").toString() : shown.toString();
    }
}
