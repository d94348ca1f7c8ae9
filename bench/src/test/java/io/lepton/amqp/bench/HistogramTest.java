// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 129, 255, 256, 1_000, 123_456_789, 1L << 62, Long.MAX_VALUE})
    void aQuantileIsOffByLessThanOneSixtyFourth(long nanos) {
        histogram.record(nanos);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.quantileMicros(0.5) * 1000).isCloseTo(nanos, within(nanos / 64.0));
        assertThat(histogram.quantileMicros(0.5) * 1000).isLessThanOrEqualTo(nanos);
    }

    @Test
    void quantilesFollowTheRank() {
        for (int i = 1; i <= 100; i++) {
            histogram.record(i);
        }

        assertThat(histogram.quantileMicros(0.5)).isEqualTo(0.050);
        assertThat(histogram.quantileMicros(0.99)).isEqualTo(0.099);
        assertThat(histogram.quantileMicros(1)).isEqualTo(0.100);
        assertThat(histogram.total()).isEqualTo(100);
    }

    @Test
    void anEmptyOneAnswersZeroAndANegativeDurationCountsAsZero() {
        assertThat(histogram.quantileMicros(0.5)).isZero();

        histogram.record(-5);

        assertThat(histogram.quantileMicros(1)).isZero();
        assertThat(histogram.total()).isOne();
    }
}
