// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.types.Described;

/**
 * A delivery state that the standard does not define: kept as it came, so that it can be looked at and passed on (part 2,
 * 2.7.5 transfer leaves the set of states open).
 *
 * @param value the state's descriptor and content
 */
public record UnknownState(Described value) implements DeliveryState {

    @Override
    public void write(Buffer out) {
        Encoder.writeValue(out, value);
    }

    @Override
    public String toString() {
        return "UnknownState{" + ValuePrinter.print(value) + '}';
    }
}
