// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.TransferFields;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import java.util.Map;

/** Turns the transfer frames of a session into deliveries, and holds the peer to all limits on the way. */
final class IncomingTransfers {

    private final EngineSession session;
    private final DeliveryTable<IncomingDelivery> unsettled = new DeliveryTable<>();
    private boolean anyDelivery;
    private int lastDeliveryId;
    /** Bytes of deliveries that are not complete. */
    private long held;

    /** Bytes of parts that the application has not taken. */
    private long streamedBytes;

    IncomingTransfers(EngineSession session) {
        this.session = session;
    }

    DeliveryTable<IncomingDelivery> unsettled() {
        return unsettled;
    }

    /** How much of the session's window is taken up by parts that wait for the application. */
    int heldFrames() {
        long frame = session.limits().maxFrameSize();
        return (int) Math.min(Integer.MAX_VALUE, (streamedBytes + frame - 1) / frame);
    }

    /** A transfer frame came; what is left in the body is payload. */
    void transfer(TransferFields fields, Buffer body) {
        if (!session.window().received()) {
            throw ProtocolFault.of(
                    session, SessionError.WINDOW_VIOLATION, "a transfer came although the session's window is full");
        }
        if (session.window().low(heldFrames())) {
            session.flows().addSession();
        }
        EngineLink link = session.links().attachedByPeer(fields.handle);
        if (!(link instanceof EngineReceiver receiver)) {
            throw ProtocolFault.of(link, AmqpError.NOT_ALLOWED, "a transfer came from the receiving end of " + link);
        }
        if (link.localState().ended()) {
            return;
        }
        session.links().answered(link);
        IncomingAssembly assembly = receiver.current;
        if (assembly == null) {
            first(receiver, fields, body);
        } else {
            next(receiver, assembly, fields, body);
        }
    }

    private void first(EngineReceiver link, TransferFields fields, Buffer body) {
        checkFirst(link, fields);
        lastDeliveryId = fields.deliveryId;
        anyDelivery = true;
        if (!link.ledger.take()) {
            throw ProtocolFault.of(
                    link,
                    LinkError.TRANSFER_LIMIT_EXCEEDED,
                    "a transfer came although " + link + " has given no credit");
        }
        IncomingDelivery delivery = new IncomingDelivery(
                link, fields.deliveryId, fields.tag, fields.tagOffset, fields.tagLength, fields.messageFormat);
        delivery.second = isSecond(link, fields);
        delivery.remoteState = fields.state;
        delivery.resumed = fields.resume;
        boolean unknown = fields.resume && !knows(link, delivery);
        if (fields.settled) {
            delivery.remotelySettled = true;
        } else if (!unknown && !fields.aborted) {
            track(link, delivery);
        }
        if (fields.more && !fields.aborted) {
            IncomingAssembly assembly = new IncomingAssembly(delivery);
            assembly.discard = unknown;
            delivery.streamed = link.streaming();
            delivery.partial = true;
            link.current = assembly;
            add(link, assembly, body);
        } else if (fields.aborted) {
            abort(link, delivery);
        } else if (!unknown) {
            checkSize(link, body.readable());
            checkSettled(link, delivery);
            byte[] payload = new byte[body.readable()];
            body.readBytes(payload, 0, payload.length);
            delivery.payload(payload);
            session.listener().onDelivery(delivery);
        }
        link.creditUsed();
    }

