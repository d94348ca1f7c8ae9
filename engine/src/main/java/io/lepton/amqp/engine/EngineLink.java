// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.engine.EndpointState.Step;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Terminus;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a link (part 2, 2.6): {@link EngineSender} or {@link EngineReceiver}. An object stands for one attachment;
 * after a detach the link goes on under the same name with a new one. Not thread-safe.
 *
 * <p>The methods are of three kinds. What is announced in the attach is set by {@link #settings()} before {@link #open()}.
 * What the peer said is asked of {@link #remoteAttach()}, {@link #remoteState()} and {@link #remoteError()}. Commands
 * ({@link #open()}, {@link #detach()}, {@link #close()}) act at once on the state here and reach the peer with the next
 * output.
 */
public abstract sealed class EngineLink permits EngineSender, EngineReceiver {

    /** Names can be as long as frames; texts quote this much of them. */
    private static final int SHOWN = 60;

    final EndpointStates states = new EndpointStates();
    final LinkCredit ledger = new LinkCredit();
    final LinkFlowRequest flowRequest = new LinkFlowRequest();

    private final EngineSession session;
    private final String name;
    private final LinkSettings settings = new LinkSettings();
    private @Nullable Attach localAttach;
    private @Nullable Attach remoteAttach;
    private long remoteMaxMessageSize;
    private @Nullable Detach remoteDetach;
    private @Nullable ErrorCondition localError;
    private @Nullable Object context;

    int localHandle = -1;
    int remoteHandle = -1;
    /** The peer's attach came without the terminus that was asked for: it is told when the detach or anything else comes. */
    boolean refusalExpected;
    /** Exists only to say by a re-attach that it is closed (part 2, 2.6.6); the layer above never hears of it. */
    boolean farewell;

    EngineLink(EngineSession session, String name) {
        this.session = session;
        this.name = name;
    }

    /** The session that it is attached to. */
    public EngineSession session() {
        return session;
    }

    /** The link name: unique between the two containers among the links of this direction (part 2, 2.6.1). */
    public String name() {
        return name;
    }

    /** Which end this is. */
    public abstract Role role();

    /** What the attach will say; may be changed until {@link #open()}. */
    public LinkSettings settings() {
        return settings;
    }

    /** Sets the source of this end's attach. */
    public EngineLink source(@Nullable Source source) {
        settings.source(source);
        return this;
    }

    /** Sets the target of this end's attach; a {@link io.lepton.amqp.protocol.Coordinator} for transactions. */
    public EngineLink target(@Nullable Terminus target) {
        settings.target(target);
        return this;
    }

    /** The source as told or to be told by this end. */
    public @Nullable Source source() {
        return settings.source();
    }

    /** The target as told or to be told by this end. */
    public @Nullable Terminus target() {
        return settings.target();
    }

    /** What this end's attach said; null before {@link #open()}. */
    public @Nullable Attach localAttach() {
        return localAttach;
    }

    /** What the peer's attach said; null before it came. */
    public @Nullable Attach remoteAttach() {
        return remoteAttach;
    }

    /** The source as the peer told it; null if it told none or did not attach yet. */
    public @Nullable Source remoteSource() {
        return remoteAttach == null ? null : remoteAttach.source();
    }

    /** The target as the peer told it; null if it told none or did not attach yet. */
    public @Nullable Terminus remoteTarget() {
        return remoteAttach == null ? null : remoteAttach.target();
    }

    /** How the sender settles: what its attach says; this end's wish until the peer's attach came. */
    public SenderSettleMode sndSettleMode() {
        Attach authority = role() == Role.SENDER ? localAttach : remoteAttach;
        return authority == null ? settings.sndSettleMode() : authority.sndSettleMode();
    }

    /** How the receiver settles: what its attach says; this end's wish until the peer's attach came. */
    public ReceiverSettleMode rcvSettleMode() {
        Attach authority = role() == Role.RECEIVER ? localAttach : remoteAttach;
        return authority == null ? settings.rcvSettleMode() : authority.rcvSettleMode();
    }

    /** The largest message in bytes that the peer takes on this link; 0 for any. */
    public long remoteMaxMessageSize() {
        return remoteMaxMessageSize;
    }

    /** How far this end has come. */
    public EndpointState localState() {
        return states.local();
    }

    /** How far the peer has come. */
    public EndpointState remoteState() {
        return states.remote();
    }

    /** Whether both ends are attached. */
    public boolean attached() {
        return states.locallyOpen() && states.remotelyOpen();
    }

    /** Why the peer detached; null if it did not or named no error. */
    public @Nullable ErrorCondition remoteError() {
        return remoteDetach == null ? null : remoteDetach.error();
    }

    /** The error that this end detached with; null if none. */
    public @Nullable ErrorCondition localError() {
        return localError;
    }

    /** Deliveries that may start now: credit that the sender has not used, as far as known here. */
    public abstract long credit();

    /** Deliveries that started and that neither end has settled. */
    public abstract int unsettled();

    /**
     * The deliveries that were not settled, and for a sender also those that were still queued, in order. Complete once the
     * link has ended on both sides, or its session or connection has; empty before.
     */
    public abstract List<? extends EngineDelivery> leftovers();

    /**
     * Attaches: sends the attach, or the answer to the peer's.
     *
     * @throws IllegalStateException if it was opened before, the session is not open, there is no free handle, or a link of
     *     this name and direction is open
     */
    public void open() {
        if (!session.states.locallyOpen()) {
            throw new IllegalStateException(session + " is not open, so " + this + " cannot be");
        }
        session.links().attach(this);
    }

    /** Detaches without closing: the terminus lives on and may be resumed. Nothing happens if this end has ended. */
    public void detach() {
        end(Step.DETACH, null);
    }

    /** Closes the link. Nothing happens if this end has ended. */
    public void close() {
        end(Step.CLOSE, null);
    }

    /**
     * Closes the link because of an error; if it was not opened, this refuses the peer's attach (part 2, 2.6.3). Nothing
     * happens if this end has ended.
     */
    public void close(@Nullable ErrorCondition error) {
        end(Step.CLOSE, error);
    }

    /** Detaches with an error but without closing. Nothing happens if this end has ended. */
    public void detach(@Nullable ErrorCondition error) {
        end(Step.DETACH, error);
    }

    /** Asks the peer for a flow of its own, which {@link EngineListener#onFlow} tells (part 2, 2.7.4 echo). */
    public void requestFlow() {
        flowRequest.echo(true);
        session.flows().add(this);
    }

    /** What the layer above attached. */
    public @Nullable Object context() {
        return context;
    }

    /** Attaches something of the layer above, which the engine hands back and never looks at. */
    public void context(@Nullable Object value) {
        this.context = value;
    }

    @Override
    public String toString() {
        return role().name().toLowerCase(java.util.Locale.ROOT) + " link \"" + Encodable.cut(name, SHOWN) + "\"";
    }

    private void end(Step step, @Nullable ErrorCondition error) {
        if (!states.local().ended()) {
            session.links().detach(this, step, error);
        }
    }

    void locallyAttached(Attach attach) {
        localAttach = attach;
    }

    void locallyDetached(@Nullable ErrorCondition error) {
        localError = error;
    }

    void remotelyAttached(int handle, Attach attach) {
        remoteHandle = handle;
        remoteAttach = attach;
        UnsignedLong limit = attach.maxMessageSize();
        long size = limit == null ? 0 : limit.longValue();
        remoteMaxMessageSize = size < 0 ? Long.MAX_VALUE : size;
        remoteAttach(attach);
    }

    void remotelyDetached(Detach detach) {
        remoteDetach = detach;
    }

    /** The part of the peer's attach that is about this end's role. */
    abstract void remoteAttach(Attach attach);

    /** A flow about this link came. */
    abstract void remoteFlow(io.lepton.amqp.protocol.FlowFields flow);

    /** It is over: keeps what is left for {@link #leftovers()}. */
    abstract void finish();
}
