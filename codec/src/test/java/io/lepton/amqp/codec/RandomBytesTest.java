// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a value or a {@link DecodeException}, and memory within a small multiple of the input (T-028). */
class RandomBytesTest {

    private static final int INPUTS = 60_000;

    @Test
    void random_bytes() {
        for (int seed = 0; seed < INPUTS; seed++) {
            ValueGenerator generator = new ValueGenerator(seed);
            check(seed, generator.bytes(1 + generator.below(200)));
        }
    }

    @Test
    void values_with_a_few_bytes_changed() {
        for (int seed = 0; seed < INPUTS; seed++) {
            ValueGenerator generator = new ValueGenerator(seed);
            Buffer buffer = Buffer.allocate(16);
            Encoder.writeValue(buffer, generator.value(3));
            byte[] bytes = buffer.copyFrom(0);
            for (int i = 1 + generator.below(4); i > 0; i--) {
                bytes[generator.below(bytes.length)] = (byte) generator.bits();
            }
            check(seed, bytes);
        }
    }

    @Test
    void the_densest_values() {
        for (String item : new String[] {
            "45", "c00100", "c10100", "c003024040", "a10161", "a30161", "e0024041", "0044a30161", "c103024040"
        }) {
            byte[] unit = Hex.bytes(item);
            Buffer buffer = Buffer.allocate(64);
            int count = 20_000;
            buffer.writeByte(FormatCode.LIST32);
            buffer.writeInt(4 + count * unit.length);
            buffer.writeInt(count);
            for (int i = 0; i < count; i++) {
                buffer.writeBytes(unit, 0, unit.length);
            }
            check(0, buffer.copyFrom(0));
        }
    }

    private static void check(int seed, byte[] bytes) {
        Buffer buffer = Buffer.wrap(bytes);
        attempt(() -> Decoder.readValue(buffer, DecodeLimits.DEFAULT), bytes); // loads classes and links messages
        buffer.rewrap(bytes, 0, bytes.length);
        long allocated = Allocation.of(() -> attempt(() -> Decoder.readValue(buffer, DecodeLimits.DEFAULT), bytes));
        assertThat(allocated)
                .as("seed %d: bytes allocated for %d bytes", seed, bytes.length)
                .isLessThan(Allocation.CONSTANT + (long) Allocation.MULTIPLE * bytes.length);
        buffer.rewrap(bytes, 0, bytes.length);
        attempt(() -> Decoder.skipValue(buffer), bytes);
    }

    private static void attempt(Runnable work, byte[] bytes) {
        try {
            work.run();
        } catch (DecodeException expected) {
            if (expected.offset() < 0 || expected.offset() > bytes.length) {
                throw new AssertionError("offset outside of the input", expected);
            }
        }
    }
}
