// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Filters and lifetime policies as they stand in the maps of a terminus (M-014, M-016). */
class TerminusPropertiesTest {

    private static final Symbol NAME = Symbol.of("f");

    @Test
    void aSelectorIsFoundByNumberAndBySymbol() {
        assertThat(Filter.selectorIn(Map.of(NAME, Filter.selector("a=1")))).isEqualTo("a=1");
        assertThat(Filter.selectorIn(Map.of(NAME, new Described(Filter.SELECTOR_SYMBOL, "b=2"))))
                .isEqualTo("b=2");
        assertThat(Filter.selectorIn(Map.of(NAME, new Described(UnsignedLong.valueOf(1), "c=3"))))
                .isNull();
        assertThat(Filter.selectorIn(Map.of(NAME, "d=4"))).isNull();
        assertThat(Filter.selectorIn(Map.of())).isNull();
    }

    @Test
    void noLocalIsFoundByNumberAndBySymbol() {
        assertThat(Filter.hasNoLocal(Map.of(NAME, Filter.noLocal()))).isTrue();
        assertThat(Filter.hasNoLocal(Map.of(NAME, new Described(Filter.NO_LOCAL_SYMBOL, List.of()))))
                .isTrue();
        assertThat(Filter.hasNoLocal(Map.of(NAME, Filter.selector("a=1")))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aLifetimePolicyIsFoundByNumberAndBySymbol(LifetimePolicy policy) {
        Described bySymbol = new Described(policy.type().symbol(), List.of());

        assertThat(LifetimePolicy.in(Map.of(LifetimePolicy.PROPERTY, policy.toDescribed())))
                .isEqualTo(policy);
        assertThat(LifetimePolicy.in(Map.of(LifetimePolicy.PROPERTY, bySymbol))).isEqualTo(policy);
    }

    @Test
    void anUnknownLifetimePolicyIsNone() {
        assertThat(LifetimePolicy.in(Map.of(LifetimePolicy.PROPERTY, new Described(Symbol.of("x"), List.of()))))
                .isNull();
        assertThat(LifetimePolicy.in(Map.of(LifetimePolicy.PROPERTY, "delete-on-close")))
                .isNull();
        assertThat(LifetimePolicy.in(Map.of())).isNull();
    }
}
