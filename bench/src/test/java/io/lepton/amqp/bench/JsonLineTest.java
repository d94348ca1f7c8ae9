// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void valuesKeepTheirKindAndTextIsEscaped() {
        assertThat(new JsonLine()
                        .put("text", "a\"b\\c")
                        .put("whole", 7)
                        .put("part", 1.23456)
                        .put("none", Double.NaN))
                .hasToString("{\"text\": \"a\\\"b\\\\c\", \"whole\": 7, \"part\": 1.235, \"none\": 0.000}");
    }

    @Test
    void aStampIsTheFirstEightBytesBigEndian() {
        byte[] body = Stamp.body(12, 0x0102030405060708L);

        assertThat(body).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0);
        assertThat(Stamp.of(body)).isEqualTo(0x0102030405060708L);
    }
}
