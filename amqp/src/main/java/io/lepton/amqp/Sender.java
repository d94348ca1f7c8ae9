// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel for sending messages to a target. Every method may be called from any thread.
 *
 * <p>{@link #send} never blocks. Messages that the receiver has given no credit for wait in order, up to the limits of
 * {@link SenderOptions#maxQueued} and {@link SenderOptions#maxQueuedBytes}.
 */
public final class Sender extends Link {

    private final @Nullable String requested;
    private final SenderOptions options;
    private final Outbox outbox;
    private final Futures<Sender> futures = new Futures<>(this);
    private final SenderEvent event = new Events.OfSender(this);
    private volatile @Nullable EngineSender engine;

    /** A sender that this container attaches. */
    Sender(Session session, String name, @Nullable String address, SenderOptions options) {
        super(session, name, false, options.handler);
        this.requested = address;
        this.options = options;
        this.outbox = new Outbox(options.maxQueued, options.maxQueuedBytes);
    }

    /** The end of a link that a receiver at the peer attached. */
    Sender(Session session, String name) {
        super(session, name, true, null);
        this.requested = null;
        this.options = new SenderOptions();
        this.outbox = new Outbox(options.maxQueued, options.maxQueuedBytes);
    }

    // ---- sending

    /**
     * Sends a message, at once if there is credit, else when it comes. The message is encoded inside this call and may be
     * changed or sent again afterwards.
     *
     * @return what becomes of it; if too many messages wait already, its outcome has failed with
     *     {@code amqp:resource-limit-exceeded} and it will not be sent
     * @throws IllegalStateException if the sender, its session or its connection is closed or closing
     */
    public SentDelivery send(Message message) {
        if (life().ending() || connection().ending()) {
            throw new IllegalStateException(this + " is closed; open another one to send");
        }
        return connection().inLoop() ? sendInLoop(message) : sendFromOutside(message);
    }

    private SentDelivery sendInLoop(Message message) {
        SentDelivery delivery;
        EngineSender open = engine;
        if (open != null && outbox.isEmpty() && ready(open)) {
            Buffer scratch = connection().work().scratch();
            message.encode(scratch);
            delivery = new SentDelivery(this, message.messageFormat(), null, settlesAtOnce());
            transfer(open, delivery, scratch);
        } else {
            byte[] payload = message.encode();
            delivery = new SentDelivery(this, message.messageFormat(), payload, settlesAtOnce());
            if (reserve(delivery, payload)) {
                outbox.add(delivery);
            }
        }
        wake();
        return delivery;
    }

    private SentDelivery sendFromOutside(Message message) {
        byte[] payload = message.encode();
        SentDelivery delivery = new SentDelivery(this, message.messageFormat(), payload, settlesAtOnce());
        if (reserve(delivery, payload) && !connection().tryOnLoop(() -> arrive(delivery, payload))) {
            arriveTooLate(delivery, payload);
        }
        return delivery;
    }

    private boolean settlesAtOnce() {
        EngineSender open = engine;
        return (open == null ? options.sndSettleMode : open.sndSettleMode()) == SenderSettleMode.SETTLED;
    }

    private boolean reserve(SentDelivery delivery, byte[] payload) {
        DeliveryException full = outbox.reserve(this, payload.length);
        if (full != null) {
            delivery.fail(full);
        }
        return full == null;
    }

    private void arrive(SentDelivery delivery, byte[] payload) {
        if (life().phase() == Phase.CLOSED) {
            arriveTooLate(delivery, payload);
        } else {
            outbox.add(delivery);
            sendWaiting();
        }
    }

    private void arriveTooLate(SentDelivery delivery, byte[] payload) {
        outbox.free(payload.length);
        delivery.fail(undelivered(false, null));
    }

    /** How many messages can be sent at once: the credit that the receiver gave, less what waits already. */
    @Override
    public long credit() {
        EngineSender open = engine;
        return open == null ? 0 : Math.max(0, open.credit() - outbox.size());
    }

    /** Whether a message can be sent at once. */
    public boolean sendable() {
        return isOpen() && credit() > 0;
    }

    /** How many messages wait for credit, for the connection or for room in it. */
    public int queued() {
        EngineSender open = engine;
        return outbox.size() + (open == null ? 0 : open.queued());
    }

    @Override
    public int unsettled() {
        EngineSender open = engine;
        return open == null ? 0 : open.unsettled();
    }

    // ---- what it is

    @Override
    public @Nullable String address() {
        Target remote = remoteTarget();
        if (accepted()) {
            Source asked = remoteSource();
            return asked == null ? null : asked.address();
        }
        return remote == null ? requested : remote.address();
    }

    @Override
    public CompletionStage<Sender> opened() {
        return futures.opened();
    }

    @Override
    public CompletionStage<Sender> closed() {
        return futures.closed();
    }

    /**
     * Opens a link that the peer attached, inside {@link MessagingHandler#onLinkOpening}, with options of one's own: their
     * changes of source and target apply to what the peer asked for. Without this the link is opened as the peer asked.
     *
     * @throws IllegalStateException if the link is open already, or if this container attached it
     */
    public void open(Consumer<? super SenderOptions> choices) {
        SenderOptions chosen = Options.choose(new SenderOptions(), choices);
        LinkTerms.open(this, chosen, engine);
    }

    @Override
    public String toString() {
        return "sender \"" + name() + "\" to " + (address() == null ? "the peer" : "\"" + address() + "\"");
    }

    // ---- on the loop

    @Override
    Futures<Sender> futures() {
        return futures;
    }

    /** The receiver gave credit, or the network has room again. */
    void sendable(EngineSender open) {
        sendWaiting();
        if (isOpen() && outbox.isEmpty() && ready(open)) {
            Callbacks.raise(handler(), MessagingHandler::onSendable, event);
        }
    }

    void draining() {
        Callbacks.raise(handler(), MessagingHandler::onSenderDraining, event);
    }

    /** What to take for an outcome that nobody told (part 3, 3.5.3 default-outcome). */
    @Nullable
    Outcome defaultOutcome() {
        Source remote = remoteSource();
        if (remote != null && remote.defaultOutcome() != null) {
            return remote.defaultOutcome();
        }
        Source local = source();
        return local == null ? null : local.defaultOutcome();
    }

    void updated(SentDelivery delivery, OutgoingDelivery news) {
        delivery.updated(news, handler());
        if (news.remotelySettled() || (options.autoSettle && news.remoteState() instanceof Outcome)) {
            news.settle();
            wake();
        }
    }

    private boolean ready(EngineSender open) {
        return open.attached() && open.credit() > 0 && !connection().work().congested();
    }

    private void sendWaiting() {
        EngineSender open = engine;
        while (open != null && !outbox.isEmpty() && ready(open)) {
            SentDelivery delivery = outbox.poll();
            byte[] payload = delivery == null ? null : delivery.payload();
            if (delivery != null && payload != null) {
                outbox.free(payload.length);
                transfer(open, delivery, Buffer.wrap(payload));
            }
        }
        wake();
    }

    private void transfer(EngineSender open, SentDelivery delivery, Buffer payload) {
        int size = payload.readable();
        long limit = open.remoteMaxMessageSize();
        if (limit != 0 && size > limit) {
            String text = "a message of " + size + " bytes is larger than the " + limit + " that the receiver takes";
            delivery.fail(
                    new DeliveryException(text, ErrorCondition.of(LinkError.MESSAGE_SIZE_EXCEEDED, text), false, null));
        } else if (open.sndSettleMode() == SenderSettleMode.SETTLED) {
            open.sendSettled(payload, delivery.messageFormat(), null);
            delivery.handedOver(null);
            delivery.sentSettled();
        } else {
            delivery.handedOver(open.send(payload, delivery.messageFormat(), false, null, delivery));
        }
    }

    @Override
    EngineLink newEngineLink(EngineSession engineSession) {
        EngineSender made = engineSession.sender(name());
        LinkTerms.announce(made, options, options.localSource(), options.remoteTarget(requested));
        return made;
    }

    @Override
    void engine(@Nullable EngineLink link) {
        engine = (EngineSender) link;
    }

    @Override
    void openAsAsked() {
        ErrorCondition obstacle = LinkTerms.obstacle(remoteSource(), remoteTerminus());
        if (obstacle == null) {
            LinkTerms.open(this, options, engine);
        } else {
            life().end(true, obstacle);
        }
    }

    @Override
    void begin() {}

    @Override
    void roomAgain() {
        EngineSender open = engine;
        if (open != null) {
            sendable(open);
        }
    }

    /** A close waits for what is queued, and for the outcomes that this container's own sends have yet to get. */
    @Override
    boolean busy() {
        EngineSender open = engine;
        boolean awaited = options.autoSettle && !accepted();
        return outbox.size() > 0 || (open != null && (open.queued() > 0 || (awaited && open.unsettled() > 0)));
    }

    @Override
    void release(@Nullable AmqpException cause) {
        EngineSender gone = engine;
        if (gone != null) {
            for (OutgoingDelivery left : gone.leftovers()) {
                if (left.context() instanceof SentDelivery delivery) {
                    delivery.fail(undelivered(left.started(), cause));
                }
            }
        }
        outbox.failAll(undelivered(false, cause));
    }

    private DeliveryException undelivered(boolean inDoubt, @Nullable AmqpException cause) {
        String text = inDoubt
                ? this + " ended before the outcome of a message was known: it may have arrived"
                : this + " ended before a message was sent";
        ErrorCondition condition = ErrorCondition.of(AmqpError.ILLEGAL_STATE, text);
        return new DeliveryException(text, cause == null ? condition : cause.condition(), inDoubt, cause);
    }
}
