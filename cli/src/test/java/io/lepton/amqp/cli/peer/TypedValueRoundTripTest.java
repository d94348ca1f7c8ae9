// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.DeepValue;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.ValueGenerator;
import io.lepton.amqp.types.AmqpType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A value that was written as JSON and read again has the same type and value, and so the same bytes. */
class TypedValueRoundTripTest {

    private static final int VALUES = 1_000;

    @ParameterizedTest
    @EnumSource
    void each_type_survives(AmqpType type) {
        for (int seed = 0; seed < VALUES; seed++) {
            requireSurvival(new ValueGenerator(seed).of(type, 2), seed);
        }
    }

    @Test
    void nested_values_survive() {
        for (int seed = 0; seed < VALUES; seed++) {
            requireSurvival(new ValueGenerator(seed).value(4), seed);
        }
    }

    private static void requireSurvival(@Nullable Object value, int seed) {
        byte[] bytes = encode(value);

        byte[] again = encode(read(json(decode(bytes))));

        assertThat(again).as("seed %d", seed).isEqualTo(bytes);
        assertThat(new DeepValue(decode(again))).as("seed %d", seed).isEqualTo(new DeepValue(value));
    }

    private static String json(@Nullable Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonFormat.generator(out)) {
            TypedValueWriter.write(json, value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }

    private static @Nullable Object read(String json) {
        JsonLine line = new JsonLine();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        int half = bytes.length / 2;
        line.append(bytes, 0, half);
        line.append(bytes, half, bytes.length - half);
        return TypedValueReader.read(line.cursor());
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
