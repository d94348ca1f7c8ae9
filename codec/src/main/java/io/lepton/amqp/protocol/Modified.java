// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message was not processed and goes back changed (part 3, 3.4.5 modified).
 *
 * @param deliveryFailed whether this counts as a failed attempt to deliver (absent means false)
 * @param undeliverableHere whether it must not come to this link again (absent means false)
 * @param messageAnnotations annotations to merge into those of the message
 */
public record Modified(
        boolean deliveryFailed, boolean undeliverableHere, Map<Symbol, @Nullable Object> messageAnnotations)
        implements Outcome {

    /** The declaration of this type (part 3, 3.4.5 modified). */
    public static final Composite<Modified> TYPE = Composite.<Modified>declare("modified", 0x27)
            .defaulted("delivery-failed", FieldType.BOOLEAN, false)
            .defaulted("undeliverable-here", FieldType.BOOLEAN, false)
            .defaulted("message-annotations", FieldType.FIELDS, Map.of())
            .build(
                    m -> FieldValues.of(m.deliveryFailed, m.undeliverableHere, m.messageAnnotations),
                    v -> new Modified(v.get(0), v.get(1), v.get(2)));

    /** Copies its collections. */
    public Modified {
        messageAnnotations = Frozen.map(messageAnnotations);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }
}
