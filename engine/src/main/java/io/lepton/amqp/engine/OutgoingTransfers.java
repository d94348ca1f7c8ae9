// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.TransferFields;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Sends the deliveries of a session: at once where credit and window allow, else from the links' outboxes, one frame a link
 * in turn, so that no large message holds up the other links (part 2, 2.6.14).
 */
final class OutgoingTransfers {

    private final EngineSession session;
    private final DeliveryTable<OutgoingDelivery> unsettled = new DeliveryTable<>();
    /** The links that have something to send, in the order of their turn. */
    private final ArrayDeque<EngineSender> round = new ArrayDeque<>(0);

    private final TransferFields fields = new TransferFields();
    private final byte[] tag = new byte[Long.BYTES];
    private int nextDeliveryId;

    OutgoingTransfers(EngineSession session) {
        this.session = session;
    }

    DeliveryTable<OutgoingDelivery> unsettled() {
        return unsettled;
    }

    /** Where delivery-ids start: a number of its own, never derived from the transfer ids (part 2, 2.6.12). */
    void firstDeliveryId(int id) {
        nextDeliveryId = id;
    }

    /** Takes an object of which nobody will ask again; false if there are enough. */
    boolean recycle(OutgoingDelivery delivery) {
        if (!unsettled.giveBack(delivery)) {
            return false;
        }
        delivery.blank();
        return true;
    }

    /**
     * Sends an unsettled message that is like most and may go now: in one frame, with a counted tag, in the standard's format,
     * without a state.
     *
     * @return its delivery; null, and nothing has been done, if it has to wait or takes more than one frame
     */
    @Nullable
    OutgoingDelivery sendPlain(EngineSender link, Buffer payload, @Nullable Object context) {
        if (!isPlain(link, payload, false)) {
            return null;
        }
        int id = nextDeliveryId++;
        long tagNumber = link.tags().next();
        link.ledger.take();
        OutgoingDelivery delivery = unsettled.spare(id);
        if (delivery == null) {
            delivery = new OutgoingDelivery(link, tagNumber, null, 0, context);
            delivery.started = true;
        } else {
            delivery.again(link, tagNumber, context);
        }
        delivery.id = id;
        unsettled.add(delivery);
        link.unsettledCount++;
        writePlain(link, id, tagNumber, false, payload);
        return delivery;
    }

    /** Sends a presettled message without an object for it; false and unchanged if it has to wait or is not like most. */
    boolean sendPlainSettled(EngineSender link, Buffer payload) {
        if (!isPlain(link, payload, true)) {
            return false;
        }
        link.ledger.take();
        writePlain(link, nextDeliveryId++, link.tags().next(), true, payload);
        return true;
    }

    private boolean isPlain(EngineSender link, Buffer payload, boolean settled) {
        int size = payload.readable();
        return mayGoAtOnce(link, settled, false, size)
                && !link.batchable()
                && session.writer().takesPlainTransfer(size);
    }

    private void writePlain(EngineSender link, int id, long tagNumber, boolean settled, Buffer payload) {
        session.writer().plainTransfer(session.localChannel(), link.localHandle, id, tagNumber, settled, payload);
        session.window().sent();
    }

    /** Sends a message, or keeps it to be sent. */
    void send(OutgoingDelivery delivery, PendingPayload payload) {
        if (!delivery.aborted()
                && mayGoAtOnce(delivery.link(), delivery.locallySettled, delivery.resumed(), payload.remaining())) {
            start(delivery);
            do {
                writeFrame(delivery, payload);
            } while (payload.remaining() > 0 && session.window().sendable() > 0);
            if (payload.remaining() == 0) {
                sent(delivery);
                return;
            }
        }
        payload.keep();
        delivery.pending = payload;
        enqueue(delivery);
    }

