// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;

/**
 * The client's answer (part 5, 5.3.3.4 sasl-response). Its text never shows the content.
 *
 * @param response the mechanism's bytes
 */
public record SaslResponse(Binary response) implements SaslFrame {

    /** The declaration of this type (part 5, 5.3.3.4 sasl-response). */
    public static final Composite<SaslResponse> TYPE = Composite.<SaslResponse>declare("sasl-response", 0x43)
            .mandatorySecret("response", FieldType.BINARY)
            .build(s -> FieldValues.of(s.response), v -> new SaslResponse(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
