// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.Connection;
import io.lepton.amqp.ConnectionErrorEvent;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Container;
import io.lepton.amqp.DeliveryException;
import io.lepton.amqp.ErrorEvent;
import io.lepton.amqp.Link;
import io.lepton.amqp.LinkErrorEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.ReceiverOptions;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderOptions;
import io.lepton.amqp.SessionErrorEvent;
import io.lepton.amqp.SessionEvent;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a verb that makes a connection. The callbacks come on the connection's loop and hand on what happened to the
 * {@link CallSteps}; everything else here, and in the verbs, belongs to the call's thread.
 */
public abstract class ClientCall implements MessagingHandler {

    /** The exit status if a failure was told by an event. */
    static final int FAILED = 1;

    /** How long a call that has failed still waits for the peer to answer its close. */
    private static final long FAREWELL_MILLIS = 500;

    private final PeerEvents events;
    private final CallSteps steps;
    private @Nullable Connection connection;
    private boolean recover;
    private boolean ending;
    private int status;
    /** The loop's own: the last failure that was told of the connection or what it carries. */
    private @Nullable PeerError cause;

    ClientCall(PeerEvents events, CallSteps steps) {
        this.events = events;
        this.steps = steps;
    }

    /**
     * Does all that the verb is to do.
     *
     * @param comesBack whether links that the peer detaches are attached again, as the connection is made again
     * @return the exit status
     * @throws IllegalArgumentException if the options are no good
     */
    public final int run(Consumer<? super ConnectionOptions> options, boolean comesBack) {
        recover = comesBack;
        Container container = Container.create(this);
        try {
            Connection made = container.connect(options);
            connection = made;
            begin(made);
            container.start();
            if (!steps.run()) {
                tell(PeerError.timeout());
            }
            return status;
        } finally {
            leave(container);
        }
    }

    /** Tells the call to come to its end; may be called from any thread. */
    public final void stop() {
        steps.postUrgently(this::stopped);
    }

    private void leave(Container container) {
        Connection made = connection;
        if (made == null || (ending && status == 0)) {
            container.close();
            return;
        }
        container.stop();
        try {
            made.closed().toCompletableFuture().get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // what there was to tell has been told, and the peer had its time to answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- what a verb does

    /** Creates the links of the verb, before anything is connected. */
    abstract void begin(Connection made);

    /** The connection is closed because {@link #end} said so: tells that the verb is done. */
    abstract void finished();

    /** Somebody wants the call to end. */
    void stopped() {
        fail(new PeerError("stopped", "the call was stopped before it was done", false));
    }

    // ---- what a verb may ask for

    final PeerEvents events() {
        return events;
    }

    final CallSteps steps() {
        return steps;
    }

    /** A link of the verb, which waits for outcomes as long as the call may take. */
    final Sender sender(Connection on, @Nullable String address, Consumer<? super SenderOptions> choices) {
        return on.createSender(address, options -> {
            options.sendTimeout(Duration.ZERO).recover(recover);
            choices.accept(options);
        });
    }

    /** A link of the verb, which states the outcomes itself. */
    final Receiver receiver(Connection on, @Nullable String address, Consumer<? super ReceiverOptions> choices) {
        return on.createReceiver(address, options -> {
            options.autoAccept(false).recover(recover);
            choices.accept(options);
        });
    }

    /** The verb is done: closes the connection, after which {@link #finished} is called. */
    final void end() {
        if (!ending && connection != null) {
            ending = true;
            connection.close();
        }
    }

    final boolean ending() {
        return ending;
    }

    /** Tells of a failure that does not end the call. */
    final void tell(PeerError error) {
        events.error(error);
        status = Math.max(status, FAILED);
    }

    /** Tells of a failure that ends the call. */
    final void fail(PeerError error) {
        tell(error);
        steps.end();
    }

    /** The message that came, if it can be shown; else null, and both the script and the sender are told why not. */
    final @Nullable Message readable(MessageEvent event) {
        try {
            Message message = event.message();
            if (message.messageFormat() != 0) {
                String text = "messages of format " + message.messageFormat() + " cannot be shown";
                throw new AmqpException(ErrorCondition.of(AmqpError.NOT_IMPLEMENTED, text));
            }
            message.validate();
            return message;
        } catch (AmqpException e) {
            tell(PeerError.of(e, false));
            event.reject(e.condition());
            return null;
        }
    }

    /** Whether a delivery failed because its link was lost, of which another step tells if it does not come back. */
    static boolean lostWithLink(Throwable failure) {
        return failure instanceof DeliveryException lost
                && !LinkError.MESSAGE_SIZE_EXCEEDED.equals(lost.condition().condition());
    }

    // ---- what happens: the cause comes first, and counts only if the end follows; what is lost may come back

    @Override
    public final void onTransportError(TransportErrorEvent event) {
        boolean remote = event.cause() instanceof AuthenticationException refusal && refusal.refusedByPeer();
        cause = PeerError.of(event.cause(), remote);
    }

    @Override
    public final void onConnectionError(ConnectionErrorEvent event) {
        cause = PeerError.of(event.cause(), true);
    }

    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        cause = null;
    }

    @Override
    public final void onConnectionClosed(ConnectionEvent event) {
        PeerError why = cause;
        steps.post(() -> {
            if (why != null) {
                fail(why);
            } else if (ending) {
                steps.end();
                finished();
            } else {
                fail(PeerError.closed(event.connection()));
            }
        });
    }

    @Override
    public final void onSessionError(SessionErrorEvent event) {
        cause = PeerError.of(event.cause(), event.session().isOpen());
    }

    @Override
    public final void onSessionClosed(SessionEvent event) {
        lost(event.session());
    }

    @Override
    public final void onLinkError(LinkErrorEvent event) {
        cause = PeerError.of(event.cause(), toldByPeer(event.link()));
    }

    /** A link that this end gives up, because the peer broke its rules, is closing already when that is told. */
    private static boolean toldByPeer(Link link) {
        return link.isOpen() || !link.opened().toCompletableFuture().isDone();
    }

    @Override
    public final void onLinkClosed(LinkEvent event) {
        lost(event.link());
    }

    private void lost(Object what) {
        PeerError why = cause == null ? PeerError.closed(what) : cause;
        cause = null;
        steps.post(() -> fail(why));
    }

    @Override
    public final void onError(ErrorEvent event) {
        PeerError why = PeerError.unexpected(event.cause());
        steps.post(() -> fail(why));
    }
}
