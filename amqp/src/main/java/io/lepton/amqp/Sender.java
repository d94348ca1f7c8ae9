// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
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
    private final Sending sending;
    private final Futures<Sender> futures = new Futures<>(this);
    private final SenderEvent event = new Events.OfSender(this);
    private volatile SenderOptions options;
    private volatile @Nullable EngineSender engine;

    /** A sender that this container attaches. */
    Sender(Session session, String name, @Nullable String address, SenderOptions options) {
        super(session, name, false, options.handler);
        this.requested = address;
        this.options = options;
        this.sending = new Sending(this, options);
    }

    /** The end of a link that a receiver at the peer attached. */
    Sender(Session session, String name) {
        super(session, name, true, null);
        this.requested = null;
        this.options = SenderOptions.DEFAULT;
        this.sending = new Sending(this, options);
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
        if (!takesMessages()) {
            throw new IllegalStateException(this + " is closed; open another one to send");
        }
        return sending.send(message);
    }

    private boolean takesMessages() {
        return !life().ending() && !session().life().ending() && !connection().ending();
    }

    /**
     * How many messages can be sent at once: the credit that the receiver gave; 0 while something else holds messages up, such
     * as a network that takes no more for now, or others that wait already. When that is over,
     * {@link MessagingHandler#onSendable} tells.
     */
    @Override
    public long credit() {
        return sending.credit();
    }

    /** Whether a message can be sent at once. */
    public boolean sendable() {
        return isOpen() && takesMessages() && credit() > 0;
    }

    /** How many messages wait for credit, for the connection or for room in it. */
    public int queued() {
        EngineSender open = engine;
        return sending.waiting() + (open == null ? 0 : open.queued());
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
        options = chosen;
        sending.options(chosen);
        LinkTerms.open(this, chosen, engine);
    }

    @Override
    public String toString() {
        String place = address() == null ? "the peer" : ValuePrinter.print(address());
        return "sender " + ValuePrinter.print(name()) + " to " + place; // the peer's words must not break a line
    }

    // ---- on the loop

    @Override
    Futures<Sender> futures() {
        return futures;
    }

    @Override
    SenderOptions options() {
        return options;
    }

    /** The receiver gave credit, or what kept messages from going out is over. */
    void goOn() {
        sending.sendWaiting();
        if (takesMessages() && isOpen() && sending.sendable()) {
            Callbacks.raise(handler(), MessagingHandler::onSendable, event);
        }
    }

    void draining() {
        sending.sendWaiting();
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
        sending.updated(delivery, news);
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
        sending.engine(engine);
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
    boolean busy() {
        return sending.busy();
    }

    @Override
    void suspend(@Nullable AmqpException cause) {
        sending.suspend(cause);
    }

    @Override
    void release(@Nullable AmqpException cause) {
        sending.release(cause);
    }
}
