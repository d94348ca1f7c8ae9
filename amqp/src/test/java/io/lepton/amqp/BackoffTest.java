// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static Backoff backoff(Consumer<ReconnectOptions> choices, DoubleSupplier chance) {
        Backoff backoff = new Backoff(Options.choose(new ReconnectOptions(), choices), chance);
        backoff.reset();
        return backoff;
    }

    private static List<Long> millis(Backoff backoff, int count) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            delays.add(backoff.next().toMillis());
        }
        return delays;
    }

    @Test
    void delaysGrowAsTheGuideSays() {
        assertThat(millis(backoff(o -> o.jitter(0), () -> 0.5), 11))
                .containsExactly(0L, 100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void theyStartAnewAfterAReset() {
        Backoff backoff = backoff(o -> o.jitter(0), () -> 0.5);
        millis(backoff, 5);
        backoff.reset();
        assertThat(millis(backoff, 3)).containsExactly(0L, 100L, 200L);
    }

    @Test
    void initialDelayMultiplierAndMaximumAreOptions() {
        Consumer<ReconnectOptions> choices = o ->
                o.jitter(0).initialDelay(Duration.ofMillis(10)).multiplier(10).maxDelay(Duration.ofMillis(500));
        assertThat(millis(backoff(choices, () -> 0), 5)).containsExactly(0L, 10L, 100L, 500L, 500L);
    }

    @Test
    void chanceShortensADelayByItsPartAtMost() {
        assertThat(millis(backoff(o -> {}, () -> 0), 3)).containsExactly(0L, 100L, 200L);
        assertThat(millis(backoff(o -> {}, () -> 0.999_999), 3)).containsExactly(49L, 50L, 100L);
        assertThat(millis(backoff(o -> o.jitter(1), () -> 0.5), 3)).containsExactly(50L, 50L, 100L);
    }

    @Test
    void clientsThatWereCutOffTogetherComeBackSpreadOut() {
        Random chance = new Random(1);
        Integer[] tenths = new Integer[10];
        Arrays.fill(tenths, 0);
        for (int client = 0; client < 1000; client++) {
            Backoff backoff = backoff(o -> {}, chance::nextDouble);
            backoff.next();
            backoff.next();
            long third = backoff.next().toMillis();
            assertThat(third).isBetween(100L, 200L);
            tenths[(int) Math.min(9, (third - 100) / 10)]++;
        }
        assertThat(tenths).allSatisfy(count -> assertThat(count).isBetween(50, 150));
    }

    @Test
    void optionsWithoutSenseAreRefused() {
        assertThatThrownBy(() -> backoff(o -> o.initialDelay(Duration.ofSeconds(11)), () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDelay");
        assertThatThrownBy(() -> backoff(o -> o.multiplier(0.5), () -> 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backoff(o -> o.jitter(1.1), () -> 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backoff(o -> o.maxAttempts(-1), () -> 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backoff(o -> o.stableAfter(Duration.ofMillis(-1)), () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLongestDelaysDoNotOverflow() {
        Consumer<ReconnectOptions> choices = o -> o.jitter(0)
                .initialDelay(Duration.ofDays(100_000))
                .multiplier(1000)
                .maxDelay(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(millis(backoff(choices, () -> 0), 5))
                .allSatisfy(delay -> assertThat(delay).isNotNegative());
    }
}
