// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.TransferFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message that this end receives. It lives until either end has settled it or its link is gone. Not thread-safe. */
public final class IncomingDelivery extends EngineDelivery {

    static final byte[] NOTHING = {};

    private EngineReceiver link;
    /** The tag if it has at most eight bytes. */
    private long tagBits;

    private byte tagLength;
    /** Null while it lies in the engine's input, which is as long as {@link EngineListener#onDelivery} is told of it. */
    private byte @Nullable [] payload = NOTHING;

    IncomingDelivery(EngineReceiver link, TransferFields fields) {
        super(null);
        this.link = link;
        describe(fields);
    }

    /** Makes this, which was recycled, stand for another delivery. */
    void again(EngineReceiver carrier, TransferFields fields) {
        blank();
        if (link != carrier) { // a reference stored into an old object costs a memory fence
            link = carrier;
        }
        describe(fields);
    }

    private void describe(TransferFields fields) {
        id = fields.deliveryId;
        tagLength = (byte) fields.tagLength;
        if (fields.tagLength <= Long.BYTES) {
            tagBits = Tags.bits(fields.tag, fields.tagOffset, fields.tagLength);
        } else {
            tagBits = 0;
            extras().tag = Arrays.copyOfRange(fields.tag, fields.tagOffset, fields.tagOffset + fields.tagLength);
        }
        if (fields.messageFormat != 0) {
            extras().messageFormat = fields.messageFormat;
        }
    }

    @Override
    public boolean recycle() {
        if (!isDone()) {
            return false;
        }
        return link.session().incoming().recycle(this);
    }

    @Override
    public EngineReceiver link() {
        return link;
    }

    @Override
    public byte[] tag() {
        byte[] whole = wholeTag();
        if (whole != null) {
            return whole.clone();
        }
        byte[] tag = new byte[tagLength];
        for (int i = 0; i < tagLength; i++) {
            tag[i] = (byte) (tagBits >>> (Byte.SIZE * (tagLength - 1 - i)));
        }
        return tag;
    }

    /** The tag as a number of so many bytes, if it has not more than eight; else 0. */
    public long tagBits() {
        return tagBits;
    }

    /** How many bytes the tag has, 0 to 32. */
    public int tagLength() {
        return tagLength;
    }

    @Override
    public @Nullable DeliveryState localState() {
        return receiverState();
    }

    @Override
    public @Nullable DeliveryState remoteState() {
        return senderState();
    }

    @Override
    void localState(@Nullable DeliveryState state) {
        receiverState(state);
    }

    @Override
    void remoteState(@Nullable DeliveryState state) {
        senderState(state);
    }

    /** Whether more of it is to come; only ever seen on a streaming link. */
    public boolean partial() {
        return extras != null && extras.partial;
    }

    /** When to settle: {@code second} if the outcome has to be told unsettled first, because the sender settles (part 2, 2.8.3). */
    public ReceiverSettleMode settleMode() {
        return extras != null && extras.first ? ReceiverSettleMode.FIRST : link.rcvSettleMode();
    }

    /**
     * The payload: all of it, as an exact array that is the caller's to keep; on a streaming link, what came since it was
     * last {@linkplain #takePayload taken}.
     */
    public byte[] payload() {
        byte[] kept = payload;
        if (kept == null) {
            kept = link.session().incoming().lent().copy();
            payload = kept;
        }
        return kept;
    }

    /**
     * The payload to read during {@link EngineListener#onDelivery}, without a copy if it came in one frame: the buffer is the
     * engine's own and good until the callback returns. A payload that was read so and not asked for by {@link #payload()} or
     * {@link #takePayload()} meanwhile is gone afterwards.
     */
    public Buffer payloadBuffer() {
        byte[] kept = payload;
        return kept == null ? link.session().incoming().lent().inPlace() : Buffer.wrap(kept);
    }

    /**
     * Gives the payload out and forgets it. On a streaming link this makes room in the session's window for more; a part
     * that is not taken holds the sender up in the end.
     */
    public byte[] takePayload() {
        if (payload == null) {
            return link.session().incoming().lent().take();
        }
        byte[] taken = payload();
        payload = NOTHING;
        if (streamed()) {
            link.session().incoming().taken(link, taken.length);
        }
        return taken;
    }

    /** Whether its bytes count as held for the application until they are taken. */
    boolean streamed() {
        return extras != null && extras.streamed;
    }

    void payload(byte @Nullable [] bytes) {
        payload = bytes;
    }

    /**
     * Whether the payload still lies in the engine's input, so that it is copied when it is {@linkplain #takePayload taken}: it
     * came in one frame, and the application is being told of it.
     */
    public boolean lent() {
        return payload == null;
    }

    /** Adds a part to what was not taken yet. */
    void addPayload(byte[] part) {
        byte[] before = payload();
        if (before.length == 0) {
            payload = part;
        } else if (part.length > 0) {
            byte[] joined = Arrays.copyOf(before, before.length + part.length);
            System.arraycopy(part, 0, joined, before.length, part.length);
            payload = joined;
        }
    }

    boolean hasTag(byte[] source, int offset, int length) {
        if (length != tagLength) {
            return false;
        }
        byte[] whole = wholeTag();
        return whole == null
                ? Tags.bits(source, offset, length) == tagBits
                : Arrays.equals(whole, 0, length, source, offset, offset + length);
    }

    boolean sameTag(IncomingDelivery other) {
        return tagLength == other.tagLength && tagBits == other.tagBits && Arrays.equals(wholeTag(), other.wholeTag());
    }

    int tagHash() {
        byte[] whole = wholeTag();
        long mixed = (whole == null ? tagBits : Arrays.hashCode(whole)) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> Integer.SIZE);
    }

    @Override
    public boolean disposition(@Nullable DeliveryState state, boolean settled) {
        return link.session().dispositions().tell(this, state, settled);
    }

    @Override
    public String toString() {
        return "delivery " + Integer.toUnsignedString(id) + " from " + link;
    }
}
