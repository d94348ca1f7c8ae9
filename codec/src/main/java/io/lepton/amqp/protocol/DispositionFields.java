// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.EncodeException;
import io.lepton.amqp.codec.FormatCode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one disposition as plain registers, filled and emptied again and again: the same frame as {@link Disposition},
 * without an object each time (part 2, 2.7.6 disposition). Reading and writing allocate nothing unless there is a state other than
 * accepted and released. A uint is the 32 bits of an int. Not thread-safe.
 */
public final class DispositionFields {

    private static final int CODE = 0x15;
    private static final int FIELDS = 6;
    /** Room for everything but a state other than accepted. */
    private static final int WIDTH =
            FieldBytes.HEADER_WIDTH + 2 * FieldBytes.UINT_WIDTH + FIELDS + Integer.BYTES + FieldBytes.SLACK;

    /** The end of the deliveries' links that the sender of the frame is. */
    public Role role = Role.RECEIVER;

    /** The first delivery id of the range. */
    public int first;

    /** Whether there is a {@link #last}; if not, it equals {@link #first} after reading. */
    public boolean hasLast;

    /** The last delivery id of the range. */
    public int last;

    /** Whether the sender of the frame has settled them. */
    public boolean settled;

    /** Their state, or null. */
    public @Nullable DeliveryState state;

    /** Whether the answer may be delayed. */
    public boolean batchable;

    /** Made when a disposition is read for the first time: registers that are only written need none. */
    private @Nullable FieldScan scan;

    /** Registers without any field set. */
    public DispositionFields() {}

    /** Makes every field absent, and the mandatory ones 0 and receiver. */
    public void clear() {
        role = Role.RECEIVER;
        first = 0;
        hasLast = false;
        last = 0;
        settled = false;
        state = null;
        batchable = false;
    }

    /**
     * Reads a disposition with its descriptor.
     *
     * @throws DecodeException as {@link Performatives#read} does; the fields are then of no use
     */
    public void read(Buffer in, DecodeLimits limits) {
        FieldScan scan = scan();
        if (!readUsual(in, scan)) {
            readAny(in, limits, scan);
        }
    }

    private FieldScan scan() {
        FieldScan made = scan;
        if (made == null) {
            made = new FieldScan(Disposition.TYPE);
            scan = made;
        }
        return made;
    }

    /** Reads what nearly all dispositions are; false, with the buffer as it was, if this one is not. */
    private boolean readUsual(Buffer in, FieldScan scan) {
        int at = scan.open(in, CODE, 2, FIELDS);
        byte[] array = in.array();
        int end = scan.end;
        at = scan.bool(array, at, end);
        role(scan.truth ? Role.RECEIVER : Role.SENDER);
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            first = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uint(array, at, end);
            first = scan.value;
        }
        if (scan.count > 2 && end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            hasLast = true;
            last = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = readShortLast(scan, array, at, end);
        }
        if (readRest(scan, array, at, end) != end) {
            return false;
        }
        in.skip(end - in.readIndex());
        return true;
    }

    private int readShortLast(FieldScan scan, byte[] array, int at, int end) {
        hasLast = false;
        last = first;
        if (scan.count <= 2) {
            return at;
        }
        int next = scan.uintOrNull(array, at, end);
        if (scan.present) {
            hasLast = true;
            last = scan.value;
        }
        return next;
    }

    private int readRest(FieldScan scan, byte[] array, int start, int end) {
        int at = start;
        int count = scan.count;
        settled = false;
        if (count > 3) {
            at = scan.boolOrNull(array, at, end);
            settled = scan.truth;
        }
        Outcome found = null;
        if (count > 4) {
            found = DeliveryStates.plainOutcome(array, at, end);
            at = FieldScan.afterState(found, array, at, end);
        }
        state(found);
        batchable = false;
        if (count > 5) {
            at = scan.boolOrNull(array, at, end);
            batchable = scan.truth;
        }
        return at;
    }

    /** Stored only when it is another one than before, for the reason that {@link ListCursor#open} tells. */
    private void role(Role value) {
        if (role != value) {
            role = value;
        }
    }

    /** As {@link #role(Role)}. */
    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
    private void state(@Nullable Outcome value) {
        if (state != value) {
            state = value;
        }
    }

    /** Reads a disposition in any encoding, or says what is wrong with it. */
    private void readAny(Buffer in, DecodeLimits limits, FieldScan scan) {
        ListCursor fields = scan.openAny(in, limits, CODE, "a disposition");
        if (!fields.next()) {
            throw fields.missing();
        }
        role = fields.readBoolean() ? Role.RECEIVER : Role.SENDER;
        first = fields.readMandatoryUint();
        hasLast = fields.next();
        last = hasLast ? fields.readUint() : first;
        settled = fields.next() && fields.readBoolean();
        state = fields.next() ? fields.readState(in, limits) : null;
        batchable = fields.next() && fields.readBoolean();
        fields.close(in);
        fields.release();
    }

    /**
     * Appends the disposition with its descriptor; nothing if it fails.
     *
     * @throws EncodeException if the state holds what AMQP cannot express
     */
    public void write(Buffer out) {
        out.ensureWritable(WIDTH);
        byte[] array = out.array();
        int start = out.writeIndex();
        int index = FieldBytes.putHeader(array, start, CODE);
        array[index] = (byte) (role == Role.RECEIVER ? FormatCode.TRUE : FormatCode.FALSE);
        index = FieldBytes.putUint(array, index + 1, first);
        int end = index; // behind the last field that is not absent, of which there are so many
        int count = 2;
        if (hasLast) {
            index = FieldBytes.putUint(array, index, last);
            end = index;
            count = 3;
        } else {
            index = FieldBytes.putNull(array, index);
        }
        index = FieldBytes.putTrue(array, index, settled);
        if (settled) {
            end = index;
            count = 4;
        }
        if (state == Accepted.INSTANCE) {
            index = FieldBytes.putAccepted(array, index);
            end = index;
            count = 5;
        } else if (state == null) {
            index = FieldBytes.putNull(array, index);
        } else {
            writeState(out, start, index);
            return;
        }
        if (batchable) {
            end = FieldBytes.putTrue(array, index, true);
            count = FIELDS;
        }
        FieldBytes.endList(out, start, end, count);
    }

    private void writeState(Buffer out, int start, int index) {
        out.writeIndex(index);
        DeliveryStates.write(out, state, start);
        if (batchable) {
            FieldBytes.writeTrue(out, true);
        }
        FieldBytes.endList(out, start, batchable ? FIELDS : FIELDS - 1);
    }

    /** Takes the values of a record. */
    public void set(Disposition disposition) {
        role = disposition.role();
        first = (int) disposition.first();
        Long end = disposition.last();
        hasLast = end != null;
        last = end == null ? first : end.intValue();
        settled = disposition.settled();
        state = disposition.state();
        batchable = disposition.batchable();
    }

    /** The values as a record of their own. */
    public Disposition toDisposition() {
        return Disposition.builder(role, Integer.toUnsignedLong(first))
                .last(hasLast ? Integer.toUnsignedLong(last) : null)
                .settled(settled)
                .state(state)
                .batchable(batchable)
                .build();
    }

    /** The same text as that of {@link Disposition}. */
    @Override
    public String toString() {
        return toDisposition().toString();
    }
}
