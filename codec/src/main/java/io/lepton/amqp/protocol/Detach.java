// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Detaches a link from its session (part 2, 2.7.7 detach).
 *
 * @param handle the link
 * @param closed whether the link ends for good, its terminus with it (default false)
 * @param error why, if something went wrong
 */
public record Detach(long handle, boolean closed, @Nullable ErrorCondition error) implements Performative {

    /** The declaration of this type (part 2, 2.7.7 detach). */
    public static final Composite<Detach> TYPE = Composite.<Detach>declare("detach", 0x16)
            .mandatory("handle", FieldType.UINT)
            .defaulted("closed", FieldType.BOOLEAN, false)
            .optional("error", FieldType.ERROR)
            .build(d -> FieldValues.of(d.handle, d.closed, d.error), v -> new Detach(v.get(0), v.get(1), v.get(2)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
