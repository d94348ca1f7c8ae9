// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes every callback as one line, and lets a test react to the interesting ones. */
final class RecordingListener implements EngineListener {

    final List<String> events = new ArrayList<>();
    final List<EngineSession> sessions = new ArrayList<>();
    final List<EngineLink> links = new ArrayList<>();
    final List<IncomingDelivery> deliveries = new ArrayList<>();
    final List<OutgoingDelivery> updates = new ArrayList<>();

    Consumer<EngineConnection> onOpen = c -> {};
    Consumer<EngineSession> onSession = s -> {};
    Consumer<EngineLink> onLink = l -> {};
    Consumer<EngineLink> onDetach = l -> {};
    Runnable onEnd = () -> {};
    Consumer<EngineSender> onCredit = s -> {};
    Consumer<EngineSender> onDrain = s -> {};
    Consumer<IncomingDelivery> onDelivery = d -> {};
    Consumer<OutgoingDelivery> onUpdate = d -> {};
    Consumer<IncomingDelivery> onRemoteUpdate = d -> {};

    /** Opens whatever the peer opens, echoing its termini. */
    static RecordingListener accepting() {
        RecordingListener listener = new RecordingListener();
        listener.onOpen = connection -> {
            if (connection.localState() == EndpointState.UNOPENED) {
                connection.open();
            }
        };
        listener.onSession = session -> {
            if (session.localState() == EndpointState.UNOPENED) {
                session.open();
            }
        };
        listener.onLink = link -> {
            if (link.localState() == EndpointState.UNOPENED) {
                link.source(link.remoteSource()).target(link.remoteTarget());
                link.open();
            }
        };
        return listener;
    }

    /** The noted lines since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    private void note(String event, Object detail) {
        events.add(event + " " + detail);
    }

    @Override
    public void onAuthenticated(Engine engine) {
        note("authenticated", engine.mechanism() + " " + engine.authenticatedUser());
    }

    @Override
    public void onAuthenticationFailed(Engine engine, SaslFailure failure) {
        note("authentication failed", failure.condition().condition());
    }

    @Override
    public void onConnectionRemoteOpen(EngineConnection connection) {
        note("open", connection.remoteOpen().containerId());
        onOpen.accept(connection);
    }

    @Override
    public void onConnectionRemoteClose(EngineConnection connection) {
        note("close", connection.remoteError());
        onEnd.run();
    }

    @Override
    public void onSessionRemoteOpen(EngineSession session) {
        note("begin", session.remoteChannel());
        sessions.add(session);
        onSession.accept(session);
    }

    @Override
    public void onSessionRemoteClose(EngineSession session) {
        note("end", session.remoteError());
        onEnd.run();
    }

    @Override
    public void onSessionFailure(EngineSession session, ErrorCondition error) {
        note("session failed", error.condition());
    }

    @Override
    public void onLinkRemoteOpen(EngineLink link) {
        note("attach", link.name());
        links.add(link);
        onLink.accept(link);
    }

    @Override
    public void onLinkRefused(EngineLink link) {
        note("refused", link.name() + " " + link.remoteError());
    }

    @Override
    public void onLinkRemoteDetach(EngineLink link) {
        note(
                link.remoteState() == EndpointState.CLOSED ? "link closed" : "link detached",
                link.name() + " " + link.remoteError());
        onDetach.accept(link);
    }

    @Override
    public void onLinkFailure(EngineLink link, ErrorCondition error) {
        note("link failed", link.name() + " " + error.condition());
    }

    @Override
    public void onSenderCredit(EngineSender sender) {
        note("credit", sender.credit());
        onCredit.accept(sender);
    }

    @Override
    public void onDrain(EngineSender sender) {
        note("drain answered", sender.name());
        onDrain.accept(sender);
    }

    @Override
    public void onDrained(EngineReceiver receiver) {
        note("drained", receiver.name());
    }

    @Override
    public void onFlow(EngineLink link) {
        note("flow", link.name());
    }

    @Override
    public void onDelivery(IncomingDelivery delivery) {
        note("delivery", new String(delivery.payload(), java.nio.charset.StandardCharsets.ISO_8859_1));
        deliveries.add(delivery);
        onDelivery.accept(delivery);
    }

    @Override
    public void onDeliveryAborted(IncomingDelivery delivery) {
        note("aborted", delivery.id());
    }

    @Override
    public void onDeliveryRemoteUpdate(IncomingDelivery delivery) {
        note("remote update", delivery.id() + " " + delivery.remoteState() + " " + delivery.remotelySettled());
        onRemoteUpdate.accept(delivery);
    }

    @Override
    public void onDeliveryUpdated(OutgoingDelivery delivery) {
        note("updated", delivery.id() + " " + delivery.remoteState() + " " + delivery.remotelySettled());
        updates.add(delivery);
        onUpdate.accept(delivery);
    }

    @Override
    public void onFailure(Engine engine, ErrorCondition error) {
        note("failed", error.condition());
    }
}
