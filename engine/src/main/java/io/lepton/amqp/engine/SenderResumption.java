// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.DeliveryState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sending link end makes of the deliveries that an earlier attachment left unsettled (part 2, 2.6.13). Its lists are
 * empty before the peer's attach came. Not thread-safe.
 */
public final class SenderResumption {

    private final EngineSender link;
    private final Resumption<OutgoingDelivery> deliveries;

    SenderResumption(EngineSender link, EngineSender earlier) {
        this.link = link;
        this.deliveries = new Resumption<>(earlier.leftovers());
        link.settings().copy(earlier.settings());
        link.settings().unsettled(deliveries.unsettled());
        Attach attach = link.remoteAttach();
        if (attach != null) {
            compare(attach);
        }
    }

    /**
     * The earlier deliveries that both ends hold unsettled; each has to be {@linkplain #resume resumed} or
     * {@linkplain #abandon abandoned}. Their {@link OutgoingDelivery#remoteState()} is the receiver's of now: with an outcome
     * there, no payload has to be sent again.
     */
    public List<OutgoingDelivery> toResume() {
        return deliveries.onBothEnds();
    }

    /**
     * The earlier deliveries that the receiver does not know: it never got them, or it has settled them. To be sent anew for
     * at least once, to be forgotten for at most once.
     */
    public List<OutgoingDelivery> inDoubt() {
        return deliveries.onlyHere();
    }

    /**
     * Resumes an earlier delivery under its tag.
     *
     * @param earlier one of {@link #toResume()}
     * @param payload the encoded message again; null if the receiver needs only the state
     * @param state this end's state of it; null for none
     * @param settled whether to settle it with that
     * @return the delivery that goes on in its place, with the same context
     * @throws IllegalArgumentException if it is not one of {@link #toResume()}
     * @throws IllegalStateException if the link is not open at this end
     */
    public OutgoingDelivery resume(
            OutgoingDelivery earlier, @Nullable Buffer payload, @Nullable DeliveryState state, boolean settled) {
        Encodable.requireState(state, link.session().writer().maxFrameSize());
        OutgoingDelivery delivery = successor(earlier);
        delivery.locallySettled = settled;
        delivery.localState(state);
        link.session()
                .outgoing()
                .send(delivery, payload == null ? PendingPayload.nothing() : PendingPayload.of(payload));
        return delivery;
    }

    /**
     * Gives up an earlier delivery that cannot be resumed, so that the receiver forgets it too.
     *
     * @param earlier one of {@link #toResume()}
     * @throws IllegalArgumentException if it is not one of {@link #toResume()}
     * @throws IllegalStateException if the link is not open at this end
     */
    public void abandon(OutgoingDelivery earlier) {
        OutgoingDelivery delivery = successor(earlier);
        delivery.locallySettled = true;
        delivery.extras().aborted = true;
        link.session().outgoing().send(delivery, PendingPayload.nothing());
    }

    void compare(Attach attach) {
        deliveries.compare(attach);
    }

    private OutgoingDelivery successor(OutgoingDelivery earlier) {
        if (!deliveries.onBothEnds().contains(earlier)) {
            throw new IllegalArgumentException(earlier + " is not unsettled at both ends of " + link);
        }
        link.requireOpen();
        OutgoingDelivery delivery = new OutgoingDelivery(
                link, 0, link.tags().claim(earlier.tag()), earlier.messageFormat(), earlier.context());
        delivery.extras().resumed = true;
        return delivery;
    }
}
