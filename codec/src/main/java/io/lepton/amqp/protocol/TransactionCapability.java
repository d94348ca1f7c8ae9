// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Symbol;

/** What a coordinator can do, as capabilities of its terminus (part 4, 4.5.7 txn-capability). */
public final class TransactionCapability {

    /** Transactions of this one resource. */
    public static final Symbol LOCAL_TRANSACTIONS = Symbol.of("amqp:local-transactions");

    /** Transactions across several resources; only then may a {@link Declare} have a global id. */
    public static final Symbol DISTRIBUTED_TRANSACTIONS = Symbol.of("amqp:distributed-transactions");

    /** Local transactions that can become distributed ones. */
    public static final Symbol PROMOTABLE_TRANSACTIONS = Symbol.of("amqp:promotable-transactions");

    /** More than one transaction at a time in a session. */
    public static final Symbol MULTI_TXNS_PER_SSN = Symbol.of("amqp:multi-txns-per-ssn");

    /** Transactions that span several sessions. */
    public static final Symbol MULTI_SSNS_PER_TXN = Symbol.of("amqp:multi-ssns-per-txn");

    private TransactionCapability() {}
}
