// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The client's choice of a mechanism (part 5, 5.3.3.2 sasl-init). Its text never shows the response.
 *
 * @param mechanism the chosen mechanism
 * @param initialResponse the mechanism's first words; one of zero bytes is not the same as none
 * @param hostname the host, perhaps a virtual one, that the client wants to reach
 */
public record SaslInit(
        Symbol mechanism,
        @Nullable Binary initialResponse,
        @Nullable String hostname) implements SaslFrame {

    /** The declaration of this type (part 5, 5.3.3.2 sasl-init). */
    public static final Composite<SaslInit> TYPE = Composite.<SaslInit>declare("sasl-init", 0x41)
            .mandatory("mechanism", FieldType.SYMBOL)
            .secret("initial-response", FieldType.BINARY)
            .optional("hostname", FieldType.STRING)
            .build(
                    s -> FieldValues.of(s.mechanism, s.initialResponse, s.hostname),
                    v -> new SaslInit(v.get(0), v.get(1), v.get(2)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
