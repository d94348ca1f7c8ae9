// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** What a controller asks of a transaction coordinator, as the amqp-value body of a message (part 4, 4.2 and 4.3). */
public sealed interface TransactionRequest extends CompositeValue permits Declare, Discharge {}
