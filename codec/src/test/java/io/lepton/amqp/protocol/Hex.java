// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes written by hand: hexadecimal digits with blanks, and text between single quotes. */
final class Hex {

    private Hex() {}

    static byte[] bytes(String text) {
        StringBuilder digits = new StringBuilder();
        String[] parts = text.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            digits.append(
                    i % 2 == 0
                            ? parts[i].replace(" ", "")
                            : HexFormat.of().formatHex(parts[i].getBytes(StandardCharsets.US_ASCII)));
        }
        return HexFormat.of().parseHex(digits);
    }

    static Buffer buffer(String text) {
        return Buffer.wrap(bytes(text));
    }
}
