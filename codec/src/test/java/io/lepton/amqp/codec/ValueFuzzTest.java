// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as a value: read or refused, in memory that is a small multiple of their size; and what was read is the same value
 * when it is written and read again. A normal build runs the seeds; {@code .ci/fuzz} looks for more.
 */
class ValueFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void value(byte[] bytes) {
        Allocation.bounded(bytes, () -> attempt(bytes));
        Buffer buffer = Buffer.wrap(bytes);
        Object value;
        try {
            value = Decoder.readValue(buffer, DecodeLimits.DEFAULT);
        } catch (DecodeException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
            assertThat(e.getMessage()).hasSizeLessThan(300);
            return;
        }
        int end = buffer.readIndex();
        buffer.readIndex(0);
        Decoder.skipValue(buffer);
        assertThat(buffer.readIndex()).isEqualTo(end);
        survives(value);
        assertThat(ValuePrinter.print(value)).hasSizeLessThan(3_000);
    }

    private static void survives(@Nullable Object value) {
        Buffer encoded = Buffer.allocate(64);
        Encoder.writeValue(encoded, value);
        Object again = Decoder.readValue(encoded, DecodeLimits.DEFAULT);
        assertThat(encoded.readable()).isZero();
        assertThat(new DeepValue(again)).isEqualTo(new DeepValue(value));
    }

    private static void attempt(byte[] bytes) {
        try {
            Decoder.readValue(Buffer.wrap(bytes), DecodeLimits.DEFAULT);
        } catch (DecodeException refused) {
            return; // what it says is looked at where memory is not counted
        }
    }

    @FuzzTest(maxDuration = "60s")
    void strangersValue(byte[] bytes) {
        Buffer buffer = Buffer.wrap(bytes);
        try {
            while (buffer.readable() > 0) {
                Decoder.readValue(buffer, DecodeLimits.UNAUTHENTICATED);
            }
        } catch (DecodeException e) {
            assertThat(e.condition().condition().toString()).startsWith("amqp:");
        }
    }
}
