// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.engine.EndpointState.Step;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.LinkError;
import io.lepton.amqp.types.SessionError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The links of a session: their handles in both directions, how they attach and how they part (part 2, 2.6). */
final class LinkTable {

    private final EngineSession session;
    private final SlotTable<EngineLink> byLocalHandle = new SlotTable<>();
    private final SlotTable<EngineLink> byRemoteHandle = new SlotTable<>();
    /** The one that the peer meant last: most often the one that it means next. */
    private @Nullable EngineLink recent;
    /** Attached by us, not yet by the peer, in the order in which the answers have to come. */
    private final ArrayDeque<EngineLink> unanswered = new ArrayDeque<>(0);
    /** Handles of the peer's whose link this end has detached with an error. */
    private final BitSet errant = new BitSet(0);

    LinkTable(EngineSession session) {
        this.session = session;
    }

    /** All links that have not ended on both sides. */
    List<EngineLink> all() {
        Set<EngineLink> links = new LinkedHashSet<>();
        for (int handle = 0; handle < byLocalHandle.bound(); handle++) {
            addIfThere(links, byLocalHandle.get(handle));
        }
        for (int handle = 0; handle < byRemoteHandle.bound(); handle++) {
            addIfThere(links, byRemoteHandle.get(handle));
        }
        return new ArrayList<>(links);
    }

    private static void addIfThere(Set<EngineLink> links, @Nullable EngineLink link) {
        if (link != null) {
            links.add(link);
        }
    }

    /** This end attaches. */
    void attach(EngineLink link) {
        EngineLink holder = names().get(link.name(), link.role());
        if (holder != null && holder != link) {
            throw new IllegalStateException("there is an open " + holder + " already");
        }
        if (link.localState() != EndpointState.UNOPENED) {
            throw new IllegalStateException(link + " was opened before");
        }
        int handle = byLocalHandle.free();
        if (handle > session.remoteHandleMax()) {
            throw new IllegalStateException("no handle is free for " + link + ": the peer allows "
                    + (session.remoteHandleMax() + 1) + " links a session");
        }
        Attach attach = Attaches.fit(Attaches.of(link, handle), session.writer().maxFrameSize());
        session.writer().write(session.localChannel(), attach);
        opened(link, handle, attach);
        if (link instanceof EngineReceiver receiver) {
            receiver.announce();
        }
    }

    private void opened(EngineLink link, int handle, Attach attach) {
        link.states.local(Step.OPEN, link);
        link.localHandle = handle;
        link.locallyAttached(attach);
        byLocalHandle.put(handle, link);
        if (link.remoteState() == EndpointState.UNOPENED) {
            names().put(link);
            unanswered.add(link);
        }
    }

    /** This end detaches or closes. */
    void detach(EngineLink link, Step step, @Nullable ErrorCondition error) {
        if (link.localState() == EndpointState.UNOPENED) {
            if (link.remoteState() == EndpointState.UNOPENED || !session.states.locallyOpen()) {
                link.states.local(Step.CLOSE, link);
                link.finish();
                return;
            }
            int handle = byLocalHandle.free();
            Attach attach = Attaches.refusal(link, handle);
            session.writer().write(session.localChannel(), attach);
            opened(link, handle, attach);
        }
        ErrorCondition told = Encodable.fit(error, session.writer().maxFrameSize());
        if (session.states.locallyOpen()) {
            session.dispositions().flush();
            session.writer().write(session.localChannel(), new Detach(link.localHandle, step == Step.CLOSE, told));
        }
        link.states.local(step, link);
        link.locallyDetached(error);
        names().release(link);
        if (link.remoteState().ended()) {
            ended(link);
        }
    }

    /** The peer attaches. */
    void received(Attach attach) {
        if (attach.handle() > session.limits().handleMax()) {
            throw ProtocolFault.ofConnection(
                    ConnectionError.FRAMING_ERROR,
                    "handle " + attach.handle() + " is above the handle-max of "
                            + session.limits().handleMax());
        }
        int handle = (int) attach.handle();
        if (byRemoteHandle.get(handle) != null) {
            throw ProtocolFault.of(
                    session,
                    SessionError.HANDLE_IN_USE,
                    "handle " + handle + " is in use by " + byRemoteHandle.get(handle));
        }
        if (attach.role() == Role.SENDER && attach.initialDeliveryCount() == null) {
            throw ProtocolFault.of(
                    session, AmqpError.INVALID_FIELD, "the attach of a sender lacks its initial-delivery-count");
        }
        if (!Attaches.answerFits(attach, session.writer().maxFrameSize())) {
            throw ProtocolFault.of(
                    session,
                    AmqpError.FRAME_SIZE_TOO_SMALL,
                    "the name of a link is too long for an answer in frames of "
                            + session.writer().maxFrameSize());
        }
        Role role = attach.role().opposite();
        EngineLink link = takeUnanswered(attach.name(), role);
        if (link == null) {
            EngineLink holder = names().get(attach.name(), role);
            if (holder != null) {
                steal(holder);
            }
            link = session.createLink(attach.name(), role);
            names().put(link);
        }
        link.states.remote(Step.OPEN);
        link.remotelyAttached(handle, attach);
        byRemoteHandle.put(handle, link);
        errant.clear(handle);
        if (link.farewell || link.localState().ended()) {
            return;
        }
        link.refusalExpected = link.states.locallyOpen() && Attaches.lacksTerminus(link);
        if (!link.refusalExpected) {
            session.listener().onLinkRemoteOpen(link);
        }
    }

