// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a link. Nothing comes before credit is given. The engine holds the sender to the credit, to the
 * announced maximum message size and to the limits of {@link EngineOptions}. Not thread-safe.
 */
public final class EngineReceiver extends EngineLink {

    final TagTable tags = new TagTable();
    /** The delivery that is coming in, in several frames; null between deliveries. */
    @Nullable
    IncomingAssembly current;

    /** The size of the last message that came in several frames. */
    int lastAssembled;

    /** Deliveries in the tables, and the one that the application is being told of. */
    int unsettledCount;
    /** Bytes of streamed parts that the application has not taken. */
    long streamedBytes;
    /** Credit given by the application that is held back because too much is unsettled. */
    private long heldBack;

    private boolean streaming;
    private long available;
    private long maxMessageSize;
    private @Nullable ReceiverResumption resumption;
    private List<IncomingDelivery> leftovers = new ArrayList<>(0);

    EngineReceiver(EngineSession session, String name) {
        super(session, name);
    }

    @Override
    public Role role() {
        return Role.RECEIVER;
    }

    /** Deliveries that may still come in on the credit given, 0 to 2^32-1. */
    @Override
    public long credit() {
        return ledger.credit() + heldBack;
    }

    @Override
    public int unsettled() {
        return unsettledCount;
    }

    @Override
    public List<IncomingDelivery> leftovers() {
        return Collections.unmodifiableList(leftovers);
    }

    /** Messages that wait at the sender, as it last said. */
    public long available() {
        return available;
    }

    /**
     * Allows the sender that many more deliveries, told with the next {@link Engine#flush()}. May be called before the link is
     * open. While more deliveries are unsettled than {@link EngineOptions#maxUnsettled()}, credit is held back.
     *
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public void addCredit(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("credit is given, not taken: " + count);
        }
        heldBack += count;
        announce();
    }

    /**
     * Takes all credit back and asks for a flow, so that {@link EngineListener#onFlow} tells when the sender knows (part 2,
     * 2.6.10). What is under way by then still comes in.
     */
    public void stop() {
        heldBack = 0;
        ledger.revoke();
        requestFlow();
    }

    /**
     * Asks the sender to send what it has and to give the rest of the credit up (part 2, 2.6.7); {@link
     * EngineListener#onDrained} tells when that is done. Without any credit there is nothing to drain.
     *
     * @return whether it will be told
     */
    public boolean drain() {
        announce();
        heldBack = 0;
        if (ledger.credit() == 0) {
            return false;
        }
        ledger.drain(true);
        session().flows().add(this);
        return true;
    }

    /** Whether {@link #drain()} waits for the sender. */
    public boolean draining() {
        return ledger.drain();
    }

    /**
     * Sends a flow with link properties, such as a transaction for acquisition (part 4, 4.4.3).
     *
     * @throws IllegalArgumentException if they are too large for the frames that the sender takes, or cannot be encoded
     */
    public void flow(Map<Symbol, @Nullable Object> properties) {
        Encodable.requireProperties(properties, session().writer().maxFrameSize());
        flowRequest.properties(properties);
        session().flows().add(this);
    }

    /** Whether parts of messages are told as they come, instead of whole messages; default no. */
    public boolean streaming() {
        return streaming;
    }

    /** Sets {@link #streaming()}; counts from the next delivery on. */
    public EngineReceiver streaming(boolean on) {
        streaming = on;
        return this;
    }

    /**
     * Takes over what an earlier attachment of this link, perhaps on an earlier connection, left unsettled (part 2, 2.6.13):
     * its termini and modes, and an unsettled map for the attach. To be called before {@link #open()}, on a link of the same
     * name.
     */
    public ReceiverResumption resuming(EngineReceiver earlier) {
        resumption = new ReceiverResumption(this, earlier);
        return resumption;
    }

    /** The largest message in bytes that is taken, from the attach; 0 for any. */
    long maxMessageSize() {
        return maxMessageSize;
    }

    void maxMessageSize(long size) {
        maxMessageSize = size;
    }

    /** Gives the sender as much of the application's credit as the limit on unsettled deliveries leaves room for. */
    void announce() {
        if (heldBack == 0 || !states.locallyOpen()) {
            return;
        }
        long room = session().limits().maxUnsettled() - unsettledCount - ledger.credit();
        long more = Math.min(heldBack, room);
        if (more > 0) {
            heldBack -= more;
            ledger.grant(more);
            session().flows().add(this);
        }
    }

    /**
     * A delivery used a credit, or the sender gave some up: there is room for what was held back, unless the delivery takes it
     * up. What is still coming in is not drained yet.
     */
    void creditUsed() {
        announce();
        if (ledger.drain() && ledger.credit() == 0 && current == null) {
            ledger.drain(false);
            session().listener().onDrained(this);
        }
    }

    /** A delivery is settled or void and needs no room any more. */
    void forget(IncomingDelivery delivery) {
        if (delivery.place == EngineDelivery.NOWHERE) {
            return;
        }
        if (delivery.place == EngineDelivery.IN_TABLE) {
            session().incoming().unsettled().remove(delivery);
            tags.remove(delivery);
        }
        delivery.place = EngineDelivery.NOWHERE;
        unsettledCount--;
        announce();
    }

    @Override
    void remoteAttach(Attach attach) {
        Long initial = attach.initialDeliveryCount();
        ledger.begin(initial == null ? 0 : initial.intValue());
        if (resumption != null) {
            resumption.compare(attach);
        }
    }

    @Override
    void remoteFlow(FlowFields flow) {
        if (flow.hasDeliveryCount) {
            ledger.advance(flow.deliveryCount);
        }
        if (flow.hasAvailable) {
            available = Integer.toUnsignedLong(flow.available);
        }
        creditUsed();
    }

    /** The application has been told of a delivery and has not settled it. */
    void keep(IncomingDelivery delivery) {
        delivery.place = EngineDelivery.NOWHERE;
        if (states.ended()) {
            // it ended while the application was being told
            leftovers.add(delivery);
        } else {
            tags.add(delivery);
            session().incoming().unsettled().add(delivery);
        }
    }

    @Override
    void finish() {
        IncomingTransfers incoming = session().incoming();
        incoming.dropped(this);
        if (unsettledCount == 0) {
            return;
        }
        List<IncomingDelivery> left = new ArrayList<>(unsettledCount);
        incoming.unsettled().forAll(delivery -> {
            if (delivery.link() == this) {
                incoming.unsettled().remove(delivery);
                left.add(delivery);
            }
        });
        unsettledCount = 0;
        leftovers = left;
    }
}
