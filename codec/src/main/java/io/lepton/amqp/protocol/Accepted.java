// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;

/** The message was processed (part 3, 3.4.2 accepted). There is one instance. */
public final class Accepted implements Outcome {

    /** The only instance. */
    public static final Accepted INSTANCE = new Accepted();

    /** The declaration of this type (part 3, 3.4.2 accepted). */
    public static final Composite<Accepted> TYPE =
            Composite.<Accepted>declare("accepted", 0x24).build(state -> FieldValues.NONE, v -> INSTANCE);

    private Accepted() {}

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
