// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;

/**
 * The coordinator's answer to a {@link Declare} (part 4, 4.5.5 declared).
 *
 * @param txnId the name of the new transaction
 */
public record Declared(Binary txnId) implements DeliveryState {

    /** The declaration of this type (part 4, 4.5.5 declared). */
    public static final Composite<Declared> TYPE = Composite.<Declared>declare("declared", 0x33)
            .mandatory("txn-id", FieldType.BINARY)
            .build(d -> FieldValues.of(d.txnId), v -> new Declared(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
