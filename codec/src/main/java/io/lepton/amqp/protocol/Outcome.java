// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

/** A state that a delivery ends in (part 3, 3.4). */
public sealed interface Outcome extends DeliveryState permits Accepted, Rejected, Released, Modified {}
