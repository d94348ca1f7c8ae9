// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.FormatCode;

/** Reads the bytes of a transfer into {@link TransferFields}: first as nearly all are, and if this one is not, as any may be. */
final class TransferReader {

    /** Fields up to message-format, and up to more. */
    private static final int IDENTITY = 4;

    private static final int SETTLED = 6;

    private TransferReader() {}

    /**
     * Reads a transfer with its descriptor; the buffer then stands at the payload.
     *
     * @throws DecodeException as {@link Performatives#read} does; the fields are then of no use
     */
    static void read(TransferFields to, Buffer in, DecodeLimits limits, FieldScan scan) {
        if (!readUsual(to, in, scan)) {
            readAny(to, in, limits, scan);
        }
    }

    /** Reads what nearly all transfers are; false, with the buffer as it was, if this one is not. */
    private static boolean readUsual(TransferFields to, Buffer in, FieldScan scan) {
        int at = scan.open(in, TransferFields.CODE, 1, TransferFields.FIELDS);
        byte[] array = in.array();
        int end = scan.end;
        at = scan.uint(array, at, end);
        to.handle = scan.value;
        if (scan.count >= IDENTITY) {
            at = readIdentity(to, scan, array, at, end);
        } else if (scan.count == 1) {
            to.clearIdentity();
        } else {
            return false;
        }
        if (scan.count > IDENTITY) {
            at = readSettled(to, scan, array, at, end);
        } else {
            to.settled = false;
            to.more = false;
        }
        if (scan.count > SETTLED) {
            at = readRest(to, scan, array, at, end);
        } else {
            to.clearRest();
        }
        if (at != end) {
            return false;
        }
        in.skip(end - in.readIndex());
        return true;
    }

    private static int readIdentity(TransferFields to, FieldScan scan, byte[] array, int start, int end) {
        int at = start;
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.hasDeliveryId = true;
            to.deliveryId = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uintOrNull(array, at, end);
            to.hasDeliveryId = scan.present;
            to.deliveryId = scan.value;
        }
        at = readTag(to, array, at, end);
        if (at < end && array[at] == FormatCode.UINT0) {
            to.hasMessageFormat = true;
            to.messageFormat = 0;
            return at + 1;
        }
        at = scan.uintOrNull(array, at, end);
        to.hasMessageFormat = scan.present;
        to.messageFormat = scan.value;
        return at;
    }

    private static int readTag(TransferFields to, byte[] array, int at, int end) {
        if (end - at >= 2 && array[at] == (byte) FormatCode.VBIN8) {
            int length = array[at + 1] & 0xff;
            to.tag(array, at + 2, length);
            return length <= DeliveryTags.MAX_SIZE ? at + 2 + length : FieldScan.ODD;
        }
        to.clearTag();
        return FieldScan.afterNull(array, at, end);
    }

    private static int readSettled(TransferFields to, FieldScan scan, byte[] array, int start, int end) {
        int at = scan.boolOrNull(array, start, end);
        to.settled = scan.truth;
        to.more = false;
        if (scan.count > IDENTITY + 1) {
            at = scan.boolOrNull(array, at, end);
            to.more = scan.truth;
        }
        return at;
    }

    /** Reads what hardly any transfer has, but many peers say so. */
    private static int readRest(TransferFields to, FieldScan scan, byte[] array, int start, int end) {
        int count = scan.count;
        to.clearRest();
        int at = FieldScan.afterNull(array, start, end); // rcv-settle-mode
        if (count > SETTLED + 1) {
            Outcome found = DeliveryStates.plainOutcome(array, at, end);
            at = FieldScan.afterState(found, array, at, end);
            to.state = found;
        }
        if (count > SETTLED + 2) {
            at = scan.boolOrNull(array, at, end);
            to.resume = scan.truth;
        }
        if (count > SETTLED + 3) {
            at = scan.boolOrNull(array, at, end);
            to.aborted = scan.truth;
        }
        if (count > SETTLED + 4) {
            at = scan.boolOrNull(array, at, end);
            to.batchable = scan.truth;
        }
        return at;
    }

    /** Reads a transfer in any encoding, or says what is wrong with it. */
    private static void readAny(TransferFields to, Buffer in, DecodeLimits limits, FieldScan scan) {
        ListCursor fields = scan.openAny(in, limits, TransferFields.CODE, "a transfer");
        to.handle = fields.readMandatoryUint();
        to.hasDeliveryId = fields.next();
        to.deliveryId = to.hasDeliveryId ? fields.readUint() : 0;
        readAnyTag(to, fields);
        to.hasMessageFormat = fields.next();
        to.messageFormat = to.hasMessageFormat ? fields.readUint() : 0;
        to.settled = fields.next() && fields.readBoolean();
        to.more = fields.next() && fields.readBoolean();
        to.rcvSettleMode = fields.next() ? fields.read(in, limits, FieldType.RECEIVER_SETTLE_MODE) : null;
        to.state = fields.next() ? fields.readState(in, limits) : null;
        to.resume = fields.next() && fields.readBoolean();
        to.aborted = fields.next() && fields.readBoolean();
        to.batchable = fields.next() && fields.readBoolean();
        fields.close(in);
    }

    private static void readAnyTag(TransferFields to, ListCursor fields) {
        if (fields.next()) {
            to.tagLength = fields.readBinary();
            to.tagOffset = fields.binaryStart();
            to.tagArray(fields.array());
            to.hasTag = true;
            if (to.tagLength > DeliveryTags.MAX_SIZE) {
                throw DeliveryTags.tooLong(to.tagLength, to.tagOffset).within("transfer.delivery-tag");
            }
        } else {
            to.clearTag();
        }
    }
}
