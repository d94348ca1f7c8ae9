// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.interop.faults.ChildProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * C22: ten senders and ten receivers with something else going wrong every few seconds. For how long is chosen by
 * {@code -Dchaos.soakSeconds}, 3600 for the whole of it, and what goes wrong by {@code -Dchaos.seed}.
 */
class SoakTest {
    private static final int SECONDS = Integer.getInteger("chaos.soakSeconds", 15);
    private static final long SEED = Long.getLong("chaos.seed", 1);
    /** What the JVM itself still takes while it warms up does not count. */
    private static final int LONG_ENOUGH_FOR_A_SLOPE = 1_800;

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void c22countsAddUpAndMemoryStaysFlat() {
        try (ChildProcess soak = SoakProcess.start(SECONDS, SEED)) {
            int status = soak.exitStatus(Duration.ofSeconds(SECONDS * 2L + 60));

            System.out.println("soak: " + SECONDS + " s\n" + soak);
            assertThat(status).as(soak.toString()).isZero();
            assertThat(Integer.parseInt(soak.says("troubles"))).isPositive();
            assertThat(soak.says("over")).isEmpty();
            if (SECONDS >= LONG_ENOUGH_FOR_A_SLOPE) {
                assertThat(Double.parseDouble(soak.says("slope")))
                        .as("MiB a minute")
                        .isLessThan(1);
            }
        }
    }
}
