// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.DeliveryState;
import org.jspecify.annotations.Nullable;

/**
 * A message that this end sends. It lives until both ends have settled it or its link is gone; presettled messages need
 * none (see {@link EngineSender#sendSettled}). Not thread-safe.
 */
public final class OutgoingDelivery extends EngineDelivery {

    private EngineSender link;
    private long tagNumber;

    /** What is not sent yet; null when all is. */
    @Nullable
    PendingPayload pending;

    boolean started;

    OutgoingDelivery(
            EngineSender link, long tagNumber, byte @Nullable [] ownTag, int messageFormat, @Nullable Object context) {
        super(context);
        this.link = link;
        this.tagNumber = tagNumber;
        describe(ownTag, messageFormat);
    }

    /** Makes this, which was recycled, stand for another message. */
    void again(EngineSender carrier, long number, @Nullable Object newContext) {
        if (link != carrier) { // a reference stored into an old object costs a memory fence
            link = carrier;
        }
        tagNumber = number;
        context(newContext);
    }

    private void describe(byte @Nullable [] ownTag, int messageFormat) {
        if (ownTag != null || messageFormat != 0) {
            extras().tag = ownTag;
            extras().messageFormat = messageFormat;
        }
    }

    @Override
    public EngineSender link() {
        return link;
    }

    @Override
    public byte[] tag() {
        byte[] whole = ownTag();
        if (whole != null) {
            return whole.clone();
        }
        return Tags.of(tagNumber);
    }

    /** The given tag, not copied; null if the tag is a {@link #tagNumber()}. */
    byte @Nullable [] ownTag() {
        return wholeTag();
    }

    /** The number that the tag is made of; of no meaning if the application chose the tag. */
    public long tagNumber() {
        return tagNumber;
    }

    /** The tag that is made of a number: its bytes in big-endian order without leading zeros, one byte at least. */
    public static byte[] tagOf(long number) {
        return Tags.of(number);
    }

    @Override
    public boolean recycle() {
        return pending == null && isDone() && link.session().outgoing().recycle(this);
    }

    @Override
    public @Nullable DeliveryState localState() {
        return senderState();
    }

    @Override
    public @Nullable DeliveryState remoteState() {
        return receiverState();
    }

    @Override
    void localState(@Nullable DeliveryState state) {
        senderState(state);
    }

    @Override
    void remoteState(@Nullable DeliveryState state) {
        receiverState(state);
    }

    /** Whether the first frame of it was sent; before that it is only queued and the peer knows nothing of it. */
    public boolean started() {
        return started;
    }

    /** Whether all of it was sent. */
    public boolean sent() {
        return started && pending == null && !aborted();
    }

    /** Bytes of its payload that wait to be sent. */
    public int queuedBytes() {
        PendingPayload waiting = pending;
        return waiting == null ? 0 : waiting.remaining();
    }

    /**
     * Adds to the payload of a delivery from {@link EngineSender#stream}; all that is readable is copied and read.
     *
     * @throws IllegalStateException if it is complete, aborted, or its link is gone
     */
    public void append(Buffer payload) {
        link.session().outgoing().append(this, payload);
    }

    /**
     * Ends the payload of a delivery from {@link EngineSender#stream}.
     *
     * @throws IllegalStateException if it is complete, aborted, or its link is gone
     */
    public void complete() {
        link.session().outgoing().complete(this);
    }

    /**
     * Gives the delivery up (part 2, 2.6.14): if nothing of it was sent, the peer never hears of it; otherwise it is told to
     * forget what came. Settled by that.
     *
     * @throws IllegalStateException if all of it was sent already
     */
    public void abort() {
        link.session().outgoing().abort(this);
    }

    /** There is nobody left to tell when the receiver has settled: so it is with nearly all, and needs no more than this. */
    @Override
    public boolean settle() {
        if (remotelySettled) {
            locallySettled = true;
            return false;
        }
        return super.settle();
    }

    @Override
    public boolean disposition(@Nullable DeliveryState state, boolean settled) {
        return link.session().dispositions().tell(this, state, settled);
    }

    @Override
    public String toString() {
        return "delivery " + (started ? Integer.toUnsignedString(id) : "(queued)") + " to " + link;
    }
}
