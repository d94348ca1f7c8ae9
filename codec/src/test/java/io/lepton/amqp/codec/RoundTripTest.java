// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.AmqpType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every value decoded and encoded again has the same AMQP type and value (T-007 to T-022, B30). */
class RoundTripTest {

    private static final int VALUES = 3_000;

    @ParameterizedTest
    @EnumSource
    void each_type_survives(AmqpType type) {
        for (int seed = 0; seed < VALUES; seed++) {
            Object value = new ValueGenerator(seed).of(type, 2);
            byte[] bytes = encode(value);
            Object decoded = decode(bytes);

            assertThat(AmqpType.of(decoded)).as("seed %d", seed).isEqualTo(type);
            assertThat(new DeepValue(decoded)).as("seed %d", seed).isEqualTo(new DeepValue(value));
            assertThat(encode(decoded)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void nested_values_survive() {
        for (int seed = 0; seed < VALUES; seed++) {
            Object value = new ValueGenerator(seed).value(4);
            byte[] bytes = encode(value);
            Object decoded = decode(bytes);

            assertThat(new DeepValue(decoded)).as("seed %d", seed).isEqualTo(new DeepValue(value));
            assertThat(encode(decoded)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void skipping_ends_where_reading_ends() {
        for (int seed = 0; seed < VALUES; seed++) {
            ValueGenerator generator = new ValueGenerator(seed);
            Buffer buffer = Buffer.allocate(16);
            Encoder.writeValue(buffer, generator.value(4));
            int end = buffer.writeIndex();
            Encoder.writeValue(buffer, generator.value(1));

            Decoder.skipValue(buffer);

            assertThat(buffer.readIndex()).as("seed %d", seed).isEqualTo(end);
        }
    }

    @Test
    void every_prefix_of_a_value_is_refused() {
        for (int seed = 0; seed < 300; seed++) {
            byte[] bytes = encode(new ValueGenerator(seed).value(2));
            for (int length = 0; length < bytes.length; length++) {
                byte[] prefix = Arrays.copyOf(bytes, length);
                assertThat(refuses(prefix))
                        .as("seed %d cut at %d", seed, length)
                        .isTrue();
            }
        }
    }

    private static boolean refuses(byte[] bytes) {
        try {
            decode(bytes);
            return false;
        } catch (DecodeException e) {
            return true;
        }
    }

    private static byte[] encode(@Nullable Object value) {
        Buffer buffer = Buffer.allocate(0);
        Encoder.writeValue(buffer, value);
        return buffer.copyFrom(0);
    }

    private static @Nullable Object decode(byte[] bytes) {
        return Decoder.readValue(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
    }
}
