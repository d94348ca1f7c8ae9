// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as people write them; white space is ignored. */
final class Hex {

    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static Buffer buffer(String hex) {
        return Buffer.wrap(bytes(hex));
    }

    static @Nullable Object decode(String hex) {
        return Decoder.readValue(buffer(hex), DecodeLimits.DEFAULT);
    }

    static String encode(@Nullable Object value) {
        Buffer buffer = Buffer.allocate(0);
        Encoder.writeValue(buffer, value);
        return HexFormat.of().formatHex(buffer.copyFrom(0));
    }
}
