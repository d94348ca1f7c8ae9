// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** The state of a delivery at one end of its link (part 3, 3.4; part 4, 4.5). */
public sealed interface DeliveryState extends CompositeValue
        permits Outcome, Received, Declared, TransactionalState, UnknownState {}
