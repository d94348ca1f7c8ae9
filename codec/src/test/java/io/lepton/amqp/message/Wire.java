// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import java.util.HexFormat;

/** Bytes written as hexadecimal digits, in groups that show what they mean. */
final class Wire {

    private Wire() {}

    static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    static Message decode(String... hex) {
        return Message.decode(bytes(hex));
    }

    static String hex(Message message) {
        return HexFormat.of().formatHex(message.encode());
    }

    /** The same digits without the spaces. */
    static String hex(String... hex) {
        return String.join("", hex).replace(" ", "");
    }

    static Message again(Message message) {
        Buffer out = Buffer.allocate(16);
        message.encode(out);
        return Message.decode(out);
    }
}
