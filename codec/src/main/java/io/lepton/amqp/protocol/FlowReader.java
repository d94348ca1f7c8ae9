// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.codec.FormatCode;

/** Reads the bytes of a flow into {@link FlowFields}: first as nearly all are, and if this one is not, as any may be. */
final class FlowReader {

    /** Fields of the session, and with those of a link up to link-credit. */
    private static final int MANDATORY = 4;

    private static final int LINK = 7;

    private FlowReader() {}

    /**
     * Reads a flow with its descriptor.
     *
     * @throws DecodeException as {@link Performatives#read} does; the fields are then of no use
     */
    static void read(FlowFields to, Buffer in, DecodeLimits limits, FieldScan scan) {
        if (!readUsual(to, in, scan)) {
            readAny(to, in, limits, scan);
        }
    }

    /** Reads what nearly all flows are; false, with the buffer as it was, if this one is not. */
    private static boolean readUsual(FlowFields to, Buffer in, FieldScan scan) {
        int at = scan.open(in, FlowFields.CODE, MANDATORY, FlowFields.FIELDS - 1);
        byte[] array = in.array();
        int end = scan.end;
        at = readSession(to, scan, array, at, end);
        if (scan.count >= LINK) {
            at = readLink(to, scan, array, at, end);
        } else {
            to.clearLink();
        }
        if (at != end || (scan.count > MANDATORY && scan.count < LINK)) {
            return false;
        }
        in.skip(end - in.readIndex());
        return true;
    }

    private static int readSession(FlowFields to, FieldScan scan, byte[] array, int start, int end) {
        int at = start;
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.hasNextIncomingId = true;
            to.nextIncomingId = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uintOrNull(array, at, end);
            to.hasNextIncomingId = scan.present;
            to.nextIncomingId = scan.value;
        }
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.incomingWindow = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uint(array, at, end);
            to.incomingWindow = scan.value;
        }
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.nextOutgoingId = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uint(array, at, end);
            to.nextOutgoingId = scan.value;
        }
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.outgoingWindow = FieldScan.longUint(array, at);
            return at + FieldBytes.UINT_WIDTH;
        }
        at = scan.uint(array, at, end);
        to.outgoingWindow = scan.value;
        return at;
    }

    /** Reads handle, delivery-count and link-credit, which nearly every flow of a link has, and the rest. */
    private static int readLink(FlowFields to, FieldScan scan, byte[] array, int start, int end) {
        int at = scan.uintOrNull(array, start, end);
        to.hasHandle = scan.present;
        to.handle = scan.value;
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.hasDeliveryCount = true;
            to.deliveryCount = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uintOrNull(array, at, end);
            to.hasDeliveryCount = scan.present;
            to.deliveryCount = scan.value;
        }
        if (end - at >= FieldBytes.UINT_WIDTH && array[at] == FormatCode.UINT) {
            to.hasLinkCredit = true;
            to.linkCredit = FieldScan.longUint(array, at);
            at += FieldBytes.UINT_WIDTH;
        } else {
            at = scan.uintOrNull(array, at, end);
            to.hasLinkCredit = scan.present;
            to.linkCredit = scan.value;
        }
        to.clearRest();
        return scan.count > LINK ? readRest(to, scan, array, at, end) : at;
    }

    private static int readRest(FlowFields to, FieldScan scan, byte[] array, int start, int end) {
        int at = scan.uintOrNull(array, start, end);
        to.hasAvailable = scan.present;
        to.available = scan.value;
        if (scan.count > LINK + 1) {
            at = scan.boolOrNull(array, at, end);
            to.drain = scan.truth;
        }
        if (scan.count > LINK + 2) {
            at = scan.boolOrNull(array, at, end);
            to.echo = scan.truth;
        }
        return at;
    }

    /** Reads a flow in any encoding, or says what is wrong with it. */
    private static void readAny(FlowFields to, Buffer in, DecodeLimits limits, FieldScan scan) {
        ListCursor fields = scan.openAny(in, limits, FlowFields.CODE, "a flow");
        to.hasNextIncomingId = fields.next();
        to.nextIncomingId = to.hasNextIncomingId ? fields.readUint() : 0;
        to.incomingWindow = fields.readMandatoryUint();
        to.nextOutgoingId = fields.readMandatoryUint();
        to.outgoingWindow = fields.readMandatoryUint();
        to.hasHandle = fields.next();
        to.handle = to.hasHandle ? fields.readUint() : 0;
        to.hasDeliveryCount = fields.next();
        to.deliveryCount = to.hasDeliveryCount ? fields.readUint() : 0;
        to.hasLinkCredit = fields.next();
        to.linkCredit = to.hasLinkCredit ? fields.readUint() : 0;
        to.hasAvailable = fields.next();
        to.available = to.hasAvailable ? fields.readUint() : 0;
        to.drain = fields.next() && fields.readBoolean();
        to.echo = fields.next() && fields.readBoolean();
        to.properties = fields.next() ? fields.read(in, limits, FieldType.FIELDS) : FlowFields.NOTHING;
        fields.close(in);
        fields.release();
    }
}
