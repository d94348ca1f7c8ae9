// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/** Something that happened to a delivery, sent or received. */
public interface DeliveryEvent extends LinkEvent {

    /** The delivery. */
    Delivery delivery();
}
