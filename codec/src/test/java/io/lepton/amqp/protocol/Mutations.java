// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import java.util.Arrays;
import java.util.Random;

/** Spoils bytes at random: what a fuzzer does, small and repeatable. */
final class Mutations {

    private static final int[] CODES = {
        0x00, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x50, 0x52, 0x53, 0x56, 0x60, 0x70, 0x80, 0xa0, 0xa1, 0xa3, 0xb0,
        0xb3, 0xc0, 0xc1, 0xd0, 0xd1, 0xe0, 0xf0, 0xff
    };

    private Mutations() {}

    static byte[] mutate(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            result = mutateOnce(result, random);
        }
        return result;
    }

    private static byte[] mutateOnce(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int index = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[index] = (byte) random.nextInt(256);
            case 1 -> bytes[index] = (byte) CODES[random.nextInt(CODES.length)];
            case 2 -> bytes[index] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                return Arrays.copyOf(bytes, index);
            }
            default -> bytes[index] += (byte) (random.nextBoolean() ? 1 : -1);
        }
        return bytes;
    }
}
