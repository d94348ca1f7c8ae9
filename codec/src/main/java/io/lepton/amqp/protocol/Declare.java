// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a coordinator for a transaction; the body of a message (part 4, 4.5.2 declare).
 *
 * @param globalId the global transaction to join, in a form that both ends know
 */
public record Declare(@Nullable Object globalId) implements TransactionRequest {

    /** The declaration of this type (part 4, 4.5.2 declare). */
    public static final Composite<Declare> TYPE = Composite.<Declare>declare("declare", 0x31)
            .optional("global-id", FieldType.ANY)
            .build(d -> FieldValues.of(d.globalId), v -> new Declare(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
