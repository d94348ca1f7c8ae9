// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.protocol.FlowFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The flows that a session owes (part 2, 2.7.4): at most one waits for each link and one for the session, however often it
 * is asked for, so that no peer can make this end write more than it reads.
 */
final class SessionFlows {

    private final EngineSession session;
    private final List<EngineLink> links = new ArrayList<>();
    private final FlowFields fields = new FlowFields();
    private boolean sessionDue;

    SessionFlows(EngineSession session) {
        this.session = session;
    }

    /** A flow about the link is due. */
    void add(EngineLink link) {
        if (link.flowRequest.due()) {
            links.add(link);
        }
    }

    /** A flow about the session is due; one about any link will do. */
    void addSession() {
        sessionDue = true;
    }

    /** Writes what is due. */
    void flush() {
        for (int i = 0; i < links.size(); i++) {
            EngineLink link = links.get(i);
            if (link.states.locallyOpen() && !link.states.remote().ended()) {
                fillSession();
                fillLink(link);
                write();
            }
            link.flowRequest.done();
        }
        links.clear();
        if (sessionDue) {
            fillSession();
            write();
        }
    }

    void drop() {
        links.forEach(link -> link.flowRequest.done());
        links.clear();
        sessionDue = false;
    }

    private void fillSession() {
        SessionWindow window = session.window();
        window.replenish(session.incoming().heldFrames());
        fields.clear();
        fields.hasNextIncomingId = window.begun();
        fields.nextIncomingId = window.nextIncomingId();
        fields.incomingWindow = window.incomingWindow();
        fields.nextOutgoingId = window.nextOutgoingId();
        fields.outgoingWindow = SessionWindow.OUTGOING_WINDOW;
        sessionDue = false;
    }

    private void fillLink(EngineLink link) {
        LinkCredit ledger = link.ledger;
        fields.hasHandle = true;
        fields.handle = link.localHandle;
        fields.hasLinkCredit = true;
        fields.linkCredit = (int) ledger.credit();
        fields.drain = ledger.drain();
        fields.echo = link.flowRequest.echo();
        fields.properties = link.flowRequest.properties();
        fields.deliveryCount = ledger.deliveryCount();
        if (link instanceof EngineSender sender) {
            fields.hasDeliveryCount = true;
            fields.hasAvailable = true;
            fields.available = (int) Math.min(LinkCredit.MAX, sender.available());
        } else {
            // a receiver does not know the sender's count before the sender's attach
            fields.hasDeliveryCount = link.remoteAttach() != null;
        }
    }

    private void write() {
        FrameWriter writer = session.writer();
        int frame = writer.begin(session.localChannel());
        fields.write(writer.target());
        writer.endFlow(frame, fields);
    }
}
