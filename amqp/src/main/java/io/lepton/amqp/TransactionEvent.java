// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** Something that happened to a transaction (part 4). */
public interface TransactionEvent extends SessionEvent {

    /** The identity that the coordinator gave to the transaction; null if it could not be declared. */
    @Nullable
    Binary transactionId();

    /** Why it failed; null if it did not. */
    @Nullable
    ErrorCondition condition();
}
