// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;

/**
 * The server's list of authentication mechanisms (part 5, 5.3.3.1 sasl-mechanisms).
 *
 * @param saslServerMechanisms the names of the mechanisms, one at least
 */
public record SaslMechanisms(List<Symbol> saslServerMechanisms) implements SaslFrame {

    /** The declaration of this type (part 5, 5.3.3.1 sasl-mechanisms). */
    public static final Composite<SaslMechanisms> TYPE = Composite.<SaslMechanisms>declare("sasl-mechanisms", 0x40)
            .mandatoryMultiple("sasl-server-mechanisms")
            .build(s -> FieldValues.of(s.saslServerMechanisms), v -> new SaslMechanisms(v.get(0)));

    /** Copies its collections. */
    public SaslMechanisms {
        saslServerMechanisms = List.copyOf(saslServerMechanisms);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