    private void next(EngineReceiver link, IncomingAssembly assembly, TransferFields fields, Buffer body) {
        IncomingDelivery delivery = assembly.delivery;
        checkNext(delivery, fields);
        if (++assembly.frames > session.limits().maxTransfersPerDelivery()) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.RESOURCE_LIMIT_EXCEEDED,
                    "a delivery came in more than " + session.limits().maxTransfersPerDelivery() + " transfers");
        }
        if (fields.settled) {
            delivery.remotelySettled = true;
            link.forget(delivery);
        }
        if (fields.state != null) {
            delivery.remoteState = fields.state;
        }
        if (fields.aborted) {
            release(assembly);
            abort(link, delivery);
        } else {
            delivery.partial = fields.more;
            add(link, assembly, body);
        }
        link.creditUsed();
    }

    /** Adds a frame's payload, and tells the application what it wants to hear. */
    private void add(EngineReceiver link, IncomingAssembly assembly, Buffer body) {
        IncomingDelivery delivery = assembly.delivery;
        int length = body.readable();
        assembly.size += length;
        checkSize(link, assembly.size);
        boolean discard = assembly.discard || delivery.locallySettled;
        if (!delivery.partial) {
            link.current = null;
            checkSettled(link, delivery);
        }
        if (discard) {
            release(assembly);
        } else if (delivery.streamed) {
            addPart(link, delivery, body, length);
        } else {
            assembly.append(body.array(), body.readIndex(), length);
            hold(length);
            if (!delivery.partial) {
                delivery.payload(release(assembly));
                session.listener().onDelivery(delivery);
            }
        }
    }

    private void addPart(EngineReceiver link, IncomingDelivery delivery, Buffer body, int length) {
        byte[] part = new byte[length];
        body.readBytes(part, 0, length);
        delivery.addPayload(part);
        link.streamedBytes += length;
        streamedBytes += length;
        session.listener().onDelivery(delivery);
    }

    private void abort(EngineReceiver link, IncomingDelivery delivery) {
        link.current = null;
        delivery.aborted = true;
        delivery.partial = false;
        delivery.remotelySettled = true;
        link.forget(delivery);
        delivery.takePayload();
        if (!delivery.locallySettled) {
            session.listener().onDeliveryAborted(delivery);
        }
    }

    /** The application has settled a delivery: what it has not taken of it does not hold the sender up any more. */
    void settled(IncomingDelivery delivery) {
        if (delivery.streamed) {
            delivery.streamed = false;
            taken(delivery.link(), delivery.payload().length);
        }
    }

    /** The application took bytes of a streamed delivery. */
    void taken(EngineReceiver link, int count) {
        long counted = Math.min(count, link.streamedBytes);
        link.streamedBytes -= counted;
        streamedBytes -= counted;
        if (counted > 0 && session.window().low(heldFrames())) {
            session.flows().addSession();
        }
    }

    /** The link is gone, and what was coming in on it. */
    void dropped(EngineReceiver link) {
        streamedBytes -= link.streamedBytes;
        link.streamedBytes = 0;
        IncomingAssembly assembly = link.current;
        if (assembly != null) {
            release(assembly);
            link.current = null;
        }
    }

    private void hold(int length) {
        held += length;
        if (held > session.limits().maxIncomingBytes()) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.RESOURCE_LIMIT_EXCEEDED,
                    "incomplete deliveries hold more than " + session.limits().maxIncomingBytes() + " bytes");
        }
    }

    private byte[] release(IncomingAssembly assembly) {
        held -= assembly.kept();
        return assembly.take();
    }

    private void track(EngineReceiver link, IncomingDelivery delivery) {
        if (!link.tags.add(delivery)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.NOT_ALLOWED,
                    "delivery tag " + Binary.of(delivery.tag()) + " is in use by an unsettled delivery of " + link);
        }
        unsettled.add(delivery);
        link.unsettledCount++;
    }

    private void checkFirst(EngineReceiver link, TransferFields fields) {
        if (!fields.hasDeliveryId || !fields.hasTag) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "the first transfer of a delivery lacks its delivery-id or delivery-tag");
        }
        if (!fields.resume && saidIncomplete(link)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.NOT_ALLOWED,
                    "a new delivery came although the unsettled map of " + link + " is incomplete");
        }
        if (anyDelivery && !SerialNumber.before(lastDeliveryId, fields.deliveryId)) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.INVALID_FIELD,
                    "delivery-id " + Integer.toUnsignedString(fields.deliveryId) + " does not come after "
                            + Integer.toUnsignedString(lastDeliveryId));
        }
    }

    private static void checkNext(IncomingDelivery delivery, TransferFields fields) {
        boolean contradicts = (fields.hasDeliveryId && fields.deliveryId != delivery.id)
                || (fields.hasMessageFormat && fields.messageFormat != delivery.messageFormat())
                || (fields.hasTag && !delivery.hasTag(fields.tag, fields.tagOffset, fields.tagLength));
        if (contradicts) {
            throw ProtocolFault.of(
                    delivery.link(),
                    AmqpError.INVALID_FIELD,
                    "a transfer contradicts the first one of " + delivery + ", which is not complete");
        }
    }

    private static void checkSize(EngineReceiver link, long size) {
        if (link.maxMessageSize() != 0 && size > link.maxMessageSize()) {
            throw ProtocolFault.of(
                    link,
                    LinkError.MESSAGE_SIZE_EXCEEDED,
                    "a message is larger than the " + link.maxMessageSize() + " bytes that are taken here");
        }
    }

    /** Whether the sender settles as its snd-settle-mode says (part 2, 2.7.5 settled). */
    private static void checkSettled(EngineReceiver link, IncomingDelivery delivery) {
        SenderSettleMode mode = link.sndSettleMode();
        if (mode != SenderSettleMode.MIXED && delivery.remotelySettled != (mode == SenderSettleMode.SETTLED)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "a transfer is " + (delivery.remotelySettled ? "settled" : "unsettled")
                            + " although snd-settle-mode is " + mode);
        }
    }

    private static boolean isSecond(EngineReceiver link, TransferFields fields) {
        boolean linkIsSecond = link.rcvSettleMode() == ReceiverSettleMode.SECOND;
        if (fields.rcvSettleMode == ReceiverSettleMode.SECOND && !linkIsSecond) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.INVALID_FIELD,
                    "a transfer asks to settle second on " + link + ", which settles first");
        }
        return fields.rcvSettleMode == null ? linkIsSecond : fields.rcvSettleMode == ReceiverSettleMode.SECOND;
    }

    private static boolean saidIncomplete(EngineReceiver link) {
        Attach attach = link.localAttach();
        return attach != null && attach.incompleteUnsettled();
    }

    /** Whether this end still holds a resumed delivery unsettled; others are to be ignored (part 2, 2.7.5 resume). */
    private static boolean knows(EngineReceiver link, IncomingDelivery delivery) {
        Map<Binary, ?> map = link.settings().unsettled();
        return map != null && map.containsKey(Binary.of(delivery.tag()));
    }
}
