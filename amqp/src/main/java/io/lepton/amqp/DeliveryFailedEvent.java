// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** A message that was sent will never get an outcome. */
public interface DeliveryFailedEvent extends OutcomeEvent {

    /** Why, and whether the message may have arrived: what {@link SentDelivery#outcome()} fails with. */
    DeliveryException cause();
}
