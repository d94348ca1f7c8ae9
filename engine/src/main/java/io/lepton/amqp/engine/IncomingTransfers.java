// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.TransferFields;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import org.jspecify.annotations.Nullable;

/** Turns the transfer frames of a session into deliveries, and holds the peer to all limits on the way. */
final class IncomingTransfers {

    private final EngineSession session;
    private final DeliveryTable<IncomingDelivery> unsettled = new DeliveryTable<>();
    private final LentPayload lent = new LentPayload();
    /** The one that was given back last; it stays here while it is in use again, so that it need not be stored each time. */
    private @Nullable IncomingDelivery spare;

    private boolean spareIsFree;
    private boolean anyDelivery;
    private int lastDeliveryId;
    /** Bytes of memory that deliveries take which are not complete. */
    private long held;

    /** Bytes of parts that the application has not taken. */
    private long streamedBytes;

    IncomingTransfers(EngineSession session) {
        this.session = session;
    }

    DeliveryTable<IncomingDelivery> unsettled() {
        return unsettled;
    }

    LentPayload lent() {
        return lent;
    }

    /** How much of the session's window is taken up by parts that wait for the application. */
    int heldFrames() {
        if (streamedBytes == 0) {
            return 0;
        }
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
        TransferChecks.first(link, fields);
        checkOrder(fields.deliveryId);
        lastDeliveryId = fields.deliveryId;
        anyDelivery = true;
        if (!link.ledger.take()) {
            throw ProtocolFault.of(
                    link,
                    LinkError.TRANSFER_LIMIT_EXCEEDED,
                    "a transfer came although " + link + " has given no credit");
        }
        IncomingDelivery delivery = delivery(link, fields);
        if (TransferChecks.asksForFirst(link, fields)) {
            delivery.extras().first = true;
        }
        delivery.senderState(fields.state);
        if (fields.resume) {
            delivery.extras().resumed = true;
        }
        boolean unknown = fields.resume && !TransferChecks.knows(link, delivery);
        delivery.remotelySettled = fields.settled;
        if (fields.more && !fields.aborted) {
            begin(link, delivery, unknown, body);
        } else if (!unknown && fields.aborted) {
            abort(link, delivery);
        } else if (!unknown) {
            whole(link, delivery, body);
        }
        if (spare == delivery && !spareIsFree) {
            spare = null; // somebody keeps it, and what hangs on it shall not stay here when that one lets go
        }
        link.creditUsed();
    }

    private IncomingDelivery delivery(EngineReceiver link, TransferFields fields) {
        IncomingDelivery recycled = spare;
        if (recycled == null || !spareIsFree) {
            return new IncomingDelivery(link, fields);
        }
        spareIsFree = false;
        recycled.again(link, fields);
        return recycled;
    }

    /** A delivery of which nobody will ask again. One is enough: that of a message which was settled as it was told. */
    boolean recycle(IncomingDelivery delivery) {
        if (spare != delivery) {
            if (spareIsFree) {
                return false;
            }
            spare = delivery;
        }
        spareIsFree = true;
        return true;
    }

    /** The first of several frames. */
    private void begin(EngineReceiver link, IncomingDelivery delivery, boolean unknown, Buffer body) {
        if (!delivery.remotelySettled && !unknown) {
            requireFreeTag(link, delivery);
            link.unsettledCount++;
            link.keep(delivery);
        }
        delivery.payload(IncomingDelivery.NOTHING);
        IncomingAssembly assembly = new IncomingAssembly(delivery, link.lastAssembled);
        assembly.discard = unknown;
        delivery.extras().streamed = link.streaming();
        delivery.extras().partial = true;
        link.current = assembly;
        add(link, assembly, body);
    }

