// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.ErrorCondition;

/**
 * What the layer above is told. Every method is called inside {@link Engine#receive}, {@link Engine#flush},
 * {@link Engine#tick} or {@link Engine#inputClosed}, on the thread that makes that call; all do nothing unless overridden.
 * They may call anything of the connection, its sessions, links and deliveries, but not those four methods. They should not
 * throw: an exception passes through to the caller, after which the engine goes on with the next frame.
 *
 * <p>Objects show their state as of the frame that is being told. Nothing is told about an endpoint after its end.
 */
public interface EngineListener {

    /** SASL has succeeded; {@link Engine#authenticatedUser()} and {@link Engine#mechanism()} are known. */
    default void onAuthenticated(Engine engine) {}

    /**
     * The client could not be authenticated, or this client not; {@link #onFailure} follows with the same condition. The
     * failure tells whether another attempt makes sense.
     */
    default void onAuthenticationFailed(Engine engine, SaslFailure failure) {}

    /**
     * Output appeared outside of the calls that drive the engine, because a SASL mechanism answered late: it is time to
     * take it.
     */
    default void onOutput(Engine engine) {}

    /** The peer opened the connection, or answered our open; {@link EngineConnection#remoteOpen()} tells how. */
    default void onConnectionRemoteOpen(EngineConnection connection) {}

    /**
     * The peer closed the connection. Unless it is closed here already, it is answered after this call. Nothing more is
     * told about its sessions and links.
     */
    default void onConnectionRemoteClose(EngineConnection connection) {}

    /** The peer began a session, which waits for {@link EngineSession#open()}, or answered ours. */
    default void onSessionRemoteOpen(EngineSession session) {}

    /** The peer ended a session. Unless it is ended here already, it is answered after this call. */
    default void onSessionRemoteClose(EngineSession session) {}

    /** The peer broke the rules of a session, which has been ended with this error; the connection lives on. */
    default void onSessionFailure(EngineSession session, ErrorCondition error) {}

    /**
     * The peer attached a link, which waits for its termini and {@link EngineLink#open()} (or a refusal by
     * {@link EngineLink#close(ErrorCondition)}), or it answered ours.
     */
    default void onLinkRemoteOpen(EngineLink link) {}

    /**
     * The peer refused our link: it answered without the terminus that was asked for and detached. Told instead of
     * {@link #onLinkRemoteOpen} and {@link #onLinkRemoteDetach}; {@link EngineLink#remoteError()} says why.
     */
    default void onLinkRefused(EngineLink link) {}

    /**
     * The peer detached or closed a link, see {@link EngineLink#remoteState()}. Unless this end did so already, it is
     * answered in kind after this call.
     */
    default void onLinkRemoteDetach(EngineLink link) {}

    /** The peer broke the rules of a link or stole it, and it has been detached with this error; the session lives on. */
    default void onLinkFailure(EngineLink link, ErrorCondition error) {}

    /** The receiver told its credit and some is left, beyond what was queued. */
    default void onSenderCredit(EngineSender sender) {}

    /** The receiver asked to drain and it was done: what was queued is sent and no credit is left. */
    default void onDrain(EngineSender sender) {}

    /** The sender has used up or given up all credit since {@link EngineReceiver#drain()}. */
    default void onDrained(EngineReceiver receiver) {}

    /** A flow frame about this link came; its ledgers are up to date. After {@link #onSenderCredit}. */
    default void onFlow(EngineLink link) {}

    /**
     * A message came in whole; or, on a {@linkplain EngineReceiver#streaming(boolean) streaming} link, a part of it, until
     * {@link IncomingDelivery#partial()} is false.
     */
    default void onDelivery(IncomingDelivery delivery) {}

    /** The sender gave a delivery up before it was complete: its data is void and it counts as settled. */
    default void onDeliveryAborted(IncomingDelivery delivery) {}

    /** The sender changed its state of a delivery that came in before, or settled it. */
    default void onDeliveryRemoteUpdate(IncomingDelivery delivery) {}

    /** The receiver changed its state of a delivery that was sent, or settled it. */
    default void onDeliveryUpdated(OutgoingDelivery delivery) {}

    /**
     * The connection failed: the peer broke its rules, was silent for too long, could not agree on a protocol, did not
     * authenticate, or ended the stream without a close. The close that tells why, where one is due, is already written.
     * Told once; nothing follows.
     */
    default void onFailure(Engine engine, ErrorCondition error) {}
}
