// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;

/**
 * The server's question (part 5, 5.3.3.3 sasl-challenge). Its text never shows the content.
 *
 * @param challenge the mechanism's bytes
 */
public record SaslChallenge(Binary challenge) implements SaslFrame {

    /** The declaration of this type (part 5, 5.3.3.3 sasl-challenge). */
    public static final Composite<SaslChallenge> TYPE = Composite.<SaslChallenge>declare("sasl-challenge", 0x42)
            .mandatorySecret("challenge", FieldType.BINARY)
            .build(s -> FieldValues.of(s.challenge), v -> new SaslChallenge(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
