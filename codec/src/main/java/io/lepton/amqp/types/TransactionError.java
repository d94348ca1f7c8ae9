// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.types;

/** Conditions of transactional work (part 4, 4.5.8 transaction-error). */
public final class TransactionError {

    /** No transaction has this id. */
    public static final Symbol UNKNOWN_ID = Symbol.of("amqp:transaction:unknown-id");

    /** The transaction was rolled back for a reason of the resource. */
    public static final Symbol ROLLBACK = Symbol.of("amqp:transaction:rollback");

    /** The transaction took too long and was rolled back. */
    public static final Symbol TIMEOUT = Symbol.of("amqp:transaction:timeout");

    private TransactionError() {}
}
