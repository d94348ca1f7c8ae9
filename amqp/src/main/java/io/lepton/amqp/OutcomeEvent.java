// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/**
 * News of a message that was sent. The delivery returned by {@link Sender#send} is its own event, so that following
 * outcomes by callbacks allocates nothing.
 */
public interface OutcomeEvent extends DeliveryEvent, SenderEvent {

    /** The delivery: the object that {@link Sender#send} returned. */
    @Override
    SentDelivery delivery();
}
