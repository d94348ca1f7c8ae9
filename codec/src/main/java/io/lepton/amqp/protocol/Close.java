// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection (part 2, 2.7.9 close).
 *
 * @param error why, if something went wrong
 */
public record Close(@Nullable ErrorCondition error) implements Performative {

    /** The declaration of this type (part 2, 2.7.9 close). */
    public static final Composite<Close> TYPE = Composite.<Close>declare("close", 0x18)
            .optional("error", FieldType.ERROR)
            .build(c -> FieldValues.of(c.error), v -> new Close(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
