// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.ArrayList;
import java.util.List;

/** Writes down every event, in order, under the name of its callback. Leaves errors to the defaults unless told not to. */
class Recorder implements MessagingHandler {

    final List<String> events = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final List<ReceivedDelivery> received = new ArrayList<>();
    final List<Object> bodies = new ArrayList<>();

    private void note(String event) {
        events.add(event);
    }

    @Override
    public void onStart(ContainerEvent event) {
        note("start");
    }

    @Override
    public void onError(ErrorEvent event) {
        note("error");
        errors.add(event.cause());
    }

    @Override
    public void onListenerOpened(ListenerEvent event) {
        note("listenerOpened");
    }

    @Override
    public void onListenerError(ListenerErrorEvent event) {
        note("listenerError");
        errors.add(event.cause());
    }

    @Override
    public void onListenerClosed(ListenerEvent event) {
        note("listenerClosed");
    }

    @Override
    public void onTransportError(TransportErrorEvent event) {
        note("transportError");
        errors.add(event.cause());
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        note("transportClosed");
    }

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        note("disconnected(" + event.willReconnect() + ")");
    }

    @Override
    public void onConnectionOpening(ConnectionEvent event) {
        note("connectionOpening");
    }

    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        note("connectionOpened");
    }

    @Override
    public void onConnectionError(ConnectionErrorEvent event) {
        note("connectionError");
        errors.add(event.cause());
    }

    @Override
    public void onConnectionClosing(ConnectionEvent event) {
        note("connectionClosing");
    }

    @Override
    public void onConnectionClosed(ConnectionEvent event) {
        note("connectionClosed");
    }

    @Override
    public void onSessionOpening(SessionEvent event) {
        note("sessionOpening");
    }

    @Override
    public void onSessionOpened(SessionEvent event) {
        note("sessionOpened");
    }

    @Override
    public void onSessionError(SessionErrorEvent event) {
        note("sessionError");
        errors.add(event.cause());
    }

    @Override
    public void onSessionClosing(SessionEvent event) {
        note("sessionClosing");
    }

    @Override
    public void onSessionClosed(SessionEvent event) {
        note("sessionClosed");
    }

    @Override
    public void onLinkOpening(LinkEvent event) {
        note("linkOpening");
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        note("linkOpened");
    }

    @Override
    public void onLinkError(LinkErrorEvent event) {
        note("linkError");
        errors.add(event.cause());
    }

    @Override
    public void onLinkClosing(LinkEvent event) {
        note("linkClosing");
    }

    @Override
    public void onLinkDetached(LinkEvent event) {
        note("linkDetached");
    }

    @Override
    public void onLinkLost(LinkLostEvent event) {
        note("linkLost");
    }

    @Override
    public void onDeliveryFailed(DeliveryFailedEvent event) {
        note("deliveryFailed");
    }

    @Override
    public void onStale(DeliveryEvent event) {
        note("stale");
    }

    @Override
    public void onLinkClosed(LinkEvent event) {
        note("linkClosed");
    }

    @Override
    public void onSendable(SenderEvent event) {
        note("sendable");
    }

    @Override
    public void onSenderDraining(SenderEvent event) {
        note("senderDraining");
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        note("accepted");
    }

    @Override
    public void onRejected(OutcomeEvent event) {
        note("rejected");
    }

    @Override
    public void onReleased(OutcomeEvent event) {
        note("released");
    }

    @Override
    public void onDeliveryUpdated(OutcomeEvent event) {
        note("deliveryUpdated");
    }

    @Override
    public void onSettled(DeliveryEvent event) {
        note("settled");
    }

    @Override
    public void onMessage(MessageEvent event) {
        note("message");
        received.add(event.delivery());
        bodies.add(event.message().body());
    }

    @Override
    public void onAborted(DeliveryEvent event) {
        note("aborted");
    }

    @Override
    public void onReceiverDrained(ReceiverEvent event) {
        note("receiverDrained");
    }

    /** What has happened since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
