// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message that this end receives. It lives until either end has settled it or its link is gone. Not thread-safe. */
public final class IncomingDelivery extends EngineDelivery {

    private static final byte[] EMPTY = {};

    private final EngineReceiver link;
    /** The tag if it has at most eight bytes. */
    private final long tagBits;
    /** The tag if it is longer. */
    private final byte @Nullable [] longTag;

    private final byte tagLength;
    private final int messageFormat;
    private byte[] payload = EMPTY;
    boolean partial;
    boolean aborted;
    boolean second;
    boolean resumed;
    /** Whether its bytes count as held for the application until they are taken. */
    boolean streamed;

    IncomingDelivery(EngineReceiver link, int id, byte[] tag, int tagOffset, int tagLength, int messageFormat) {
        super(null);
        this.link = link;
        this.id = id;
        this.tagLength = (byte) tagLength;
        boolean fits = tagLength <= Long.BYTES;
        this.tagBits = fits ? Tags.bits(tag, tagOffset, tagLength) : 0;
        this.longTag = fits ? null : Arrays.copyOfRange(tag, tagOffset, tagOffset + tagLength);
        this.messageFormat = messageFormat;
    }

    @Override
    public EngineReceiver link() {
        return link;
    }

    @Override
    public byte[] tag() {
        if (longTag != null) {
            return longTag.clone();
        }
        byte[] tag = new byte[tagLength];
        for (int i = 0; i < tagLength; i++) {
            tag[i] = (byte) (tagBits >>> (Byte.SIZE * (tagLength - 1 - i)));
        }
        return tag;
    }

    /** What the payload is; 0 is AMQP's own message format (part 2, 2.8.11). */
    public int messageFormat() {
        return messageFormat;
    }

    /** Whether more of it is to come; only ever seen on a streaming link. */
    public boolean partial() {
        return partial;
    }

    /** Whether the sender gave it up. */
    public boolean aborted() {
        return aborted;
    }

    /** Whether it resumes a delivery that an earlier attachment of the link left unsettled (part 2, 2.6.13). */
    public boolean resumed() {
        return resumed;
    }

    /** Whether the outcome has to be told unsettled first, because the sender settles (part 2, 2.8.3). */
    public ReceiverSettleMode settleMode() {
        return second ? ReceiverSettleMode.SECOND : ReceiverSettleMode.FIRST;
    }

    /**
     * The payload: all of it, as an exact array that is the caller's to keep; on a streaming link, what came since it was
     * last {@linkplain #takePayload taken}.
     */
    public byte[] payload() {
        return payload;
    }

    /** {@link #payload()}, readable and not copied. */
    public Buffer payloadBuffer() {
        return Buffer.wrap(payload);
    }

    /**
     * Gives the payload out and forgets it. On a streaming link this makes room in the session's window for more; a part
     * that is not taken holds the sender up in the end.
     */
    public byte[] takePayload() {
        byte[] taken = payload;
        payload = EMPTY;
        if (streamed) {
            link.session().incoming().taken(link, taken.length);
        }
        return taken;
    }

    void payload(byte[] bytes) {
        payload = bytes;
    }

    /** Adds a part to what was not taken yet. */
    void addPayload(byte[] part) {
        if (payload.length == 0) {
            payload = part;
        } else if (part.length > 0) {
            byte[] joined = Arrays.copyOf(payload, payload.length + part.length);
            System.arraycopy(part, 0, joined, payload.length, part.length);
            payload = joined;
        }
    }

    boolean hasTag(byte[] source, int offset, int length) {
        if (length != tagLength) {
            return false;
        }
        return longTag == null
                ? Tags.bits(source, offset, length) == tagBits
                : Arrays.equals(longTag, 0, length, source, offset, offset + length);
    }

    boolean sameTag(IncomingDelivery other) {
        return tagLength == other.tagLength && tagBits == other.tagBits && Arrays.equals(longTag, other.longTag);
    }

    int tagHash() {
        long mixed = (longTag == null ? tagBits : Arrays.hashCode(longTag)) * 0x9e37_79b9_7f4a_7c15L;
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
