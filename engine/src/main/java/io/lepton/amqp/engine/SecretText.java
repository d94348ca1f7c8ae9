// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns passwords into bytes without leaving copies behind. */
final class SecretText {

    private static final int LONGEST_UTF8 = 3;

    private SecretText() {}

    /** The characters in UTF-8; the caller wipes the array when done. */
    static byte[] utf8(char[] chars) {
        ByteBuffer encoded = ByteBuffer.allocate(Math.multiplyExact(chars.length, LONGEST_UTF8));
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(chars), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
