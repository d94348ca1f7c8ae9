// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void theWindowOpensAfterTheWarmUpAndClosesInItsTime() {
        Meter meter = new Meter(Arguments.parse("direct-receiver", "--warmup", "1", "--seconds", "2"));
        long now = System.nanoTime();
        meter.message(now, now);
        meter.message(now + SECOND, now);
        meter.message(now + SECOND + 1, now);
        meter.message(now + SECOND + 2, now);
        meter.message(now + 100 * SECOND, now);
        meter.message(now + 100 * SECOND + 1, now);

        assertThat(meter.report("us")).contains("\"impl\": \"us\"", "\"total\": 6", "\"count\": 3");
    }

    @Test
    void aCountEndsTheTraffic() {
        Meter meter = new Meter(Arguments.parse("receiver", "--warmup", "0", "--count", "2"));

        assertThat(meter.wantsMore(1, 0)).isTrue();
        assertThat(meter.wantsMore(2, 0)).isFalse();
        meter.message(0, Stamp.END);
        assertThat(meter.countReached()).isFalse();
        meter.message(1, Stamp.END);
        assertThat(meter.countReached()).isTrue();
        assertThat(meter.report("us")).contains("\"count\": 1").doesNotContain("p50_us");
    }

    @Test
    void aSenderGoesOnAfterItsOwnWindow() {
        Meter meter = new Meter(Arguments.parse("direct-sender", "--warmup", "1", "--seconds", "2"));
        assertThat(meter.wantsMore(1_000_000, 0)).isTrue();
        meter.message(0, Stamp.END);

        assertThat(meter.wantsMore(1, 3 * SECOND + Meter.SENDER_EXCESS_NANOS - 1))
                .isTrue();
        assertThat(meter.wantsMore(1, 3 * SECOND + Meter.SENDER_EXCESS_NANOS)).isFalse();
    }

    @Test
    void aMeterThatSawNothingStillReports() {
        assertThat(new Meter(Arguments.parse("sender")).report("us")).contains("\"msgs_per_s\": 0.000");
    }
}
