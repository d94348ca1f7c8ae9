// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;

/** The message was not processed and goes back unchanged (part 3, 3.4.4 released). There is one instance. */
public final class Released implements Outcome {

    /** The only instance. */
    public static final Released INSTANCE = new Released();

    /** The declaration of this type (part 3, 3.4.4 released). */
    public static final Composite<Released> TYPE =
            Composite.<Released>declare("released", 0x26).build(state -> FieldValues.NONE, v -> INSTANCE);

    private Released() {}

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
