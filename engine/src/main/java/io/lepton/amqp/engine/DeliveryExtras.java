// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.DeliveryState;
import org.jspecify.annotations.Nullable;

/** What few deliveries have, so that the many others are 16 bytes smaller each. */
final class DeliveryExtras {

    /** What the sender said, such as a transaction. */
    @Nullable
    DeliveryState senderState;

    /** What the receiver said if it is neither accepted nor released. */
    @Nullable
    DeliveryState receiverState;

    /** Outgoing: a tag that the application chose; incoming: one of more than eight bytes. */
    byte @Nullable [] tag;

    int messageFormat;
    boolean aborted;
    boolean resumed;
    /** Incoming: whether more frames of it are to come. */
    boolean partial;
    /** Incoming: whether its bytes count as held for the application until they are taken. */
    boolean streamed;
    /** Incoming: whether the sender asked for this one to be settled first, on a link that settles second. */
    boolean first;
}
