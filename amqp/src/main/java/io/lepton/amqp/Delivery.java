// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/** The transfer of one message over a link, and what both ends say about it (part 2, 2.6.12). */
public sealed interface Delivery extends DeliveryEvent permits SentDelivery, ReceivedDelivery {

    /**
     * What names the delivery on its link while it is unsettled (part 2, 2.8.7); null for a sent delivery that is still
     * queued.
     */
    @Nullable
    Binary tag();

    /** What the peer says about it; null if nothing so far. */
    @Nullable
    DeliveryState remoteState();

    /** Whether the sender sent it settled, or the peer has settled it. */
    boolean settled();
}
