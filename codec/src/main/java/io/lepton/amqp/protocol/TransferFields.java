// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one transfer as plain registers, filled and emptied again and again: the same frame as {@link Transfer}, without
 * an object a message (part 2, 2.7.5 transfer). Reading and writing allocate nothing unless there is a state other than accepted
 * and released. A uint is the 32 bits of an int. Not thread-safe.
 */
public final class TransferFields {

    static final int CODE = 0x14;
    private static final byte[] NOTHING = {};
    static final int FIELDS = 11;
    /** Room for everything but the tag's bytes and the state. */
    private static final int WIDTH =
            FieldBytes.HEADER_WIDTH + 3 * FieldBytes.UINT_WIDTH + 2 + 2 + FIELDS + FieldBytes.SLACK;

    /** The link that the delivery travels on. */
    public int handle;

    /** Whether there is a {@link #deliveryId}. */
    public boolean hasDeliveryId;

    /** The number of the delivery in its session. */
    public int deliveryId;

    /** Whether there is a delivery tag; it may have no bytes. */
    public boolean hasTag;

    /** The array with the delivery tag: after reading, that of the buffer, good until the buffer is written to again. */
    public byte[] tag = NOTHING;

    /** Where in the array the delivery tag begins. */
    public int tagOffset;

    /** How many bytes the delivery tag has, 32 at most. */
    public int tagLength;

    /** Whether there is a {@link #messageFormat}. */
    public boolean hasMessageFormat;

    /** The format of the payload, 0 for the standard's own. */
    public int messageFormat;

    /** Whether the sender has settled the delivery. */
    public boolean settled;

    /** Whether more frames of the delivery follow. */
    public boolean more;

    /** When the receiver shall settle this one delivery, null for as the link says. */
    public @Nullable ReceiverSettleMode rcvSettleMode;

    /** The state of the delivery at the sender, or null. */
    public @Nullable DeliveryState state;

    /** Whether an unsettled delivery of an earlier attachment is resumed. */
    public boolean resume;

    /** Whether the delivery is given up. */
    public boolean aborted;

    /** Whether the receiver may delay its answer. */
    public boolean batchable;

    /** Made when a transfer is read for the first time: registers that are only written need none. */
    private @Nullable FieldScan scan;

    /** Registers without any field set. */
    public TransferFields() {}

    /** Makes every field absent. */
    public void clear() {
        handle = 0;
        clearIdentity();
        settled = false;
        more = false;
        clearRest();
    }

    void clearIdentity() {
        hasDeliveryId = false;
        deliveryId = 0;
        clearTag();
        hasMessageFormat = false;
        messageFormat = 0;
    }

    void clearRest() {
        if (rcvSettleMode != null) {
            rcvSettleMode = null;
        }
        if (state != null) {
            state = null;
        }
        resume = false;
        aborted = false;
        batchable = false;
    }

    /** Sets the delivery tag, without a copy. */
    public void tag(byte[] array, int offset, int length) {
        hasTag = true;
        tagArray(array);
        tagOffset = offset;
        tagLength = length;
    }

    /** Stored only when it is another one than before, for the reason that {@link ListCursor#open} tells. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    void tagArray(byte[] array) {
        if (tag != array) {
            tag = array;
        }
    }

    void clearTag() {
        hasTag = false;
        tagOffset = 0;
        tagLength = 0;
    }

    /**
     * Makes every field absent and lets go of the array of the buffer that was read last, which otherwise is held on to until
     * another buffer is read.
     */
    public void release() {
        clear();
        tag = NOTHING;
        if (scan != null) {
            scan.release();
        }
    }

    /**
     * Reads a transfer with its descriptor; the buffer then stands at the payload.
     *
     * @throws DecodeException as {@link Performatives#read} does; the fields are then of no use
     */
    public void read(Buffer in, DecodeLimits limits) {
        TransferReader.read(this, in, limits, scan());
    }

    private FieldScan scan() {
        FieldScan made = scan;
        if (made == null) {
            made = new FieldScan(Transfer.TYPE);
            scan = made;
        }
        return made;
    }

