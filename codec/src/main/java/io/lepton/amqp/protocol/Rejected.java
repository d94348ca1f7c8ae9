// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * The message is invalid and cannot be processed (part 3, 3.4.3 rejected).
 *
 * @param error what is wrong with it
 */
public record Rejected(@Nullable ErrorCondition error) implements Outcome {

    /** The declaration of this type (part 3, 3.4.3 rejected). */
    public static final Composite<Rejected> TYPE = Composite.<Rejected>declare("rejected", 0x25)
            .optional("error", FieldType.ERROR)
            .build(r -> FieldValues.of(r.error), v -> new Rejected(v.get(0)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
