// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two engines driven against each other at random: no ledger goes wrong and no delivery is forgotten, whatever is done. */
class RandomLifeTest {

    private static final int LIVES = 200;

    static LongStream seeds() {
        return LongStream.range(0, LIVES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Spec({"X-021", "X-023", "X-037", "X-049"})
    void whateverIsAllowedWorksAndNeitherFindsFaultWithTheOther(long seed) {
        new RandomLife(seed).run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsNotAllowedIsRefusedAtTheCallAndHarmsNobody(long seed) {
        new RandomLife(seed).runWithMisuse();
    }

    @Test
    @Spec({"B22", "X-059"})
    void whateverHappensToBytesOnTheWayNothingEscapes() {
        int damages =
                seeds().mapToInt(seed -> new RandomLife(seed).runWithDamage()).sum();
        assertThat(damages).isGreaterThan(LIVES / 2);
    }
}
