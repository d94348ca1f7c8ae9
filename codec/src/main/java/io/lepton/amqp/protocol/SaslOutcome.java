// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The end of the authentication (part 5, 5.3.3.5 sasl-outcome). Its text never shows the additional data.
 *
 * @param code how it ended
 * @param additionalData the mechanism's last words to the client
 */
public record SaslOutcome(SaslCode code, @Nullable Binary additionalData) implements SaslFrame {

    /** The declaration of this type (part 5, 5.3.3.5 sasl-outcome). */
    public static final Composite<SaslOutcome> TYPE = Composite.<SaslOutcome>declare("sasl-outcome", 0x44)
            .mandatory("code", FieldType.SASL_CODE)
            .secret("additional-data", FieldType.BINARY)
            .build(s -> FieldValues.of(s.code, s.additionalData), v -> new SaslOutcome(v.get(0), v.get(1)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
