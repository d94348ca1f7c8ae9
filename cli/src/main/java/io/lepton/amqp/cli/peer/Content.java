// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/** Reads bytes and texts, which may be described by a rule instead of written out: large content in a short line. */
final class Content {

    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Content() {}

    /** Hexadecimal digits, or {@code {"fill":{"size":N,"seed":K}}}: byte i is {@code (K + i + 7*(i>>8)) & 255}. */
    static Binary binary(JsonCursor in, String what) {
        byte[] bytes = in.isObject() ? fill(in, what) : in.hex(what);
        return Binary.wrap(bytes, 0, bytes.length);
    }

    /** Text, or {@code {"repeat":{"text":"ab","count":N}}}. */
    static String text(JsonCursor in, String what) {
        return in.isObject() ? repeat(in, what) : in.text(what);
    }

    private static byte[] fill(JsonCursor in, String what) {
        enter(in, "fill", what);
        long size = -1;
        long seed = 0;
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case "size" -> size = in.number(0, LONGEST, name);
                case "seed" -> seed = in.number(Long.MIN_VALUE, Long.MAX_VALUE, name);
                default -> throw new InputException("fill has no member \"" + name + "\"");
            }
        }
        leave(in, "fill");
        if (size < 0) {
            throw new InputException("fill has a \"size\"");
        }
        byte[] bytes = new byte[(int) size];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (seed + i + 7L * (i >> 8));
        }
        return bytes;
    }

    private static String repeat(JsonCursor in, String what) {
        enter(in, "repeat", what);
        String text = null;
        long count = -1;
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case "text" -> text = in.text(name);
                case "count" -> count = in.number(0, LONGEST, name);
                default -> throw new InputException("repeat has no member \"" + name + "\"");
            }
        }
        leave(in, "repeat");
        if (text == null || count < 0) {
            throw new InputException("repeat has a \"text\" and a \"count\"");
        }
        if (text.length() * count > LONGEST) {
            throw new InputException("repeat is at most " + LONGEST + " characters");
        }
        return text.repeat((int) count);
    }

    private static void enter(JsonCursor in, String rule, String what) {
        String name = in.nextMember();
        if (!rule.equals(name)) {
            throw new InputException(what + " is written out or given by \"" + rule + "\", not by " + quoted(name));
        }
        in.requireObject(rule);
    }

    private static void leave(JsonCursor in, String rule) {
        String name = in.nextMember();
        if (name != null) {
            throw new InputException(quoted(name) + " beside \"" + rule + "\"");
        }
    }

    private static String quoted(@Nullable String name) {
        return name == null ? "an empty object" : "\"" + name + "\"";
    }
}
