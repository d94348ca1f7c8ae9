// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import java.util.Locale;

/** Builds one flat JSON object on one line. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    JsonLine put(String key, String value) {
        name(key)
                .append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
        return this;
    }

    JsonLine put(String key, long value) {
        name(key).append(value);
        return this;
    }

    /** Three decimals; what is no number is written as 0. */
    JsonLine put(String key, double value) {
        name(key).append(String.format(Locale.ROOT, "%.3f", Double.isFinite(value) ? value : 0));
        return this;
    }

    private StringBuilder name(String key) {
        if (text.length() > 1) {
            text.append(", ");
        }
        return text.append('"').append(key).append("\": ");
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
