// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.ErrorCondition;
import java.util.List;
import java.util.Map;

/** All composite types of frames, termini, states and transactions: what a tool that knows them all walks over. */
public final class Composites {

    /** The declaration of errors (part 2, 2.8.14 error). */
    public static final Composite<ErrorCondition> ERROR = Composite.<ErrorCondition>declare("error", 0x1d)
            .mandatory("condition", FieldType.SYMBOL)
            .optional("description", FieldType.STRING)
            .defaulted("info", FieldType.FIELDS, Map.of())
            .build(
                    e -> FieldValues.of(e.condition(), e.description(), e.info()),
                    v -> new ErrorCondition(v.get(0), v.get(1), v.get(2)));

    private static final List<Composite<?>> ALL = List.of(
            Open.TYPE,
            Begin.TYPE,
            Attach.TYPE,
            Flow.TYPE,
            Transfer.TYPE,
            Disposition.TYPE,
            Detach.TYPE,
            End.TYPE,
            Close.TYPE,
            ERROR,
            Received.TYPE,
            Accepted.TYPE,
            Rejected.TYPE,
            Released.TYPE,
            Modified.TYPE,
            Source.TYPE,
            Target.TYPE,
            LifetimePolicy.DELETE_ON_CLOSE.type(),
            LifetimePolicy.DELETE_ON_NO_LINKS.type(),
            LifetimePolicy.DELETE_ON_NO_MESSAGES.type(),
            LifetimePolicy.DELETE_ON_NO_LINKS_OR_MESSAGES.type(),
            Coordinator.TYPE,
            Declare.TYPE,
            Discharge.TYPE,
            Declared.TYPE,
            TransactionalState.TYPE,
            SaslMechanisms.TYPE,
            SaslInit.TYPE,
            SaslChallenge.TYPE,
            SaslResponse.TYPE,
            SaslOutcome.TYPE);

    private Composites() {}

    /** Every declaration, in the order of their descriptors. */
    public static List<Composite<?>> all() {
        return ALL;
    }
}
