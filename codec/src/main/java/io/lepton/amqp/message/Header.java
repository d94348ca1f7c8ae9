// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.message;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.Decoder;
import io.lepton.amqp.codec.Encoder;

/** The header section (part 3, 3.2.1), with each field's presence kept apart from its value. */
final class Header {

    /** Reads as the defaults; never changed. */
    static final Header ABSENT = new Header();

    private static final int DEFAULT_PRIORITY = 4;
    private static final int FIELDS = 5;

    private int present;
    private boolean durable;
    private int priority = DEFAULT_PRIORITY;
    private int ttl;
    private boolean firstAcquirer;
    private int deliveryCount;

    boolean has(Field field) {
        return (present & field.bit()) != 0;
    }

    boolean isEmpty() {
        return present == 0;
    }

    void clear(Field field) {
        present &= ~field.bit();
        switch (field) {
            case DURABLE -> durable = false;
            case PRIORITY -> priority = DEFAULT_PRIORITY;
            case TTL -> ttl = 0;
            case FIRST_ACQUIRER -> firstAcquirer = false;
            case DELIVERY_COUNT -> deliveryCount = 0;
            default -> throw new IllegalArgumentException(field + " is no field of the header");
        }
    }

    boolean durable() {
        return durable;
    }

    void durable(boolean durable) {
        this.durable = durable;
        present |= Field.DURABLE.bit();
    }

    int priority() {
        return priority;
    }

    void priority(int priority) {
        this.priority = priority;
        present |= Field.PRIORITY.bit();
    }

    /** Milliseconds; without meaning if the field is absent. */
    long ttl() {
        return Integer.toUnsignedLong(ttl);
    }

    /** The bits of a uint. */
    void ttl(int milliseconds) {
        this.ttl = milliseconds;
        present |= Field.TTL.bit();
    }

    boolean firstAcquirer() {
        return firstAcquirer;
    }

    void firstAcquirer(boolean firstAcquirer) {
        this.firstAcquirer = firstAcquirer;
        present |= Field.FIRST_ACQUIRER.bit();
    }

    long deliveryCount() {
        return Integer.toUnsignedLong(deliveryCount);
    }

    /** The bits of a uint. */
    void deliveryCount(int deliveryCount) {
        this.deliveryCount = deliveryCount;
        present |= Field.DELIVERY_COUNT.bit();
    }

    Header copy() {
        Header copy = new Header();
        copy.present = present;
        copy.durable = durable;
        copy.priority = priority;
        copy.ttl = ttl;
        copy.firstAcquirer = firstAcquirer;
        copy.deliveryCount = deliveryCount;
        return copy;
    }

    void write(Buffer out) {
        SectionDescriptor.write(out, SectionDescriptor.HEADER);
        int start = Encoder.startList(out);
        int count = Integer.SIZE - Integer.numberOfLeadingZeros(present);
        for (int i = 0; i < count; i++) {
            writeField(out, i);
        }
        Encoder.endList(out, start, count);
    }

    private void writeField(Buffer out, int index) {
        if ((present & 1 << index) == 0) {
            Encoder.writeNull(out);
            return;
        }
        switch (index) {
            case 0 -> Encoder.writeBoolean(out, durable);
            case 1 -> Encoder.writeUbyte(out, priority);
            case 2 -> Encoder.writeUint(out, ttl);
            case 3 -> Encoder.writeBoolean(out, firstAcquirer);
            default -> Encoder.writeUint(out, deliveryCount);
        }
    }

    /** Reads the section that fills the buffer. */
    static Header read(Buffer in, DecodeLimits limits) {
        SectionDescriptor.read(in, limits);
        int count = SectionDescriptor.readItems(in);
        Header header = new Header();
        for (int i = 0; i < count; i++) {
            if (i >= FIELDS) {
                Decoder.skipValue(in);
            } else if (!Decoder.readNull(in)) {
                header.readField(in, i);
            }
        }
        SectionDescriptor.requireEnd(in, "header");
        return header;
    }

    private void readField(Buffer in, int index) {
        switch (index) {
            case 0 -> durable(Decoder.readBoolean(in, false));
            case 1 -> priority(Decoder.readUbyte(in, DEFAULT_PRIORITY));
            case 2 -> ttl(Decoder.readUint(in, 0));
            case 3 -> firstAcquirer(Decoder.readBoolean(in, false));
            default -> deliveryCount(Decoder.readUint(in, 0));
        }
    }
}
