// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session (part 2, 2.7.8 end).
 *
 * @param error why, if something went wrong
 */
public record End(@Nullable ErrorCondition error) implements Performative {

    /** The declaration of this type (part 2, 2.7.8 end). */
    public static final Composite<End> TYPE = Composite.<End>declare("end", 0x17)
            .optional("error", FieldType.ERROR)
            .build(e -> FieldValues.of(e.error), v -> new End(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
