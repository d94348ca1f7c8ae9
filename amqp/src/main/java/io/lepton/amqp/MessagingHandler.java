// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

/**
 * What an application does when something happens. Implement the callbacks that matter; the others have the default
 * that is told at each, mostly to do nothing.
 *
 * <p>The callbacks of one connection are never called concurrently, and unless the container was given more than one
 * loop, those of one container are not either. A callback must not block: while it runs, its loop does nothing else. A
 * callback that throws ends in {@link #onError}; the loop lives on.
 *
 * <p>One handler is told of an event, not several: that of the link, else of its session, else of its connection, else
 * of the container.
 *
 * <p>Opening by the peer comes as {@code on…Opening}; unless the callback answered, the library opens its own end
 * afterwards, and then comes {@code on…Opened}. Closing by the peer comes as {@code on…Closing}, or as
 * {@code on…Error} if the peer gave a reason; the library then closes its own end, and {@code on…Closed} comes last,
 * once. When a connection ends, links and sessions that are still open get no callbacks of their own.
 */
public interface MessagingHandler {

    // ---- the container

    /** The container's loop has started. The first event of all. Calls {@link #onStart}. */
    default void onReactorInit(ContainerEvent event) {
        onStart(event);
    }

    /** The container's loop has started: the place to connect and to listen. */
    default void onStart(ContainerEvent event) {}

    /**
     * A callback, a task or a timer of the application threw. By default it is logged and recorded:
     * {@link Container#run()} throws the first failure recorded when it ends.
     */
    default void onError(ErrorEvent event) {
        Unhandled.error(event);
    }

    // ---- listeners

    /** A listener is bound and accepts connections; {@link Listener#port()} tells where. */
    default void onListenerOpened(ListenerEvent event) {}

    /** A listener could not be bound, or failed. By default this is logged and recorded as in {@link #onError}. */
    default void onListenerError(ListenerErrorEvent event) {
        Unhandled.listenerError(event);
    }

    /** A listener accepts no more connections. */
    default void onListenerClosed(ListenerEvent event) {}

    // ---- the transport

    /**
     * The network failed, or what lies directly above it. What follows is {@link #onDisconnected}. By default this is
     * logged; unless the connection is tried again, it is also recorded as in {@link #onError}, for connections that
     * this container made.
     */
    default void onTransportError(TransportErrorEvent event) {
        Unhandled.transportError(event);
    }

    /** The transport of a connection is closed, whether in order or not. */
    default void onTransportClosed(ConnectionEvent event) {}

    /**
     * The connection lost its peer, or did not reach it. Comes once for each attempt that failed, after
     * {@link #onTransportError}, or after {@link #onConnectionError} if the peer closed the connection for a reason that
     * passes and it is tried again. The event tells whether, where and when it is tried again; what follows then is
     * {@link #onConnectionOpened}, or these events again. If it is not, {@link #onConnectionClosed} comes next.
     */
    default void onDisconnected(DisconnectedEvent event) {}

    // ---- connections

    /** A peer opens a connection to a listener. Closing it here refuses it. */
    default void onConnectionOpening(ConnectionEvent event) {}

    /**
     * Both ends of a connection are open. Comes again each time that a connection is back after it was lost;
     * {@link ConnectionEvent#reconnected()} tells, because the sessions and links come back by themselves.
     */
    default void onConnectionOpened(ConnectionEvent event) {}

    /**
     * The peer closes the connection and says why. By default this is logged and, for connections that this container
     * made and that are not tried again, recorded as in {@link #onError}.
     */
    default void onConnectionError(ConnectionErrorEvent event) {
        Unhandled.connectionError(event);
    }

    /** The peer closes the connection without a reason. */
    default void onConnectionClosing(ConnectionEvent event) {}

    /** The connection has ended for good. Comes exactly once, whatever happened before. */
    default void onConnectionClosed(ConnectionEvent event) {}

    // ---- sessions

    /** The peer opens a session. Closing it here refuses it. */
    default void onSessionOpening(SessionEvent event) {}

    /** Both ends of a session are open. Comes again after each loss of the connection. */
    default void onSessionOpened(SessionEvent event) {}

    /**
     * The peer ends the session and says why. By default this is logged; if this container made the connection, it is
     * also recorded as in {@link #onError}, and the connection is closed.
     */
    default void onSessionError(SessionErrorEvent event) {
        Unhandled.sessionError(event);
    }