    /** The peer detaches. */
    void received(Detach detach) {
        EngineLink link = attachedByPeer((int) detach.handle());
        link.states.remote(detach.closed() ? Step.CLOSE : Step.DETACH);
        link.remotelyDetached(detach);
        boolean crossed = link.localState() == EndpointState.DETACHED && detach.closed();
        if (link.localState().ended()) {
            ended(link);
        }
        if (link.farewell) {
            return;
        }
        if (link.refusalExpected && link.states.locallyOpen()) {
            session.listener().onLinkRefused(link);
        } else {
            session.listener().onLinkRemoteDetach(link);
        }
        if (!link.localState().ended()) {
            detach(link, detach.closed() ? Step.CLOSE : Step.DETACH, null);
        } else if (crossed && session.states.locallyOpen()) {
            sayFarewell(link);
        }
    }

    /** A flow about a link came. */
    void received(FlowFields flow) {
        EngineLink link = attachedByPeer(flow.handle);
        if (!link.states.locallyOpen()) {
            return;
        }
        answered(link);
        link.remoteFlow(flow);
        if (flow.echo) {
            session.flows().add(link);
        }
        if (link.states.locallyOpen()) {
            session.listener().onFlow(link);
        }
    }

    /**
     * The link that the peer means by a handle, which is the 32 bits of a uint.
     *
     * @throws ProtocolFault if there is none
     */
    EngineLink attachedByPeer(int handle) {
        EngineLink last = recent;
        if (last != null && last.remoteHandle == handle) {
            return last;
        }
        EngineLink link = byRemoteHandle.get(handle);
        if (link == null) {
            throw notAttached(handle);
        }
        recent = link;
        return link;
    }

    private ProtocolFault notAttached(int handle) {
        boolean wasErrant = handle >= 0 && errant.get(handle);
        return ProtocolFault.of(
                session,
                wasErrant ? SessionError.ERRANT_LINK : SessionError.UNATTACHED_HANDLE,
                "handle " + Integer.toUnsignedString(handle)
                        + (wasErrant ? " is of a link that was detached with an error" : " is not attached"));
    }

    /** Something else than a detach came for the link: if it seemed to be refused, it is not. */
    void answered(EngineLink link) {
        if (link.refusalExpected) {
            link.refusalExpected = false;
            session.listener().onLinkRemoteOpen(link);
        }
    }

    /** The peer broke the rules of a link. */
    void fail(EngineLink link, ErrorCondition error) {
        if (!link.localState().ended()) {
            detach(link, Step.CLOSE, error);
            session.listener().onLinkFailure(link, error);
        }
    }

    /** This end has ended the session, and all links with it. */
    void closeLocally() {
        for (EngineLink link : all()) {
            if (!link.localState().ended()) {
                link.states.local(Step.CLOSE, link);
            }
            names().release(link);
        }
    }

    /** The session is gone, and all links with it. */
    void abandon() {
        for (EngineLink link : all()) {
            link.states.abandon();
            names().release(link);
            link.finish();
        }
        byLocalHandle.clear();
        byRemoteHandle.clear();
        recent = null;
        unanswered.clear();
    }

    private @Nullable EngineLink takeUnanswered(String name, Role role) {
        for (EngineLink link : unanswered) {
            if (link.role() == role && link.name().equals(name)) {
                unanswered.remove(link);
                return link;
            }
        }
        return null;
    }

    /** The peer attaches a link that is attached: the new one takes its place (part 2, 2.6.1). */
    private static void steal(EngineLink holder) {
        holder.session()
                .links()
                .fail(
                        holder,
                        ErrorCondition.of(LinkError.STOLEN, "the link was attached elsewhere under the same name"));
    }

    /** Both sides have ended: the handles are free again. */
    private void ended(EngineLink link) {
        byRemoteHandle.remove(link.remoteHandle);
        recent = null;
        byLocalHandle.remove(link.localHandle);
        if (link.localError() != null) {
            errant.set(link.remoteHandle);
        }
        names().release(link);
        link.finish();
    }

    /** The peer closed while this end only detached: it is told by a re-attach that the link is closed (part 2, 2.6.6). */
    private void sayFarewell(EngineLink ended) {
        EngineLink link = session.createLink(ended.name(), ended.role());
        link.farewell = true;
        link.settings().copy(ended.settings());
        if (names().get(link.name(), link.role()) == null && byLocalHandle.free() <= session.remoteHandleMax()) {
            attach(link);
            detach(link, Step.CLOSE, null);
        }
    }

    private LinkNames names() {
        return session.connection().linkNames();
    }
}
