// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.UnsignedLong;

/**
 * How far a message has come across; not an outcome (part 3, 3.4.1 received).
 *
 * @param sectionNumber the section that the rest would start in, counted from 0
 * @param sectionOffset the offset in that section, in bytes
 */
public record Received(long sectionNumber, UnsignedLong sectionOffset) implements DeliveryState {

    /** The declaration of this type (part 3, 3.4.1 received). */
    public static final Composite<Received> TYPE = Composite.<Received>declare("received", 0x23)
            .mandatory("section-number", FieldType.UINT)
            .mandatory("section-offset", FieldType.ULONG)
            .build(r -> FieldValues.of(r.sectionNumber, r.sectionOffset), v -> new Received(v.get(0), v.get(1)));

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
