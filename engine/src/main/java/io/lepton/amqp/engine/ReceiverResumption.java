// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Attach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiving link end makes of the deliveries that an earlier attachment left unsettled (part 2, 2.6.13). The sender
 * resumes what it holds unsettled too: such deliveries come in as {@linkplain IncomingDelivery#resumed() resumed}. Not
 * thread-safe.
 */
public final class ReceiverResumption {

    private final Resumption<IncomingDelivery> deliveries;

    ReceiverResumption(EngineReceiver link, EngineReceiver earlier) {
        this.deliveries = new Resumption<>(earlier.leftovers());
        link.settings().copy(earlier.settings());
        link.settings().unsettled(deliveries.unsettled());
        Attach attach = link.remoteAttach();
        if (attach != null) {
            compare(attach);
        }
    }

    /** The earlier deliveries that the sender holds unsettled too and has to resume; empty before the peer's attach came. */
    public List<IncomingDelivery> toBeResumed() {
        return deliveries.onBothEnds();
    }

    /** The earlier deliveries that the sender has settled meanwhile; empty before the peer's attach came. */
    public List<IncomingDelivery> settledBySender() {
        return deliveries.onlyHere();
    }

    /** The earlier delivery that this one resumes; null if it is none. */
    public @Nullable IncomingDelivery earlier(IncomingDelivery resumed) {
        return resumed.resumed() ? deliveries.get(resumed.tag()) : null;
    }

    void compare(Attach attach) {
        deliveries.compare(attach);
        deliveries.onlyHere().forEach(delivery -> delivery.remotelySettled = true);
    }
}
