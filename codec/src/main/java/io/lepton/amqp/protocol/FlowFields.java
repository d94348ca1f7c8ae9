// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.Encoder;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one flow as plain registers, filled and emptied again and again: the same frame as {@link Flow}, without an object
 * each time (part 2, 2.7.4 flow). Reading and writing allocate nothing unless there are properties. A uint is the 32 bits of an
 * int. Not thread-safe.
 */
public final class FlowFields {

    static final int CODE = 0x13;
    static final int FIELDS = 11;
    static final Map<Symbol, @Nullable Object> NOTHING = Map.of();
    /** Room for everything but the properties. */
    private static final int WIDTH = FieldBytes.HEADER_WIDTH + 8 * FieldBytes.UINT_WIDTH + FIELDS + FieldBytes.SLACK;

    /** Whether there is a {@link #nextIncomingId}. */
    public boolean hasNextIncomingId;

    /** The transfer id that is expected next. */
    public int nextIncomingId;

    /** How many transfer frames the sender of the flow can take now. */
    public int incomingWindow;

    /** The transfer id that it will use next. */
    public int nextOutgoingId;

    /** How many transfer frames it can keep to send. */
    public int outgoingWindow;

    /** Whether a link is meant too. */
    public boolean hasHandle;

    /** The link that the rest is about. */
    public int handle;

    /** Whether there is a {@link #deliveryCount}. */
    public boolean hasDeliveryCount;

    /** The delivery count of the link as the sender of the flow knows it. */
    public int deliveryCount;

    /** Whether there is a {@link #linkCredit}. */
    public boolean hasLinkCredit;

    /** How many deliveries may be sent beyond the delivery count. */
    public int linkCredit;

    /** Whether there is an {@link #available}. */
    public boolean hasAvailable;

    /** How many deliveries wait at the sending end. */
    public int available;

    /** Whether the sending end shall use up its credit at once. */
    public boolean drain;

    /** Whether the peer shall answer with its own flow. */
    public boolean echo;

    /** Further properties of the link, empty if there are none. */
    public Map<Symbol, @Nullable Object> properties = NOTHING;

    /** Made when a flow is read for the first time: registers that are only written need none. */
    private @Nullable FieldScan scan;

    /** Registers without any field set. */
    public FlowFields() {}

    /** Makes every field absent, and the mandatory ones 0. */
    public void clear() {
        hasNextIncomingId = false;
        nextIncomingId = 0;
        incomingWindow = 0;
        nextOutgoingId = 0;
        outgoingWindow = 0;
        clearLink();
    }

    void clearLink() {
        hasHandle = false;
        handle = 0;
        hasDeliveryCount = false;
        deliveryCount = 0;
        hasLinkCredit = false;
        linkCredit = 0;
        clearRest();
    }

    /** The properties are stored only when there were some, for the reason that {@link ListCursor#open} tells. */
    @SuppressWarnings("ReferenceEquality") // another empty map is as good, and is replaced
    void clearRest() {
        hasAvailable = false;
        available = 0;
        drain = false;
        echo = false;
        if (properties != NOTHING) {
            properties = NOTHING;
        }
    }

    /**
     * Reads a flow with its descriptor.
     *
     * @throws DecodeException as {@link Performatives#read} does; the fields are then of no use
     */
    public void read(Buffer in, DecodeLimits limits) {
        FlowReader.read(this, in, limits, scan());
    }

    private FieldScan scan() {
        FieldScan made = scan;
        if (made == null) {
            made = new FieldScan(Flow.TYPE);
            scan = made;
        }
        return made;
    }

    /**
     * Appends the flow with its descriptor; nothing if it fails.
     *
     * @throws EncodeException if the properties hold what AMQP cannot express
     */
    public void write(Buffer out) {
        out.ensureWritable(WIDTH);
        byte[] array = out.array();
        int start = out.writeIndex();
        int count = count();
        int index = FieldBytes.putHeader(array, start, CODE);
        index = FieldBytes.putUint(array, index, hasNextIncomingId, nextIncomingId);
        index = FieldBytes.putUint(array, index, incomingWindow);
        index = FieldBytes.putUint(array, index, nextOutgoingId);
        index = FieldBytes.putUint(array, index, outgoingWindow);
        if (count > 4) {
            index = putLink(array, index, count);
        }
        out.writeIndex(index);
        if (count > 10) {
            writeProperties(out, start);
        }
        FieldBytes.endList(out, start, count);
    }

    /** How many fields there are up to the last that is not absent. */
    @SuppressWarnings("ReferenceEquality") // a call less for nearly all flows
    private int count() {
        if (properties != NOTHING && !properties.isEmpty()) {
            return 11;
        }
        if (echo) {
            return 10;
        }
        if (drain) {
            return 9;
        }
        if (hasAvailable) {
            return 8;
        }
        if (hasLinkCredit) {
            return 7;
        }
        if (hasDeliveryCount) {
            return 6;
        }
        return hasHandle ? 5 : 4;
    }

    private int putLink(byte[] array, int start, int count) {
        int index = FieldBytes.putUint(array, start, hasHandle, handle);
        if (count > 5) {
            index = FieldBytes.putUint(array, index, hasDeliveryCount, deliveryCount);
        }
        if (count > 6) {
            index = FieldBytes.putUint(array, index, hasLinkCredit, linkCredit);
        }
        if (count > 7) {
            index = FieldBytes.putUint(array, index, hasAvailable, available);
        }
        if (count > 8) {
            index = FieldBytes.putTrue(array, index, drain);
        }
        return count > 9 ? FieldBytes.putTrue(array, index, echo) : index;
    }

    private void writeProperties(Buffer out, int start) {
        try {
            Encoder.writeMap(out, properties);
        } catch (EncodeException e) {
            out.writeIndex(start);
            throw e;
        }
    }

    /** Takes the values of a record. */
    public void set(Flow flow) {
        hasNextIncomingId = flow.nextIncomingId() != null;
        nextIncomingId = bits(flow.nextIncomingId());
        incomingWindow = (int) flow.incomingWindow();
        nextOutgoingId = (int) flow.nextOutgoingId();
        outgoingWindow = (int) flow.outgoingWindow();
        hasHandle = flow.handle() != null;
        handle = bits(flow.handle());
        hasDeliveryCount = flow.deliveryCount() != null;
        deliveryCount = bits(flow.deliveryCount());
        hasLinkCredit = flow.linkCredit() != null;
        linkCredit = bits(flow.linkCredit());
        hasAvailable = flow.available() != null;
        available = bits(flow.available());
        drain = flow.drain();
        echo = flow.echo();
        properties = flow.properties();
    }

    private static int bits(@Nullable Long uint) {
        return uint == null ? 0 : uint.intValue();
    }

    /** The values as a record of their own. */
    public Flow toFlow() {
        return Flow.builder(unsigned(incomingWindow), unsigned(nextOutgoingId), unsigned(outgoingWindow))
                .nextIncomingId(hasNextIncomingId ? unsigned(nextIncomingId) : null)
                .handle(hasHandle ? unsigned(handle) : null)
                .deliveryCount(hasDeliveryCount ? unsigned(deliveryCount) : null)
                .linkCredit(hasLinkCredit ? unsigned(linkCredit) : null)
                .available(hasAvailable ? unsigned(available) : null)
                .drain(drain)
                .echo(echo)
                .properties(properties)
                .build();
    }

    private static Long unsigned(int bits) {
        return Integer.toUnsignedLong(bits);
    }

    /** The same text as that of {@link Flow}. */
    @Override
    public String toString() {
        return toFlow().toString();
    }
}
