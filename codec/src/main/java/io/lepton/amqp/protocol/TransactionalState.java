// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The state of a delivery inside a transaction (part 4, 4.5.6 transactional-state).
 *
 * @param txnId the transaction
 * @param outcome the outcome that the delivery has if the transaction commits
 */
public record TransactionalState(Binary txnId, @Nullable Outcome outcome) implements DeliveryState {

    /** The declaration of this type (part 4, 4.5.6 transactional-state). */
    public static final Composite<TransactionalState> TYPE = Composite.<TransactionalState>declare(
                    "transactional-state", 0x34)
            .mandatory("txn-id", FieldType.BINARY)
            .optional("outcome", FieldType.OUTCOME)
            .build(t -> FieldValues.of(t.txnId, t.outcome), v -> new TransactionalState(v.get(0), v.get(1)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
