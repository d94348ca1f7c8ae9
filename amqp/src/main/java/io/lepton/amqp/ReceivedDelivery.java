// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.engine.IncomingDelivery;
import io.lepton.amqp.message.DataMessage;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived, and what this end says about it. It is the event that {@link MessagingHandler#onMessage} gets, and
 * may be kept to be accepted later if the receiver's {@code autoAccept} is off.
 */
public final class ReceivedDelivery implements Delivery, MessageEvent {

    private static final VarHandle DECISION;
    private static final VarHandle TOLD;

    /** The decision to settle without an outcome. */
    private static final Object SETTLE = new Object();

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DECISION = lookup.findVarHandle(ReceivedDelivery.class, "decision", Object.class);
            TOLD = lookup.findVarHandle(ReceivedDelivery.class, "told", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The longest tag that is kept here; what has a longer one is held by the engine's object. */
    private static final int LONGEST_TAG = Integer.BYTES;

    private static final int TAG_LENGTH = 0x0f;
    private static final int PRESETTLED = 0x10;
    /** Tag, format and state are like those of most messages, and known here. */
    private static final int PLAIN = 0x20;
    /** What is kept of the payload is the content of its only section. */
    private static final int CONTENT_ONLY = 0x40;

    private final Receiver receiver;
    private final byte[] payload;
    private final int tagBits;
    private final byte facts;
    private @Nullable Message message;

    /**
     * The engine's object, which is given back and serves for the next message if this one is settled when the handler returns.
     * On the loop null means that; other threads may look at it only once it is {@link #held}.
     */
    private @Nullable IncomingDelivery engine;

    /** Whether the engine's object stands for this delivery and will for no other. */
    private volatile boolean held;

    /** Null until the application decides; then a DeliveryState or SETTLE. */
    private volatile @Nullable Object decision;

    /** Whether the sender was told that it is settled. Set with release order only: no later read has to wait for it. */
    private volatile boolean told;

    /** On the loop: whether it no longer counts against the credit window. */
    private boolean done;

    ReceivedDelivery(Receiver receiver, IncomingDelivery engine) {
        this.receiver = receiver;
        this.engine = engine;
        int header = headerLength(engine);
        this.payload = header == 0 ? engine.takePayload() : contentOf(engine.payloadBuffer(), header);
        int length = engine.tagLength();
        boolean plain = length <= LONGEST_TAG && engine.messageFormat() == 0 && engine.remoteState() == null;
        this.tagBits = (int) engine.tagBits();
        this.facts = (byte) ((length & TAG_LENGTH)
                | (engine.remotelySettled() ? PRESETTLED : 0)
                | (plain ? PLAIN : 0)
                | (header > 0 ? CONTENT_ONLY : 0));
        if (!plain) { // false is there without a store, which would cost each message a memory fence
            held = true;
        }
    }

    /** What comes before the content of a message whose content alone need be copied; 0 if it is copied whole, or not at all. */
    private static int headerLength(IncomingDelivery engine) {
        return engine.lent() && engine.messageFormat() == 0
                ? DataMessage.headerLength(engine.payloadBuffer(), DecodeLimits.DEFAULT)
                : 0;
    }

    private static byte[] contentOf(Buffer payload, int header) {
        return payload.copyFrom(payload.readIndex() + header);
    }

    /** The engine's object if any thread may look at it. */
    private @Nullable IncomingDelivery ifHeld() {
        return held ? engine : null;
    }

    // ---- what the application asks

    @Override
    public Receiver receiver() {
        return receiver;
    }

    /** The delivery itself. */
    @Override
    public ReceivedDelivery delivery() {
        return this;
    }

    @Override
    public Message message() {
        Message decoded = message;
        if (decoded == null) {
            decoded = (facts & CONTENT_ONLY) != 0 ? DataMessage.of(payload) : decode(messageFormat());
            message = decoded;
        }
        return decoded;
    }

    private Message decode(long format) {
        return format == 0 ? Message.decode(payload) : Message.raw(format, payload);
    }

    @Override
    public Binary tag() {
        IncomingDelivery whole = engine;
        if ((facts & PLAIN) == 0 && whole != null) {
            return Binary.of(whole.tag());
        }
        byte[] tag = ByteBuffer.allocate(Integer.BYTES).putInt(tagBits).array();
        int length = facts & TAG_LENGTH;
        return Binary.of(tag, tag.length - length, length);
    }

    @Override
    public @Nullable DeliveryState remoteState() {
        IncomingDelivery known = ifHeld();
        return known == null ? null : known.remoteState();
    }

    @Override
    public boolean settled() {
        IncomingDelivery known = ifHeld();
        return known == null ? (facts & PRESETTLED) != 0 : known.remotelySettled();
    }

    /** How many bytes the message had on its way, all sections together. */
    public int size() {
        return (facts & CONTENT_ONLY) != 0 ? DataMessage.encodedLength(payload.length) : payload.length;
    }

    /** The number of the message format: 0 for the standard's (part 3, 3.2.16). */
    public long messageFormat() {
        IncomingDelivery unusual = engine;
        return (facts & PLAIN) != 0 || unusual == null ? 0 : Integer.toUnsignedLong(unusual.messageFormat());
    }

    /**
     * Whether its link was lost since it arrived, while it was not settled: nothing that is said about it now reaches the
     * sender, which may deliver it again.
     */
    public boolean stale() {
        IncomingDelivery known = ifHeld();
        return known != null && !settled() && !told && receiver.engineReceiver() != known.link();
    }

    /** Whether the application, or the library for it, has stated an outcome or settled. */
    public boolean decided() {
        return decision != null;
    }

    @Override
    public String toString() {
        return "delivery " + tag() + " from " + receiver;
    }

    // ---- what the application says

    @Override
    public void accept() {
        decide(Accepted.INSTANCE);
    }

    @Override
    public void reject() {
        decide(new Rejected(null));
    }

    @Override
    public void reject(ErrorCondition reason) {
        decide(new Rejected(reason));
    }

    @Override
    public void release() {
        decide(Released.INSTANCE);
    }

    @Override
    public void modify(boolean deliveryFailed, boolean undeliverableHere) {
        modify(deliveryFailed, undeliverableHere, Map.of());
    }

    @Override
    public void modify(boolean deliveryFailed, boolean undeliverableHere, Map<Symbol, @Nullable Object> annotations) {
        decide(new Modified(deliveryFailed, undeliverableHere, annotations));
    }

    @Override
    public void settle() {
        DECISION.compareAndSet(this, null, SETTLE);
        receiver.connection().onLoop(() -> {
            IncomingDelivery open = engine;
            finish(open != null && open.settle());
        });
    }

    private void decide(DeliveryState state) {
        Object before = DECISION.compareAndExchange(this, null, state);
        if (before == null) {
            if (receiver.connection().inLoop()) {
                apply(state);
            } else {
                receiver.connection().onLoop(() -> apply(state));
            }
        } else if (!before.equals(state)) {
            throw new IllegalStateException(
                    this + " is " + (before == SETTLE ? "settled" : before) + " already and cannot be " + state);
        }
    }

    // ---- on the loop

    /**
     * What nobody has looked at may be no message at all, which must not be accepted.
     *
     * @throws io.lepton.amqp.codec.DecodeException if it is none
     */
    void checkIfUnseen() {
        if (message == null && decision == null && !settled() && messageFormat() == 0) {
            message().check();
        }
    }

    /** States an outcome unless the application has. */
    void decideIfOpen(DeliveryState state) {
        if (DECISION.compareAndSet(this, null, state)) {
            apply(state);
        }
    }

    private void apply(DeliveryState state) {
        IncomingDelivery open = engine;
        if (open == null) {
            finish(false); // it was given back, so it is settled
            return;
        }
        boolean second = open.settleMode() == ReceiverSettleMode.SECOND && !open.remotelySettled();
        boolean heard = open.disposition(state, !second);
        if (second && heard) {
            receiver.wake();
        } else {
            finish(heard);
        }
    }

    /**
     * All has been said that there is to say; if the sender cannot hear it, the application hears of that.
     *
     * @param tellsSettled whether the sender is told now that it is settled
     */
    private void finish(boolean tellsSettled) {
        if (tellsSettled) {
            TOLD.setRelease(this, true);
        }
        if (tellsSettled || told || settled()) {
            finished();
            receiver.wake();
        } else {
            receiver.connection().work().later(this::tellStale);
        }
    }

    private void tellStale() {
        if (receiver.connection().life().over()) {
            Unhandled.stale(this); // no callbacks after the last one
        } else {
            Callbacks.raise(receiver.handler(), MessagingHandler::onStale, this);
        }
    }

    /** The sender changed its state of it or settled. */
    void updated() {
        if (settled()) {
            finished();
            receiver.wake();
            Callbacks.raise(receiver.handler(), MessagingHandler::onSettled, this);
        }
    }

    /** It was delivered settled: nobody has to say anything about it. */
    void finishIfPresettled() {
        if (settled()) {
            finished();
        }
    }

    /** The application has been told of it: if nothing more can come of it, the engine gets its object back. */
    void handled() {
        IncomingDelivery open = engine;
        if (open == null) {
            return;
        }
        if (done && (facts & PLAIN) != 0 && open.recycle()) {
            engine = null;
        } else {
            open.context(this);
            held = true;
        }
    }

    /** It counts no more against the credit window. */
    private void finished() {
        IncomingDelivery open = engine;
        if (!done && open != null) {
            done = true;
            receiver.finished(open);
        }
    }
}
