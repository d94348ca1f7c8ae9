// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A message that nobody looked at can be checked without being decoded. */
class MessageCheckTest {

    private static final int MESSAGES = 20_000;
    private static final DecodeLimits TIGHT = new DecodeLimits(3, 6, 2, 1, 12, 12, 12);

    /** What {@code check} or {@code validate} says about the bytes: where the fault is and how it is called, or null. */
    private static String refusal(byte[] bytes, DecodeLimits limits, boolean check) {
        try {
            Message message = Message.decode(bytes, 0, bytes.length, limits);
            if (check) {
                message.check();
            } else {
                message.validate();
            }
            return null;
        } catch (DecodeException refused) {
            return refused.condition().condition() + " at " + refused.offset();
        }
    }

    @Test
    void itRefusesWhatDecodingRefusesAndNothingElse() {
        int refused = 0;
        for (int seed = 0; seed < MESSAGES; seed++) {
            byte[] bytes = new MessageGenerator(seed).message().encode();
            Random random = new Random(seed);
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            DecodeLimits limits = seed % 3 == 0 ? TIGHT : DecodeLimits.DEFAULT;
            String decoding = refusal(bytes, limits, false);
            if (decoding == null) {
                assertThat(refusal(bytes, limits, true)).as("seed %d", seed).isNull();
            } else if (!hasKeyTwice(bytes, limits)) {
                refused++;
                assertThat(refusal(bytes, limits, true)).as("seed %d", seed).isNotNull();
            }
        }
        assertThat(refused).as("refused messages").isBetween(MESSAGES / 10, MESSAGES * 9 / 10);
    }

    private static boolean hasKeyTwice(byte[] bytes, DecodeLimits limits) {
        try {
            Message.decode(bytes, 0, bytes.length, limits).validate();
            return false;
        } catch (DecodeException refused) {
            return String.valueOf(refused.getMessage()).contains("key twice");
        }
    }

    @Test
    void aFaultAnywhereIsFound() {
        Message sound = new Message()
                .annotation("x-opt-a", 1)
                .property("key", "value")
                .body(List.of("text", Map.of("deep", "\u00e4")))
                .footer(Map.of("x-opt-b", List.of()));
        byte[] bytes = sound.encode();
        assertThatCode(() -> Message.decode(bytes).check()).doesNotThrowAnyException();
        byte[] broken = bytes.clone();
        for (int i = 1; i < broken.length; i++) {
            if (broken[i - 1] == (byte) 0xc3 && broken[i] == (byte) 0xa4) {
                broken[i] = 'a'; // half of the umlaut
            }
        }
        Message message = Message.decode(broken);
        assertThatThrownBy(message::check).isInstanceOf(DecodeException.class).hasMessageContaining("not UTF-8");
        assertThat(message.annotation("x-opt-a")).isEqualTo(1);
    }

    @Test
    void itAllocatesNothingForTheBody() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.put("key " + i, i % 2 == 0 ? "value " + i : (Object) List.of(i, 1.5, true));
        }
        Message message = Message.decode(
                Message.of(map).property("name", 1).annotation("x-opt-a", "b").encode());
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            least = Math.min(least, Allocation.of(message::check));
        }
        assertThat(least).isZero();
        assertThat(message.body()).isEqualTo(map);
    }

    @Test
    void whatWasSetNeedsNoCheck() {
        assertThatCode(() -> Message.of("text").check()).doesNotThrowAnyException();
        assertThatThrownBy(() -> Message.raw(1, new byte[0]).check()).isInstanceOf(IllegalStateException.class);
    }
}