    /** Sends a presettled message without an object for it; false and unchanged if it has to wait. */
    boolean sendSettledAtOnce(
            EngineSender link, PendingPayload payload, int messageFormat, @Nullable DeliveryState state) {
        FrameWriter writer = session.writer();
        int size = payload.remaining();
        if (!mayGoAtOnce(link, true, false, size)) {
            return false;
        }
        fields.clear();
        fields.handle = link.localHandle;
        identify(nextDeliveryId, link.tags().next(), null, messageFormat);
        fields.batchable = link.batchable();
        fields.settled = true;
        fields.state = state;
        int frame = writer.begin(session.localChannel());
        fields.write(writer.target());
        if (size > writer.room(frame)) {
            writer.abandon(frame);
            return false;
        }
        link.ledger.take();
        nextDeliveryId++;
        payload.moveTo(writer, size);
        writer.endTransfer(frame, fields, size);
        session.window().sent();
        return true;
    }

    void stream(OutgoingDelivery delivery) {
        delivery.pending = PendingPayload.stream();
        enqueue(delivery);
    }

    void append(OutgoingDelivery delivery, Buffer payload) {
        streaming(delivery).append(payload.array(), payload.readIndex(), payload.readable());
        payload.readIndex(payload.writeIndex());
        makeReady(delivery.link());
    }

    void complete(OutgoingDelivery delivery) {
        streaming(delivery).complete = true;
        makeReady(delivery.link());
    }

    void abort(OutgoingDelivery delivery) {
        EngineSender link = delivery.link();
        if (delivery.pending == null || delivery.aborted()) {
            throw new IllegalStateException(delivery + (delivery.aborted() ? " is aborted" : " was sent in whole"));
        }
        delivery.extras().aborted = true;
        delivery.locallySettled = true;
        if (delivery.started) {
            forget(delivery);
            makeReady(link);
        } else {
            link.outbox.remove(delivery);
            link.tags().release(delivery);
        }
    }

    /** A delivery is settled or void. */
    void forget(OutgoingDelivery delivery) {
        if (delivery.place == EngineDelivery.IN_TABLE) {
            settled(delivery);
            unsettled.clear(delivery);
        }
    }

    /** As {@link #forget}, but the object stays where it is until it is given back or {@linkplain DeliveryTable#clear cleared}. */
    void settled(OutgoingDelivery delivery) {
        if (delivery.place == EngineDelivery.IN_TABLE) {
            unsettled.settle(delivery);
            EngineSender link = delivery.link();
            link.unsettledCount--;
            link.tags().release(delivery);
            creditChanged(link);
        }
    }

    /** The link may have got what its outbox waits for. */
    void creditChanged(EngineSender link) {
        if (!link.outbox.isEmpty()) {
            makeReady(link);
        }
    }

    /** Whether something is left that could be sent as soon as the output is taken away. */
    boolean blockedByOutput() {
        return !round.isEmpty() && session.window().sendable() > 0;
    }

    /** Sends from the outboxes what credit, window and the room in the output allow. */
    void pump() {
        while (session.window().sendable() > 0 && session.writer().hasRoom()) {
            EngineSender link = round.poll();
            if (link == null) {
                return;
            }
            if (turn(link) && !link.outbox.isEmpty()) {
                round.add(link);
            } else {
                link.ready = false;
            }
        }
    }

    /** Gives a link its turn; false if it has to wait for something else than the window. */
    private boolean turn(EngineSender link) {
        OutgoingDelivery delivery = link.outbox.peek();
        PendingPayload pending = delivery == null ? null : delivery.pending;
        if (delivery == null || pending == null || !link.states.locallyOpen()) {
            return false;
        }
        boolean nothingYet = pending.remaining() == 0 && !pending.complete && !delivery.aborted();
        if (nothingYet || (!delivery.started && !link.mayStart(delivery.locallySettled, delivery.resumed()))) {
            return false;
        }
        if (!delivery.started) {
            start(delivery);
        }
        if (delivery.aborted()) {
            writeAbort(delivery);
        } else {
            writeFrame(delivery, pending);
            if (pending.remaining() > 0 || !pending.complete) {
                return true;
            }
        }
        link.outbox.poll();
        delivery.pending = null;
        sent(delivery);
        return true;
    }