    /** The peer ends the session without a reason. */
    default void onSessionClosing(SessionEvent event) {}

    /** The session has ended. */
    default void onSessionClosed(SessionEvent event) {}

    // ---- links

    /**
     * The peer attaches a link. Unless the callback opened it with its own options or closed it, which refuses it, the
     * link is opened with the source and the target that the peer asked for.
     */
    default void onLinkOpening(LinkEvent event) {}

    /**
     * Both ends of a link are attached. A refused link is never reported as opened. Comes again each time that a link is back
     * after it or its connection was lost; the address of a dynamic node is another one then.
     */
    default void onLinkOpened(LinkEvent event) {}

    /**
     * The peer refuses, detaches or closes the link and says why. By default this is logged; if this container made
     * the connection, it is also recorded as in {@link #onError}, and the connection is closed.
     */
    default void onLinkError(LinkErrorEvent event) {
        Unhandled.linkError(event);
    }

    /** The peer closes the link without a reason. */
    default void onLinkClosing(LinkEvent event) {}

    /**
     * The peer detaches the link without closing it and without a reason: its end may be resumed later (part 2, 2.6.4).
     * The library answers; {@link #onLinkClosed} comes next. For links that the library attaches again,
     * {@link #onLinkLost} comes instead.
     */
    default void onLinkDetached(LinkEvent event) {}

    /**
     * The peer detached the link, without an error or with one that passes, and the library attaches it again after a delay:
     * then comes {@link #onLinkOpened} once more, or {@link #onLinkError} if the peer refuses. See
     * {@link LinkOptions#recover}.
     */
    default void onLinkLost(LinkLostEvent event) {}

    /** The link has ended. */
    default void onLinkClosed(LinkEvent event) {}

    // ---- sending

    /**
     * The peer gave credit: at least one message can be sent at once. Comes after {@link #onLinkOpened} each time that
     * new credit arrives, and when a network that was too slow has room again; not after each message. Send while
     * {@link Sender#credit()} is above zero.
     */
    default void onSendable(SenderEvent event) {}

    /**
     * The receiver wants the credit used up or given back (part 2, 2.6.7). What is queued goes out; the credit that is
     * left has been given back by the time of this event.
     */
    default void onSenderDraining(SenderEvent event) {}

    /** The peer accepted a message. */
    default void onAccepted(OutcomeEvent event) {}

    /** The peer rejected a message as invalid. */
    default void onRejected(OutcomeEvent event) {}

    /** The peer gave a message back without acting upon it. */
    default void onReleased(OutcomeEvent event) {}

    /** The peer gave a message back changed. Calls {@link #onReleased}. */
    default void onModified(OutcomeEvent event) {
        onReleased(event);
    }

    /**
     * A message will never get an outcome: its link or its connection ended first, it took too long, too many messages waited
     * already, or it is larger than the receiver takes. Comes instead of the callbacks of outcomes, once.
     */
    default void onDeliveryFailed(DeliveryFailedEvent event) {}

    /**
     * The peer changed the state of a delivery in any way, also to one that is no outcome. Comes after the callback of
     * the outcome, if it is one.
     */
    default void onDeliveryUpdated(OutcomeEvent event) {}

    /** The peer settled a delivery, sent or received: it says no more about it. Comes last. */
    default void onSettled(DeliveryEvent event) {}

    // ---- receiving

    /**
     * A message arrived, whole. Unless the receiver's {@code autoAccept} is off or the callback said otherwise, the
     * message is accepted when the callback has returned. If it throws {@link RejectException} or
     * {@link ReleaseException} the message is rejected or released; if it throws anything else, the message is given
     * back as modified with {@code delivery-failed}, and {@link #onError} is called.
     *
     * <p>By default the message is given back as modified with {@code undeliverable-here}, so that a handler without
     * this callback loses no message.
     */
    default void onMessage(MessageEvent event) {
        event.modify(false, true);
    }

    /**
     * An outcome or a settlement was stated for a message whose link was lost in the meantime: the sender does not hear of it
     * and may deliver the message again. By default this is logged.
     */
    default void onStale(DeliveryEvent event) {
        Unhandled.stale(event);
    }

    /** The sender gave up a delivery half way; none of it is kept (part 2, 2.7.5 aborted). */
    default void onAborted(DeliveryEvent event) {}

    /** The sender has used up or given back all credit, as {@link Receiver#drain()} asked for. */
    default void onReceiverDrained(ReceiverEvent event) {}
}
