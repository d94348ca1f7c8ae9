// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The JDK's strict decoder is the second opinion (T-016). */
class Utf8Test {

    private final CharsetDecoder jdk = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private final CharBuffer chars = CharBuffer.allocate(8);

    private void check(byte... bytes) {
        chars.clear();
        boolean legal = jdk.reset().decode(ByteBuffer.wrap(bytes), chars, true).isUnderflow();
        if ((Utf8.findIllegal(bytes, 0, bytes.length) < 0) != legal) {
            throw new AssertionError("legal: " + legal + " for " + ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void every_sequence_of_two_bytes() {
        for (int i = 0; i < 1 << 16; i++) {
            check((byte) (i >> 8), (byte) i);
        }
    }

    @Test
    void sequences_of_three_bytes_with_any_first_two() {
        byte[] third = {0, 0x7f, (byte) 0x80, (byte) 0xbf, (byte) 0xc0, (byte) 0xff};
        for (int i = 0; i < 1 << 16; i++) {
            for (byte last : third) {
                check((byte) (i >> 8), (byte) i, last);
            }
        }
    }

    @Test
    void sequences_of_four_bytes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            int bits = random.nextInt();
            check((byte) (0xf0 | bits & 7), (byte) (bits >> 8), (byte) (0x80 | bits >> 16 & 0x7f), (byte) (bits >> 24));
        }
    }

    @Test
    void every_character_is_written_as_the_jdk_does() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                String text = Character.toString(codePoint);
                Buffer buffer = Buffer.allocate(8);
                Utf8.write(buffer, text, 0);
                if (!new String(buffer.copyFrom(0), StandardCharsets.UTF_8).equals(text)) {
                    throw new AssertionError("U+" + Integer.toHexString(codePoint));
                }
            }
        }
    }

    @Test
    void ascii_is_told_from_the_rest_at_every_place() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length];
            assertThat(Utf8.isAscii(bytes, 0, length)).isTrue();
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) 0x80;
                assertThat(Utf8.isAscii(bytes, 0, length))
                        .as("%d of %d", i, length)
                        .isFalse();
                bytes[i] = 0x7f;
            }
        }
    }
}
