// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.SenderSettleMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a link. Messages go out at once while the receiver's credit and the session's window allow it; else a
 * copy waits in order and goes out when they do. Not thread-safe.
 */
public final class EngineSender extends EngineLink {

    /** What waits, oldest first. */
    final ArrayDeque<OutgoingDelivery> outbox = new ArrayDeque<>(0);

    /** Whether it is in its session's round of links that have something to send. */
    boolean ready;

    /** Whether the receiver waits for an answer to drain. */
    boolean drainAsked;

    /** Whether the layer above has messages for the receiver that it cannot send just now. */
    boolean drainHeld;

    int unsettledCount;
    private final OutgoingTags tags = new OutgoingTags(this);
    private int offered;
    private boolean batchable;
    private @Nullable SenderResumption resumption;
    /** Either end's unsettled map is incomplete: nothing new may be sent (part 2, 2.7.3 incomplete-unsettled). */
    private boolean onlyResuming;

    private List<OutgoingDelivery> leftovers = List.of();

    EngineSender(EngineSession session, String name) {
        super(session, name);
    }

    @Override
    public Role role() {
        return Role.SENDER;
    }

    /** Deliveries that the receiver takes beyond those that are queued already, 0 to 2^32-1. */
    @Override
    public long credit() {
        return Math.max(0, ledger.credit() - queuedToStart());
    }

    /**
     * Whether a message that is sent now goes out, or begins to, instead of waiting here: there is credit, a window, room among
     * the unsettled deliveries, and none waits before it. A layer above that bounds its own queue sends only then.
     */
    public boolean ready() {
        return outbox.isEmpty()
                && mayStart(sndSettleMode() == SenderSettleMode.SETTLED, false)
                && session().window().sendable() > 0;
    }

    /** Deliveries that wait, wholly or in part, for credit or for the session's window. */
    public int queued() {
        return outbox.size();
    }

    @Override
    public int unsettled() {
        return unsettledCount;
    }

    @Override
    public List<OutgoingDelivery> leftovers() {
        return leftovers;
    }

    /**
     * Sends a message.
     *
     * @param payload the encoded message: what is readable, which is read; not kept
     * @param messageFormat what the payload is; 0 is AMQP's own format
     * @param settled whether to settle at once, at most once then (see {@link #sendSettled})
     * @param state the state to send it with, such as a transaction; null for none
     * @param context something of the layer above
     * @return the delivery, with a tag that the engine makes up
     * @throws IllegalStateException if the link is not open at this end
     * @throws IllegalArgumentException if the message is larger than the receiver takes, or {@code settled} is against the
     *     link's {@link #sndSettleMode()}
     */
    public OutgoingDelivery send(
            Buffer payload,
            int messageFormat,
            boolean settled,
            @Nullable DeliveryState state,
            @Nullable Object context) {
        checkSend(payload.readable(), settled, state);
        OutgoingTransfers outgoing = session().outgoing();
        if (messageFormat == 0 && !settled && state == null) {
            OutgoingDelivery plain = outgoing.sendPlain(this, payload, context);
            if (plain != null) {
                return plain;
            }
        }
        OutgoingDelivery delivery = new OutgoingDelivery(this, tags.next(), null, messageFormat, context);
        delivery.locallySettled = settled;
        delivery.localState(state);
        outgoing.send(delivery, PendingPayload.of(payload));
        return delivery;
    }

    /**
     * As {@link #send(Buffer, int, boolean, DeliveryState, Object)}, unsettled and without a state, for large messages: the
     * bytes are not copied, so they must not change before the delivery is {@link OutgoingDelivery#sent()} or
     * {@link OutgoingDelivery#aborted()} and the output was taken after that ({@link Engine#takeOutput}).
     *
     * @param start what the message begins with; it is read
     * @param rest what follows, perhaps in another array, perhaps nothing; it is read
     */
    public OutgoingDelivery sendLent(Buffer start, Buffer rest, int messageFormat, @Nullable Object context) {
        checkSend(size(start, rest), false, null);
        OutgoingDelivery delivery = new OutgoingDelivery(this, tags.next(), null, messageFormat, context);
        session().outgoing().send(delivery, PendingPayload.lent(start, rest));
        return delivery;
    }