    /**
     * The only frame of a delivery, which is how most come. Its payload stays where it is until the application asks for a
     * copy, and it goes into the tables only if it is still unsettled when the application has been told: that saves both
     * engines together an eighth of their time.
     */
    private void whole(EngineReceiver link, IncomingDelivery delivery, Buffer body) {
        TransferChecks.size(link, body.readable());
        TransferChecks.settled(link, delivery);
        if (!delivery.remotelySettled) {
            requireFreeTag(link, delivery);
            link.unsettledCount++;
            delivery.place = EngineDelivery.IN_HAND;
        }
        lent.lend(delivery, body);
        try {
            session.listener().onDelivery(delivery);
        } finally {
            if (!isSpare(delivery)) {
                lent.takeBack(delivery);
            }
            if (delivery.place == EngineDelivery.IN_HAND) {
                link.keep(delivery);
            }
        }
    }

    private boolean isSpare(IncomingDelivery delivery) {
        return spareIsFree && spare == delivery;
    }

    private void next(EngineReceiver link, IncomingAssembly assembly, TransferFields fields, Buffer body) {
        IncomingDelivery delivery = assembly.delivery;
        TransferChecks.next(delivery, fields);
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
            delivery.senderState(fields.state);
        }
        if (fields.aborted) {
            release(assembly);
            link.current = null;
            if (!assembly.discard) {
                abort(link, delivery);
            }
        } else {
            delivery.extras().partial = fields.more;
            add(link, assembly, body);
        }
        link.creditUsed();
    }

    /** Adds a frame's payload, and tells the application what it wants to hear. */
    private void add(EngineReceiver link, IncomingAssembly assembly, Buffer body) {
        IncomingDelivery delivery = assembly.delivery;
        int length = body.readable();
        assembly.size += length;
        TransferChecks.size(link, assembly.size);
        boolean discard = assembly.discard || delivery.locallySettled;
        if (!delivery.partial()) {
            link.current = null;
            TransferChecks.settled(link, delivery);
        }
        if (discard) {
            release(assembly);
        } else if (delivery.streamed()) {
            addPart(link, delivery, body, length);
        } else {
            keep(assembly, body, length);
            if (!delivery.partial()) {
                link.lastAssembled = (int) assembly.size;
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
        delivery.extras().aborted = true;
        delivery.extras().partial = false;
        delivery.remotelySettled = true;
        link.forget(delivery);
        if (delivery.lent()) {
            delivery.payload(IncomingDelivery.NOTHING);
        }
        delivery.takePayload();
        if (!delivery.locallySettled) {
            session.listener().onDeliveryAborted(delivery);
        }
    }

    /** The application has settled a delivery: what it has not taken of it does not hold the sender up any more. */
    void settled(IncomingDelivery delivery) {
        if (delivery.streamed()) {
            delivery.extras().streamed = false;
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

    private void keep(IncomingAssembly assembly, Buffer body, int length) {
        long limit = session.limits().maxIncomingBytes();
        long others = held - assembly.held();
        assembly.append(body.array(), body.readIndex(), length, limit - others);
        held = others + assembly.held();
        if (held > limit) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.RESOURCE_LIMIT_EXCEEDED,
                    "incomplete deliveries hold more than " + limit + " bytes");
        }
    }

    private byte[] release(IncomingAssembly assembly) {
        held -= assembly.held();
        return assembly.take();
    }

    private static void requireFreeTag(EngineReceiver link, IncomingDelivery delivery) {
        if (link.tags.contains(delivery)) {
            throw ProtocolFault.of(
                    link,
                    AmqpError.NOT_ALLOWED,
                    "delivery tag " + Binary.of(delivery.tag()) + " is in use by an unsettled delivery of " + link);
        }
    }

    private void checkOrder(int deliveryId) {
        if (anyDelivery && !SerialNumber.before(lastDeliveryId, deliveryId)) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.INVALID_FIELD,
                    "delivery-id " + Integer.toUnsignedString(deliveryId) + " does not come after "
                            + Integer.toUnsignedString(lastDeliveryId));
        }
    }
}