    /**
     * Appends the transfer with its descriptor; nothing if it fails.
     *
     * @throws EncodeException if the delivery tag has more than 32 bytes or the state holds what AMQP cannot express
     */
    public void write(Buffer out) {
        DeliveryTags.requireShort(tagLength);
        out.ensureWritable(WIDTH + tagLength);
        byte[] array = out.array();
        int start = out.writeIndex();
        int count = count();
        int index = FieldBytes.putHeader(array, start, CODE);
        index = FieldBytes.putUint(array, index, handle);
        if (count > 1) {
            index = putIdentity(array, index, count);
        }
        if (count > 4) {
            index = FieldBytes.putTrue(array, index, settled);
        }
        if (count > 5) {
            index = FieldBytes.putTrue(array, index, more);
        }
        out.writeIndex(index);
        if (count > 6) {
            writeRest(out, start, count);
        }
        FieldBytes.endList(out, start, count);
    }

    /** How many fields there are up to the last that is not absent. */
    private int count() {
        if (batchable) {
            return 11;
        }
        if (aborted) {
            return 10;
        }
        if (resume) {
            return 9;
        }
        if (state != null) {
            return 8;
        }
        if (rcvSettleMode != null) {
            return 7;
        }
        if (more) {
            return 6;
        }
        if (settled) {
            return 5;
        }
        if (hasMessageFormat) {
            return 4;
        }
        return hasTag ? 3 : hasDeliveryId ? 2 : 1;
    }

    private int putIdentity(byte[] array, int start, int count) {
        int index = FieldBytes.putUint(array, start, hasDeliveryId, deliveryId);
        if (count > 2) {
            index = hasTag
                    ? FieldBytes.putBinary(array, index, tag, tagOffset, tagLength)
                    : FieldBytes.putNull(array, index);
        }
        return count > 3 ? FieldBytes.putUint(array, index, hasMessageFormat, messageFormat) : index;
    }

    private void writeRest(Buffer out, int start, int count) {
        ReceiverSettleMode mode = rcvSettleMode;
        if (mode == null) {
            Encoder.writeNull(out);
        } else {
            Encoder.writeUbyte(out, mode.code());
        }
        if (count > 7) {
            DeliveryStates.write(out, state, start);
        }
        if (count > 8) {
            FieldBytes.writeTrue(out, resume);
        }
        if (count > 9) {
            FieldBytes.writeTrue(out, aborted);
        }
        if (count > 10) {
            FieldBytes.writeTrue(out, batchable);
        }
    }

    /** Takes the values of a record. */
    public void set(Transfer transfer) {
        clear();
        handle = (int) transfer.handle();
        Long id = transfer.deliveryId();
        hasDeliveryId = id != null;
        deliveryId = id == null ? 0 : id.intValue();
        Binary binary = transfer.deliveryTag();
        if (binary != null) {
            tag(binary.toByteArray(), 0, binary.size());
        }
        Long format = transfer.messageFormat();
        hasMessageFormat = format != null;
        messageFormat = format == null ? 0 : format.intValue();
        settled = transfer.settled();
        more = transfer.more();
        rcvSettleMode = transfer.rcvSettleMode();
        state = transfer.state();
        resume = transfer.resume();
        aborted = transfer.aborted();
        batchable = transfer.batchable();
    }

    /** The values as a record of their own, which outlives the buffer. */
    public Transfer toTransfer() {
        return Transfer.builder(Integer.toUnsignedLong(handle))
                .deliveryId(hasDeliveryId ? Integer.toUnsignedLong(deliveryId) : null)
                .deliveryTag(hasTag ? Binary.of(tag, tagOffset, tagLength) : null)
                .messageFormat(hasMessageFormat ? Integer.toUnsignedLong(messageFormat) : null)
                .settled(settled)
                .more(more)
                .rcvSettleMode(rcvSettleMode)
                .state(state)
                .resume(resume)
                .aborted(aborted)
                .batchable(batchable)
                .build();
    }

    /** The same text as that of {@link Transfer}. */
    @Override
    public String toString() {
        return toTransfer().toString();
    }
}
