// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What AMQP has no type for is shown too: a printer that throws hides the value that somebody looks for. */
class UnknownValuePrinterTest {

    @Test
    void valuesWithoutAnAmqpTypeAreShown() {
        assertThat(ValuePrinter.print(Duration.ofSeconds(5))).isEqualTo("PT5S");
        assertThat(ValuePrinter.print(List.of(Duration.ZERO))).isEqualTo("[PT0S]");
        assertThat(ValuePrinter.print(Map.of("a", Thread.State.NEW))).isEqualTo("{\"a\"=NEW}");
        assertThat(ValuePrinter.print(new Object[] {1, "x"})).isEqualTo("Object[1, \"x\"]");
        assertThat(ValuePrinter.print(new int[] {1, 2})).isEqualTo("int[1, 2]");
    }
}
