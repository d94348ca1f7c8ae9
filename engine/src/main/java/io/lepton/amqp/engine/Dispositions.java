// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.AmqpError;
import org.jspecify.annotations.Nullable;

/** What both ends of a session tell each other about deliveries after their transfer (part 2, 2.6.12 and 2.7.6). */
final class Dispositions {

    private final EngineSession session;
    private final DispositionBatch asSender;
    private final DispositionBatch asReceiver;
    private final DeliveryTable.Visitor<OutgoingDelivery> toOutgoing = this::updated;
    private final DeliveryTable.Visitor<IncomingDelivery> toIncoming = this::updated;

    /** What the disposition in hand says. */
    private boolean settled;

    private @Nullable DeliveryState state;

    Dispositions(EngineSession session) {
        this.session = session;
        DispositionFields fields = new DispositionFields();
        this.asSender = new DispositionBatch(session, Role.SENDER, fields);
        this.asReceiver = new DispositionBatch(session, Role.RECEIVER, fields);
    }

    /** A disposition came. Ids that are not unsettled here are ignored. */
    void received(DispositionFields fields) {
        int first = fields.first;
        int last = fields.hasLast ? fields.last : first;
        if (SerialNumber.before(last, first)) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.INVALID_FIELD,
                    "a disposition ends at " + Integer.toUnsignedString(last) + ", before its first delivery "
                            + Integer.toUnsignedString(first));
        }
        settled = fields.settled;
        state = fields.state;
        if (fields.role == Role.RECEIVER) {
            session.outgoing().unsettled().forRange(first, last, toOutgoing);
        } else {
            session.incoming().unsettled().forRange(first, last, toIncoming);
        }
    }

    private void updated(OutgoingDelivery delivery) {
        if (state != null) {
            delivery.remoteState(state);
        }
        if (!settled) {
            session.listener().onDeliveryUpdated(delivery);
            return;
        }
        delivery.remotelySettled = true;
        session.outgoing().settled(delivery);
        try {
            session.listener().onDeliveryUpdated(delivery);
        } finally {
            session.outgoing().unsettled().clear(delivery);
        }
    }

    private void updated(IncomingDelivery delivery) {
        if (state != null) {
            delivery.remoteState(state);
        }
        if (settled) {
            delivery.remotelySettled = true;
            delivery.link().forget(delivery);
        }
        session.listener().onDeliveryRemoteUpdate(delivery);
    }

    /** Tells the state of a sent delivery. */
    boolean tell(OutgoingDelivery delivery, @Nullable DeliveryState state, boolean settles) {
        DeliveryState newState = Encodable.fit(state, session.writer().maxFrameSize());
        if (!mayTell(delivery, settles)) {
            return false;
        }
        delivery.localState(newState);
        delivery.locallySettled = settles;
        if (delivery.started) {
            if (settles) {
                session.outgoing().forget(delivery);
            }
            asSender.add(delivery.id, settles, newState);
        }
        return true;
    }

    /** Tells the state of a received delivery. */
    boolean tell(IncomingDelivery delivery, @Nullable DeliveryState state, boolean settles) {
        DeliveryState newState = Encodable.fit(state, session.writer().maxFrameSize());
        if (settles) {
            session.incoming().settled(delivery);
        }
        if (!mayTell(delivery, settles)) {
            return false;
        }
        delivery.localState(newState);
        delivery.locallySettled = settles;
        if (settles) {
            delivery.link().forget(delivery);
        }
        asReceiver.add(delivery.id, settles, newState);
        return true;
    }

    void flush() {
        asReceiver.flush();
        asSender.flush();
    }

    void drop() {
        asReceiver.drop();
        asSender.drop();
    }

    private static boolean mayTell(EngineDelivery delivery, boolean settles) {
        if (!delivery.settled() && delivery.link().attached()) {
            return true;
        }
        delivery.locallySettled |= settles;
        return false;
    }
}
