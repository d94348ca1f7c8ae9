// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of JSON as {@code lepton peer} takes and writes them. */
final class Json {

    static final String CLOSE = "{\"event\":\"close\"}";

    private Json() {}

    /** The body of a message. */
    static String body(String text) {
        return "{\"body\":{\"kind\":\"value\",\"value\":{\"type\":\"string\",\"value\":\"" + text + "\"}}}";
    }

    /** A line for each body. */
    static String bodies(String... texts) {
        return Arrays.stream(texts).map(Json::body).collect(Collectors.joining("\n"));
    }

    static String outcome(int index, String state) {
        return "{\"event\":\"outcome\",\"index\":" + index + ",\"state\":\"" + state + "\",\"condition\":null}";
    }

    static String received(int index, String body) {
        return "{\"event\":\"message\",\"index\":" + index + ",\"message\":" + body(body) + ",\"redelivered\":false}";
    }

    static String doneSent(int count) {
        return "{\"event\":\"done\",\"sent\":" + count + "}";
    }

    static String doneReceived(int count) {
        return "{\"event\":\"done\",\"received\":" + count + "}";
    }

    /** How an error event begins. */
    static String error(String condition) {
        return "{\"event\":\"error\",\"condition\":\"" + condition + "\"";
    }

    /** How an error event ends. */
    static String remote(boolean remote) {
        return "\"remote\":" + remote + "}";
    }
}
