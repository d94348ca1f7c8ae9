// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.ValuePrinter;
import io.lepton.amqp.engine.EngineLink;
import io.lepton.amqp.engine.EngineReceiver;
import io.lepton.amqp.engine.EngineSession;
import io.lepton.amqp.engine.IncomingDelivery;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel for receiving messages from a source. Every method may be called from any thread.
 *
 * <p>The library keeps giving credit so that as many messages as the {@linkplain ReceiverOptions#creditWindow window} has
 * are on their way or with the application; a message leaves the window when it is settled. It gives none before there is
 * somewhere to deliver to.
 */
public final class Receiver extends Link {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final @Nullable String requested;
    private final Futures<Receiver> futures = new Futures<>(this);
    private final CreditWindow window = new CreditWindow(this);
    private final ReceiverEvent event = new Events.OfReceiver(this);
    private volatile ReceiverOptions options;
    private volatile @Nullable Consumer<? super MessageEvent> consumer;
    private volatile @Nullable EngineReceiver engine;

    /** A receiver that this container attaches. */
    Receiver(Session session, String name, @Nullable String address, ReceiverOptions options) {
        super(session, name, false, options.handler);
        this.requested = address;
        this.options = options;
        this.consumer = options.onMessage;
    }

    /** The end of a link that a sender at the peer attached. */
    Receiver(Session session, String name) {
        super(session, name, true, null);
        this.requested = null;
        this.options = ReceiverOptions.DEFAULT;
    }

    // ---- receiving

    /**
     * Gives the sender credit for this many more messages. Meant for receivers with a credit window of zero; with another
     * window it comes on top of it, once.
     */
    public void addCredit(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("credit is given for one message or more, not " + messages);
        }
        connection().onLoop(() -> window.add(messages));
    }

    /**
     * Asks the sender to send what it has, up to the credit, and to give back the rest (part 2, 2.6.7 drain).
     * {@link MessagingHandler#onReceiverDrained} follows. Until then the credit window is not refilled.
     */
    public void drain() {
        connection().onLoop(window::drain);
    }

    /** Hands the messages to this from now on; the first time, credit is given then. */
    public void onMessage(Consumer<? super MessageEvent> value) {
        connection().onLoop(() -> {
            consumer = value;
            window.refillLater();
        });
    }

    /** How many messages the sender may still send. */
    @Override
    public long credit() {
        EngineReceiver open = engine;
        return open == null ? 0 : open.credit();
    }

    @Override
    public int unsettled() {
        EngineReceiver open = engine;
        return open == null ? 0 : open.unsettled();
    }

    // ---- what it is

    @Override
    public @Nullable String address() {
        if (accepted()) {
            Target asked = remoteTarget();
            return asked == null ? null : asked.address();
        }
        Source remote = remoteSource();
        return remote == null ? requested : remote.address();
    }

    @Override
    public CompletionStage<Receiver> opened() {
        return futures.opened();
    }

    @Override
    public CompletionStage<Receiver> closed() {
        return futures.closed();
    }

    /**
     * Opens a link that the peer attached, inside {@link MessagingHandler#onLinkOpening}, with options of one's own: their
     * changes of source and target apply to what the peer asked for. Without this the link is opened as the peer asked.
     *
     * @throws IllegalStateException if the link is open already, or if this container attached it
     */
    public void open(Consumer<? super ReceiverOptions> choices) {
        ReceiverOptions chosen = Options.choose(new ReceiverOptions(), choices);
        options = chosen;
        consumer = chosen.onMessage;
        limit(engine);
        LinkTerms.open(this, chosen, engine);
    }

    @Override
    public String toString() {
        String place = address() == null ? "the peer" : ValuePrinter.print(address());
        return "receiver " + ValuePrinter.print(name()) + " from " + place; // the peer's words must not break a line
    }

    // ---- on the loop

    @Override
    Futures<Receiver> futures() {
        return futures;
    }

    /** Hands a message to the application and sees to it that it gets an outcome. */
    void deliver(ReceivedDelivery delivery) {
        window.arrived();
        if (life().ending() || connection().ending()) {
            delivery.decideIfOpen(Released.INSTANCE);
            return;
        }
        try {
            Consumer<? super MessageEvent> taker = consumer;
            if (taker == null) {
                handler().onMessage(delivery);
            } else {
                taker.accept(delivery);
            }
            if (options.autoAccept) {
                delivery.checkIfUnseen();
                delivery.decideIfOpen(Accepted.INSTANCE);
            } else {
                delivery.finishIfPresettled();
            }
        } catch (RejectException rejection) {
            delivery.decideIfOpen(new Rejected(rejection.condition()));
        } catch (ReleaseException release) {
            delivery.decideIfOpen(Released.INSTANCE);
        } catch (DecodeException garbage) {
            LOG.warn("{}: {} is no AMQP message: {}", connection(), delivery, garbage.getMessage());
            delivery.decideIfOpen(new Rejected(garbage.condition()));
        } catch (Throwable thrown) {
            delivery.decideIfOpen(new Modified(true, false, Map.of()));
            Callbacks.threw(handler(), container(), thrown, delivery);
        }
    }

    void aborted(ReceivedDelivery delivery) {
        Callbacks.raise(handler(), MessagingHandler::onAborted, delivery);
        window.refillLater();
    }

    void drained() {
        Callbacks.raise(handler(), MessagingHandler::onReceiverDrained, event);
        window.drained();
    }

    /** A delivery is settled and leaves the window, unless it came before the link was lost and attached again. */
    void finished(IncomingDelivery delivery) {
        if (delivery.link() == engine) {
            window.left();
        }
    }

    int creditWindow() {
        return options.creditWindow;
    }

    /** Whether there is somewhere to deliver to. */
    boolean hasTaker() {
        return consumer != null || !Container.NO_HANDLER.equals(handler());
    }

    @Nullable
    EngineReceiver engineReceiver() {
        return engine;
    }

    @Override
    EngineLink newEngineLink(EngineSession engineSession) {
        EngineReceiver made = engineSession.receiver(name());
        LinkTerms.announce(made, options, options.remoteSource(requested), options.localTarget(null));
        limit(made);
        return made;
    }

    private void limit(@Nullable EngineReceiver unopened) {
        if (unopened != null && options.maxMessageSize >= 0) {
            unopened.settings().maxMessageSize(options.maxMessageSize);
        }
    }

    @Override
    void engine(@Nullable EngineLink link) {
        engine = (EngineReceiver) link;
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
    void begin() {
        window.begin();
    }

    @Override
    boolean busy() {
        return false;
    }

    @Override
    ReceiverOptions options() {
        return options;
    }

    @Override
    void suspend(@Nullable AmqpException cause) {
        window.suspend();
    }

    @Override
    void release(@Nullable AmqpException cause) {}
}
