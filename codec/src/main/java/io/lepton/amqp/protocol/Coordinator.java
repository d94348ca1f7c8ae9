// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;

/**
 * The target of a link that controls transactions (part 4, 4.5.1 coordinator).
 *
 * @param capabilities what the coordinator can or shall do, see {@link TransactionCapability}
 */
public record Coordinator(List<Symbol> capabilities) implements Terminus {

    /** The declaration of this type (part 4, 4.5.1 coordinator). */
    public static final Composite<Coordinator> TYPE = Composite.<Coordinator>declare("coordinator", 0x30)
            .multiple("capabilities")
            .build(c -> FieldValues.of(c.capabilities), v -> new Coordinator(v.get(0)));

    /** Copies its collections. */
    public Coordinator {
        capabilities = List.copyOf(capabilities);
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
