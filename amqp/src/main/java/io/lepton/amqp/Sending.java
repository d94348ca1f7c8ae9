// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.message.SplitMessage;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a sender go out, over one attachment of the link or several, and that each has an outcome or is told to
 * have none, once. Everything but {@link #send} and {@link #waiting} belongs to the connection's loop.
 */
final class Sending {

    /** From so many bytes on it is cheaper to keep two arrays than to copy the second one. */
    private static final int SHORTEST_SHARED_END = PayloadStore.LARGEST_SHARED;

    private final Sender sender;
    private final LoopWork work;
    private final Outbox outbox;
    private final SendTimeouts timeouts;
    private final boolean resends;
    private @Nullable BooleanSupplier chore;
    private @Nullable SendFailures failures;
    private volatile @Nullable EngineSender engine;
    /** Whether it looks at the end of each batch whether it may go on. */
    private boolean stalled;
    /**
     * The size of the last message if it was so large that a chunk is kept for it alone, or 0: the next will be as large, and is
     * encoded into the chunk. Copying 10 KiB once more took a tenth of the time of sending them.
     */
    private int large;
    /** Whether the loop has been asked, by another thread, to look whether it may go on. */
    private volatile boolean askedToLook;

    Sending(Sender sender, SenderOptions options) {
        this.sender = sender;
        this.work = sender.connection().work();
        this.outbox = new Outbox(options.maxQueued, options.maxQueuedBytes);
        this.resends = options.resend && !sender.accepted();
        this.timeouts = new SendTimeouts(this, work, sender.accepted() ? Duration.ZERO : options.sendTimeout);
    }

    /** The engine's end of the link has come or gone. */
    void engine(@Nullable EngineSender link) {
        engine = link;
    }

    /** The options of a link that the peer attached are chosen when it is opened. */
    void options(SenderOptions chosen) {
        outbox.limit(chosen.maxQueued, chosen.maxQueuedBytes);
    }

    // ---- going out

    SentDelivery send(Message message) {
        return sender.connection().inLoop() ? sendInLoop(message) : sendFromOutside(message);
    }

    private SentDelivery sendInLoop(Message message) {
        EngineSender open = engine;
        boolean atOnce = open != null && outbox.noneWaits() && ready(open);
        SentDelivery delivery = open != null && atOnce ? sendAtOnce(open, message) : queue(message);
        work.wake();
        return delivery;
    }

    private SentDelivery sendAtOnce(EngineSender open, Message message) {
        SplitMessage split = message.split(SHORTEST_SHARED_END);
        if (split != null) {
            SentDelivery delivery = delivery(message, split, split.size());
            goesAtOnce(open, delivery, delivery.payload(work.view()));
            return delivery;
        }
        PayloadStore.Chunk own = large == 0 ? null : work.chunkForLarge(large);
        Buffer payload = own == null ? work.scratch() : work.large();
        message.encode(payload);
        int size = payload.readable();
        if (own != null) {
            own.fill(payload.array(), size);
        }
        large = size > PayloadStore.LARGEST_SHARED ? size : 0;
        SentDelivery delivery = delivery(message, own, size);
        goesAtOnce(open, delivery, payload);
        return delivery;
    }

    private void goesAtOnce(EngineSender open, SentDelivery delivery, Buffer payload) {
        if (transfer(open, delivery, payload)) {
            outbox.addSent(delivery);
            timeouts.begin(delivery);
        } else {
            delivery.letGo(work.store());
        }
        if (!ready(open)) {
            stallIfNotForCredit();
        }
    }

    private SentDelivery queue(Message message) {
        SentDelivery delivery = keepingItself(message);
        if (reserve(delivery)) {
            enqueue(delivery);
            stallIfNotForCredit();
            tellWaiting();
        }
        return delivery;
    }

    private SentDelivery sendFromOutside(Message message) {
        SentDelivery delivery = keepingItself(message);
        if (reserve(delivery) && !sender.connection().tryOnLoop(() -> arrive(delivery))) {
            arriveTooLate(delivery);
        }
        return delivery;
    }

    /** A delivery with arrays of its own. */
    private SentDelivery keepingItself(Message message) {
        SplitMessage split = message.split(SHORTEST_SHARED_END);
        if (split != null) {
            return delivery(message, split, split.size());
        }
        byte[] payload = message.encode();
        return delivery(message, payload, payload.length);
    }

    private SentDelivery delivery(Message message, @Nullable Object payload, int size) {
        EngineSender open = engine;
        SenderSettleMode mode = open == null ? sender.options().sndSettleMode : open.sndSettleMode();
        return new SentDelivery(sender, message.messageFormat(), payload, size, mode == SenderSettleMode.SETTLED);
    }

    private boolean reserve(SentDelivery delivery) {
        DeliveryException full = outbox.reserve(sender, delivery.size());
        if (full != null) {
            delivery.letGo(work.store());
            failures().fail(delivery, full);
        }
        return full == null;
    }

    private void arrive(SentDelivery delivery) {
        if (sender.life().phase() == Phase.CLOSED) {
            arriveTooLate(delivery);
        } else {
            enqueue(delivery);
            sendWaiting();
        }
    }

    private void arriveTooLate(SentDelivery delivery) {
        outbox.free(delivery.size());
        failures().failEnded(delivery);
    }

    private void enqueue(SentDelivery delivery) {
        outbox.add(delivery);
        timeouts.begin(delivery);
    }

    /** Whether a message could go out now. */
    private boolean ready(EngineSender open) {
        return open.ready()
                && !work.congested()
                && (!resends || !outbox.someUnderWay() || work.store().hasRoom());
    }

    /**
     * How many messages may be sent that would not have to wait; if none, and credit is there, it will be told when one could.
     * May be called from any thread.
     */
    long credit() {
        EngineSender open = engine;
        if (open == null || outbox.waiting() > 0) {
            return 0;
        }
        long credit = open.credit();
        if (credit == 0 || ready(open)) {
            return credit;
        }
        if (sender.connection().inLoop()) {
            stallIfNotForCredit();
        } else if (!askedToLook) {
            askedToLook = true;
            sender.connection().tryOnLoop(this::look);
        }
        return 0;
    }

    private void look() {
        askedToLook = false;
        stallIfNotForCredit();
    }

    /** Whether a message that is sent now goes out at once; if not, and credit is there, it will be told when one would. */
    boolean sendable() {
        EngineSender open = engine;
        if (open == null || !outbox.noneWaits()) {
            return false;
        }
        boolean ready = ready(open);
        if (!ready) {
            stallIfNotForCredit();
        }
        return ready;
    }

    /** Sends what waits, as far as credit and the network allow. */
    void sendWaiting() {
        EngineSender open = engine;
        SentDelivery delivery = outbox.next();
        while (open != null && delivery != null && ready(open)) {
            if (transfer(open, delivery, delivery.payload(work.view()))) {
                outbox.wentOut(delivery);
            } else {
                forget(delivery);
            }
            delivery = outbox.next();
        }
        if (delivery != null) {
            stallIfNotForCredit();
        }
        tellWaiting();
        work.wake();
    }

    /** The engine is not to give credit back that the receiver wants used up, as long as there is what could use it. */
    private void tellWaiting() {
        EngineSender open = engine;
        if (open != null) {
            open.offered(outbox.waiting());
        }
    }

    /**
     * Credit is told when it comes; whatever else is missing (room in the network, in the session's window, among unsettled
     * deliveries, in the store) is looked for at the end of each batch.
     */
    private void stallIfNotForCredit() {
        EngineSender open = engine;
        if (!stalled && open != null && open.attached() && open.credit() > 0) {
            stalled = true;
            open.holdDrain(true);
            work.stalled(true);
            if (chore == null) {
                chore = this::goOn;
            }
            work.atEndOfBatch(chore);
        }
    }

    /** Goes on if that is possible; false if not yet. */
    private boolean goOn() {
        EngineSender open = engine;
        if (open != null && open.attached() && open.credit() > 0 && !ready(open)) {
            return false;
        }
        stalled = false;
        work.stalled(false);
        if (open != null) {
            sender.goOn();
            open.holdDrain(stalled);
        }
        return true;
    }

    /** Hands a message to the engine; false if nothing more will be heard of it. */
    private boolean transfer(EngineSender open, SentDelivery delivery, Buffer payload) {
        long limit = open.remoteMaxMessageSize();
        if (limit != 0 && delivery.size() > limit) {
            failures().failTooLarge(delivery, limit);
            return false;
        }
        if (open.sndSettleMode() == SenderSettleMode.SETTLED) {
            sendSettled(open, delivery, payload);
            return false;
        }
        if (resends) {
            delivery.keep(work.store(), payload);
        }
        delivery.goesOut();
        delivery.handedOver(
                delivery.lends(payload)
                        ? open.sendLent(payload, delivery.rest(work.rest()), delivery.messageFormat(), delivery)
                        : open.send(payload, delivery.messageFormat(), false, null, delivery));
        if (!resends) {
            delivery.letGo(work.store());
        }
        return true;
    }

    private void sendSettled(EngineSender open, SentDelivery delivery, Buffer payload) {
        if (delivery.lends(payload)) {
            OutgoingDelivery waiting =
                    open.sendSettledLent(payload, delivery.rest(work.rest()), delivery.messageFormat());
            if (waiting != null) {
                delivery.waitsIn(waiting);
            }
        } else {
            open.sendSettled(payload, delivery.messageFormat(), null);
        }
        delivery.sentSettled();
    }

    // ---- what becomes of them

    /** The peer told something about a message. */
    void updated(SentDelivery delivery, OutgoingDelivery news) {
        if (!delivery.isSentAs(news)) {
            return;
        }
        delivery.updated(news, sender.handler());
        if (delivery.completed()) {
            forget(delivery);
        }
        if (news.remotelySettled() || (sender.options().autoSettle && news.remoteState() instanceof Outcome)) {
            news.settle();
            delivery.recycle(news);
            work.wake();
        }
    }

    private void forget(SentDelivery delivery) {
        outbox.remove(delivery);
        delivery.letGo(work.store());
    }

    /** Made with the first failure, which may be on any thread: most senders never have one. */
    private synchronized SendFailures failures() {
        SendFailures made = failures;
        if (made == null) {
            made = new SendFailures(sender);
            failures = made;
        }
        return made;
    }

    /** Messages that wait. May be called from any thread. */
    int waiting() {
        return outbox.waiting();
    }

    boolean someWithoutOutcome() {
        return !outbox.isEmpty();
    }

    /** A close waits for what is queued, and for the outcomes that this container's own sends have yet to get. */
    boolean busy() {
        EngineSender open = engine;
        boolean awaited = sender.options().autoSettle && !sender.accepted();
        return outbox.waiting() > 0 || (open != null && open.queued() > 0) || (awaited && outbox.someUnderWay());
    }

    // ---- losing the link

    /**
     * The link is lost for now: what has no outcome goes out again when it is back, or fails. The application is told of
     * failures once all links have heard of the loss, so that what it sends in answer waits for the next connection.
     */
    void suspend(@Nullable AmqpException cause) {
        engine = null;
        if (sender.options().resend) {
            outbox.rewind();
        } else if (!outbox.isEmpty()) {
            List<SentDelivery> lost = outbox.takeAll();
            work.later(() -> failAll(lost, cause));
        }
    }

    /** The link is lost for good. */
    void release(@Nullable AmqpException cause) {
        timeouts.stop();
        failAll(outbox.takeAll(), cause);
    }

    private void failAll(List<SentDelivery> lost, @Nullable AmqpException cause) {
        if (lost.isEmpty()) {
            return;
        }
        for (SentDelivery delivery : lost) {
            delivery.letGo(work.store());
        }
        failures().failAll(lost, cause);
    }

    /** Fails what is without an outcome for too long. */
    void expire(Predicate<SentDelivery> expired, Duration limit) {
        SentDelivery oldest = outbox.first();
        while (oldest != null && expired.test(oldest)) {
            boolean inDoubt = oldest.inDoubt();
            forget(oldest);
            oldest.abandon();
            failures().failTimedOut(oldest, inDoubt, limit);
            oldest = outbox.first();
        }
        tellWaiting();
        work.wake();
    }
}
