// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;

/**
 * Asks a coordinator to end a transaction; the body of a message (part 4, 4.5.3 discharge).
 *
 * @param txnId the transaction
 * @param fail true to roll it back, false to commit it (absent means false)
 */
public record Discharge(Binary txnId, boolean fail) implements TransactionRequest {

    /** The declaration of this type (part 4, 4.5.3 discharge). */
    public static final Composite<Discharge> TYPE = Composite.<Discharge>declare("discharge", 0x32)
            .mandatory("txn-id", FieldType.BINARY)
            .defaulted("fail", FieldType.BOOLEAN, false)
            .build(d -> FieldValues.of(d.txnId, d.fail), v -> new Discharge(v.get(0), v.get(1)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