    private static int size(Buffer start, Buffer rest) {
        return Math.addExact(start.readable(), rest.readable());
    }

    /**
     * Sends a message with a tag of one's own.
     *
     * @param tag 1 to 32 bytes, unlike those of all unsettled deliveries of this link; copied
     * @throws IllegalArgumentException also if the tag is too long or in use
     * @see #send(Buffer, int, boolean, DeliveryState, Object)
     */
    public OutgoingDelivery send(
            byte[] tag,
            Buffer payload,
            int messageFormat,
            boolean settled,
            @Nullable DeliveryState state,
            @Nullable Object context) {
        checkSend(payload.readable(), settled, state);
        OutgoingDelivery delivery = new OutgoingDelivery(this, 0, tags.claim(tag), messageFormat, context);
        delivery.locallySettled = settled;
        delivery.localState(state);
        session().outgoing().send(delivery, PendingPayload.of(payload));
        return delivery;
    }

    /**
     * Sends a presettled message: at most once, nothing is ever heard of it. As {@link #send} but without making a delivery
     * when the message can go out at once.
     */
    public void sendSettled(Buffer payload, int messageFormat, @Nullable DeliveryState state) {
        checkSend(payload.readable(), true, state);
        OutgoingTransfers outgoing = session().outgoing();
        if (messageFormat == 0 && state == null && outgoing.sendPlainSettled(this, payload)) {
            return;
        }
        sendSettled(PendingPayload.of(payload), messageFormat, state);
    }

    /**
     * As {@link #sendSettled} without a state, for large messages: the bytes are not copied, so they must not change before
     * they are sent and the output was taken after that.
     *
     * @param start what the message begins with; it is read
     * @param rest what follows, perhaps in another array, perhaps nothing; it is read
     * @return the delivery that waits to be sent; null if the message is in the output
     */
    public @Nullable OutgoingDelivery sendSettledLent(Buffer start, Buffer rest, int messageFormat) {
        checkSend(size(start, rest), true, null);
        return sendSettled(PendingPayload.lent(start, rest), messageFormat, null);
    }

    private @Nullable OutgoingDelivery sendSettled(
            PendingPayload payload, int messageFormat, @Nullable DeliveryState state) {
        OutgoingTransfers outgoing = session().outgoing();
        if (outgoing.sendSettledAtOnce(this, payload, messageFormat, state)) {
            return null;
        }
        OutgoingDelivery delivery = new OutgoingDelivery(this, tags.next(), null, messageFormat, null);
        delivery.locallySettled = true;
        delivery.localState(state);
        outgoing.send(delivery, payload);
        return delivery.sent() ? null : delivery;
    }

    /**
     * Starts a message whose payload comes in parts, by {@link OutgoingDelivery#append}, until
     * {@link OutgoingDelivery#complete}. Later messages of this link wait behind it.
     *
     * @throws IllegalStateException if the link is not open at this end
     */
    public OutgoingDelivery stream(
            int messageFormat, boolean settled, @Nullable DeliveryState state, @Nullable Object context) {
        checkSend(0, settled, state);
        OutgoingDelivery delivery = new OutgoingDelivery(this, tags.next(), null, messageFormat, context);
        delivery.locallySettled = settled;
        delivery.localState(state);
        session().outgoing().stream(delivery);
        return delivery;
    }

    /**
     * Takes over what an earlier attachment of this link, perhaps on an earlier connection, left unsettled (part 2, 2.6.13):
     * its termini and modes, and an unsettled map for the attach. To be called before {@link #open()}, on a link of the same
     * name.
     */
    public SenderResumption resuming(EngineSender earlier) {
        resumption = new SenderResumption(this, earlier);
        return resumption;
    }

    /** Whether transfers tell the receiver that it may take its time to answer (part 2, 2.7.5 batchable); default no. */
    public boolean batchable() {
        return batchable;
    }

    /** Sets {@link #batchable()}; counts from the next transfer on. */
    public EngineSender batchable(boolean on) {
        batchable = on;
        return this;
    }