    private static void sent(OutgoingDelivery delivery) {
        if (delivery.locallySettled) {
            delivery.link().tags().release(delivery);
        }
    }

    private void enqueue(OutgoingDelivery delivery) {
        delivery.link().outbox.add(delivery);
        makeReady(delivery.link());
    }

    private void makeReady(EngineSender link) {
        if (!link.ready) {
            link.ready = true;
            round.add(link);
        }
    }

    private boolean mayGoAtOnce(EngineSender link, boolean settled, boolean resumed, int size) {
        return link.outbox.isEmpty()
                && link.mayStart(settled, resumed)
                && session.window().sendable() > 0
                && session.writer().hasRoomFor(size);
    }

    private void start(OutgoingDelivery delivery) {
        EngineSender link = delivery.link();
        link.ledger.take();
        delivery.id = nextDeliveryId++;
        if (!delivery.locallySettled) {
            unsettled.add(delivery);
            link.unsettledCount++;
        }
    }

    /** Writes one frame. */
    private void writeFrame(OutgoingDelivery delivery, PendingPayload payload) {
        describe(delivery);
        FrameWriter writer = session.writer();
        int frame = writer.begin(session.localChannel());
        fields.more = !payload.complete;
        fields.write(writer.target());
        int size = payload.remaining();
        if (payload.complete && size > writer.room(frame)) {
            writer.restart(frame);
            fields.more = true;
            fields.write(writer.target());
        }
        int count = Math.min(size, writer.room(frame));
        if (count < size && count <= 0) {
            throw tooNarrow(delivery, frame);
        }
        payload.moveTo(writer, count);
        writer.endTransfer(frame, fields, count);
        session.window().sent();
        delivery.started = true;
    }

    private void writeAbort(OutgoingDelivery delivery) {
        FrameWriter writer = session.writer();
        describe(delivery);
        fields.aborted = true;
        delivery.started = true;
        int frame = writer.begin(session.localChannel());
        fields.write(writer.target());
        writer.endTransfer(frame, fields, 0);
        session.window().sent();
    }

    private void describe(OutgoingDelivery delivery) {
        fields.clear();
        fields.handle = delivery.link().localHandle;
        if (!delivery.started) {
            identify(delivery.id, delivery.tagNumber(), delivery.ownTag(), delivery.messageFormat());
            fields.state = delivery.localState();
            fields.resume = delivery.resumed();
        }
        fields.settled = delivery.locallySettled;
        fields.batchable = delivery.link().batchable();
    }

    private void identify(int id, long tagNumber, byte @Nullable [] ownTag, int messageFormat) {
        fields.hasDeliveryId = true;
        fields.deliveryId = id;
        if (ownTag == null) {
            fields.tag(tag, 0, Tags.write(tagNumber, tag));
        } else {
            fields.tag(ownTag, 0, ownTag.length);
        }
        fields.hasMessageFormat = true;
        fields.messageFormat = messageFormat;
    }

    private PendingPayload streaming(OutgoingDelivery delivery) {
        PendingPayload pending = delivery.pending;
        if (pending == null
                || pending.complete
                || delivery.aborted()
                || !delivery.link().states.locallyOpen()) {
            throw new IllegalStateException(
                    delivery + " takes no more payload: it is complete, aborted or its link is gone");
        }
        return pending;
    }

    private IllegalStateException tooNarrow(OutgoingDelivery delivery, int frame) {
        session.writer().abandon(frame);
        return new IllegalStateException("the state of " + delivery + " leaves no room for payload in frames of "
                + session.writer().maxFrameSize() + " bytes");
    }
}
