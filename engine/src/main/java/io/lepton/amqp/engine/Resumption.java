// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.types.Binary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that a link takes over unsettled from an earlier attachment, compared with what the peer holds (part 2,
 * 2.6.13).
 */
final class Resumption<D extends EngineDelivery> {

    private final Map<Binary, D> earlier = new LinkedHashMap<>();
    private final List<D> onBothEnds = new ArrayList<>();
    private final List<D> onlyHere = new ArrayList<>();

    /** @param leftovers what the earlier attachment left; what is settled or was never sent is not taken over */
    Resumption(List<D> leftovers) {
        for (D delivery : leftovers) {
            boolean seenByPeer = !(delivery instanceof OutgoingDelivery outgoing) || outgoing.started;
            if (seenByPeer && !delivery.settled()) {
                earlier.put(Binary.of(delivery.tag()), delivery);
            }
        }
    }

    /** The earlier delivery with this tag, or null. */
    @Nullable
    D get(byte[] tag) {
        return earlier.get(Binary.of(tag));
    }

    /** What the attach says is unsettled. */
    Map<Binary, @Nullable DeliveryState> unsettled() {
        Map<Binary, @Nullable DeliveryState> map = new LinkedHashMap<>();
        earlier.forEach((tag, delivery) -> map.put(tag, delivery.localState()));
        return map;
    }

    /** The peer's attach came: sorts the deliveries by whether the peer holds them too, and notes its state of them. */
    void compare(Attach attach) {
        Map<Binary, @Nullable DeliveryState> theirs = attach.unsettled();
        earlier.forEach((tag, delivery) -> {
            if (theirs != null && theirs.containsKey(tag)) {
                delivery.remoteState(theirs.get(tag));
                onBothEnds.add(delivery);
            } else if (!attach.incompleteUnsettled()) {
                onlyHere.add(delivery);
            }
        });
    }

    /** Unsettled at both ends. */
    List<D> onBothEnds() {
        return List.copyOf(onBothEnds);
    }

    /** Unsettled here, while the peer's map, which is complete, does not have them. */
    List<D> onlyHere() {
        return List.copyOf(onlyHere);
    }
}