    /**
     * Tells the receiver how many messages wait above the engine ("available", part 2, 2.6.7), with the next flow. As long as
     * some do, credit that the receiver wants used up is not given back: they wait for something else, such as the session's
     * window, and use it when that comes.
     */
    public void offered(int count) {
        offered = count;
    }

    /** Whether something waits that may use up the credit. */
    boolean hasMore() {
        return ready || offered > 0;
    }

    /**
     * Whether the receiver wants all credit used up now. Answered by the engine at the next {@link Engine#flush()}, unless
     * {@link #holdDrain} says to wait.
     */
    public boolean draining() {
        return drainAsked;
    }

    /**
     * Whether the layer above may have messages that would use the credit but cannot go yet, because the network takes no more
     * for now: until that is over, giving the credit back would tell the receiver that there are none (part 2, 2.6.7).
     */
    public void holdDrain(boolean on) {
        drainHeld = on;
    }

    /** What the flow says in available. */
    long available() {
        return (long) offered + queuedToStart();
    }

    OutgoingTags tags() {
        return tags;
    }

    /** Whether a delivery may take a credit and go. */
    boolean mayStart(boolean settled, boolean resumed) {
        return ledger.credit() > 0
                && attached()
                && (settled || unsettledCount < session().limits().maxUnsettled())
                && (resumed || !onlyResuming);
    }

    private int queuedToStart() {
        OutgoingDelivery head = outbox.peek();
        return head != null && head.started ? outbox.size() - 1 : outbox.size();
    }

    /** @throws IllegalStateException if nothing can be sent any more, or not yet */
    void requireOpen() {
        if (!states.locallyOpen() || states.remote().ended()) {
            throw new IllegalStateException(
                    this + " is not open: local state " + localState() + ", remote state " + remoteState());
        }
    }

    private void checkSend(int size, boolean settled, @Nullable DeliveryState state) {
        requireOpen();
        Encodable.requireState(state, session().writer().maxFrameSize());
        long limit = remoteMaxMessageSize();
        if (limit != 0 && size > limit) {
            throw new IllegalArgumentException("a message of " + size + " bytes is more than the " + limit
                    + " that the receiver of " + this + " takes");
        }
        SenderSettleMode mode = sndSettleMode();
        if (mode != SenderSettleMode.MIXED && settled != (mode == SenderSettleMode.SETTLED)) {
            throw new IllegalArgumentException(this + " has snd-settle-mode " + mode
                    + ", so this message cannot be sent " + (settled ? "settled" : "unsettled"));
        }
    }

    @Override
    void locallyAttached(Attach attach) {
        super.locallyAttached(attach);
        onlyResuming |= attach.incompleteUnsettled();
    }

    @Override
    void remoteAttach(Attach attach) {
        onlyResuming |= attach.incompleteUnsettled();
        if (resumption != null) {
            resumption.compare(attach);
        }
    }

    @Override
    void remoteFlow(FlowFields flow) {
        int count = flow.hasDeliveryCount ? flow.deliveryCount : settings().initialDeliveryCount();
        if (flow.hasLinkCredit) {
            ledger.granted(count, Integer.toUnsignedLong(flow.linkCredit));
        }
        ledger.drain(flow.drain);
        if (flow.drain) {
            session().drains().add(this);
        }
        session().outgoing().creditChanged(this);
        session().outgoing().pump();
        if (credit() > 0 && states.locallyOpen()) {
            session().listener().onSenderCredit(this);
        }
    }

    @Override
    void finish() {
        List<OutgoingDelivery> left = new ArrayList<>(unsettledCount + outbox.size());
        DeliveryTable<OutgoingDelivery> unsettled = session().outgoing().unsettled();
        if (unsettledCount > 0) {
            unsettled.forAll(delivery -> {
                if (delivery.link() == this) {
                    unsettled.remove(delivery);
                    left.add(delivery);
                }
            });
            unsettledCount = 0;
        }
        unsettled.release(); // objects to be used again know this link
        for (OutgoingDelivery delivery : outbox) {
            // what was started and is not settled was in the table
            if (!delivery.started || delivery.locallySettled) {
                left.add(delivery);
            }
        }
        outbox.clear();
        leftovers = List.copyOf(left);
    }
}
