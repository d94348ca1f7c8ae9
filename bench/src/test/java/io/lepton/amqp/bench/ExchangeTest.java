// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    @ParameterizedTest
    @ValueSource(ints = {100, 10_240})
    void everyMessageArrives(int size) {
        Exchange exchange = new Exchange(size);
        try (exchange) {
            exchange.sendAll(2_500);
            exchange.sendFromOutside(2_500);
            exchange.sendFromOutside(1);
            exchange.sendAll(1);
        }
        assertThat(exchange.bytesReceived()).isEqualTo(5_002L * size);
    }
}
