// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.engine.EndpointState.Step;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One end of a session (part 2, 2.5): a pair of channels with windows for transfers, which links attach to. Not thread-safe. */
public final class EngineSession {

    final EndpointStates states = new EndpointStates();

    private final EngineConnection connection;
    // of the engine, held here because every message needs them
    private final EngineOptions limits;
    private final EngineListener listener;
    private final FrameWriter writer;
    private final LinkTable links = new LinkTable(this);
    private final OutgoingTransfers outgoing = new OutgoingTransfers(this);
    private final IncomingTransfers incoming = new IncomingTransfers(this);
    private final Dispositions dispositions = new Dispositions(this);
    private final SessionFlows flows = new SessionFlows(this);
    private final SessionDrains drains = new SessionDrains();
    private SessionWindow window;

    private boolean finished;
    private int localChannel = -1;
    private int remoteChannel = -1;
    private List<Symbol> offeredCapabilities = List.of();
    private List<Symbol> desiredCapabilities = List.of();
    private Map<Symbol, @Nullable Object> properties = Map.of();
    private @Nullable Begin remoteBegin;
    private @Nullable ErrorCondition localError;
    private @Nullable ErrorCondition remoteError;
    private @Nullable Object context;

    EngineSession(EngineConnection connection) {
        this.connection = connection;
        this.limits = connection.engine().options();
        this.listener = connection.engine().listener();
        this.writer = connection.engine().writer();
        this.window = new SessionWindow(0, limits.sessionWindow());
    }

    /** The connection that it belongs to. */
    public EngineConnection connection() {
        return connection;
    }

    /** How far this end has come. */
    public EndpointState localState() {
        return states.local();
    }

    /** How far the peer has come. */
    public EndpointState remoteState() {
        return states.remote();
    }

    /** The channel that this end writes on; -1 before {@link #open()}. */
    public int localChannel() {
        return localChannel;
    }

    /** The channel that the peer writes on; -1 before its begin came. */
    public int remoteChannel() {
        return remoteChannel;
    }

    /** What the peer's begin said; null before it came. */
    public @Nullable Begin remoteBegin() {
        return remoteBegin;
    }

    /** Why the peer ended the session; null if it did not or named no error. */
    public @Nullable ErrorCondition remoteError() {
        return remoteError;
    }

    /** The error that this end ended the session with; null if none. */
    public @Nullable ErrorCondition localError() {
        return localError;
    }

    /** Transfer frames that the peer takes now. */
    public long remoteWindow() {
        return window.sendable();
    }

    /**
     * Sets how many transfer frames the peer may have under way to this session; default that of {@link EngineOptions}.
     *
     * @throws IllegalArgumentException if there is none
     * @throws IllegalStateException if it was opened before
     */
    public EngineSession incomingWindow(int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException(
                    "without a window for at least one frame nothing can come in: " + frames);
        }
        requireUnopened();
        window = window.withCapacity(frames);
        return this;
    }

    /** Sets the extensions that this end supports; to be told by its begin. */
    public EngineSession offeredCapabilities(List<Symbol> capabilities) {
        offeredCapabilities = List.copyOf(capabilities);
        return this;
    }

    /** Sets the extensions that this end would use; to be told by its begin. */
    public EngineSession desiredCapabilities(List<Symbol> capabilities) {
        desiredCapabilities = List.copyOf(capabilities);
        return this;
    }

    /** Sets further properties of the session; to be told by its begin. */
    public EngineSession properties(Map<Symbol, @Nullable Object> map) {
        properties = map;
        return this;
    }

    /**
     * Starts the transfer ids and delivery ids of this end elsewhere than at 0; both are serial numbers.
     *
     * @throws IllegalStateException if it was opened before
     */
    public EngineSession firstIds(int transferId, int deliveryId) {
        requireUnopened();
        window = window.withFirstId(transferId);
        outgoing.firstDeliveryId(deliveryId);
        return this;
    }

    /**
     * Begins the session, or answers the peer's begin.
     *
     * @throws IllegalStateException if it was opened before, the connection is not open, or no channel is free
     */
    public void open() {
        requireUnopened();
        if (!connection.states.locallyOpen()) {
            throw new IllegalStateException(connection + " is not open, so no session can be");
        }
        int channel = connection.freeChannel();
        window.replenish(0);
        Begin begin = Begin.builder(
                        Integer.toUnsignedLong(window.nextOutgoingId()),
                        window.incomingWindow(),
                        SessionWindow.OUTGOING_WINDOW)
                .remoteChannel(states.remotelyOpen() ? Integer.valueOf(remoteChannel) : null)
                .handleMax(limits().handleMax())
                .offeredCapabilities(offeredCapabilities)
                .desiredCapabilities(desiredCapabilities)
                .properties(properties)
                .build();
        writer().write(channel, begin);
        states.local(Step.OPEN, this);
        localChannel = channel;
        connection.opened(this);
    }

    /** Ends the session and with it all its links. Nothing happens if this end has ended. */
    public void close() {
        close(null);
    }

    /** Ends the session because of an error, or without one if that is null. Nothing happens if this end has ended. */
    public void close(@Nullable ErrorCondition error) {
        if (states.local().ended()) {
            return;
        }
        if (states.local() == EndpointState.UNOPENED
                && states.remote() != EndpointState.UNOPENED
                && connection.states.locallyOpen()) {
            open();
        }
        boolean wasOpen = states.locallyOpen();
        if (wasOpen) {
            dispositions.flush();
            writer().write(localChannel, new End(Encodable.fit(error, writer().maxFrameSize())));
        }
        localError = error;
        states.local(Step.CLOSE, this);
        links.closeLocally();
        if (states.ended() || !wasOpen) {
            finish();
        }
    }

    /** A new sending link end, to be set up and opened; its name has to be free among the senders of this connection. */
    public EngineSender sender(String name) {
        return new EngineSender(this, name);
    }

    /** A new receiving link end, to be set up and opened; its name has to be free among the receivers of this connection. */
    public EngineReceiver receiver(String name) {
        return new EngineReceiver(this, name);
    }

    /** The links that one side at least has attached and that have not ended on both. */
    public List<EngineLink> attachedLinks() {
        return links.all();
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
        return "session on channel " + localChannel + "/" + remoteChannel;
    }

    EngineLink createLink(String name, Role role) {
        return role == Role.SENDER ? sender(name) : receiver(name);
    }

    EngineOptions limits() {
        return limits;
    }

    EngineListener listener() {
        return listener;
    }

    FrameWriter writer() {
        return writer;
    }

    SessionWindow window() {
        return window;
    }

    LinkTable links() {
        return links;
    }

    OutgoingTransfers outgoing() {
        return outgoing;
    }

    IncomingTransfers incoming() {
        return incoming;
    }

    Dispositions dispositions() {
        return dispositions;
    }

    SessionFlows flows() {
        return flows;
    }

    SessionDrains drains() {
        return drains;
    }

    /** The highest handle that the peer takes. */
    long remoteHandleMax() {
        return remoteBegin == null ? limits().handleMax() : remoteBegin.handleMax();
    }

    void received(int channel, Begin begin) {
        states.remote(Step.OPEN);
        remoteChannel = channel;
        remoteBegin = begin;
        window.remoteBegin((int) begin.nextOutgoingId(), begin.incomingWindow());
        if (!states.local().ended()) {
            listener().onSessionRemoteOpen(this);
        }
    }

    void received(FlowFields flow) {
        window.remoteFlow(flow.hasNextIncomingId, flow.nextIncomingId, Integer.toUnsignedLong(flow.incomingWindow));
        if (flow.hasHandle) {
            links.received(flow);
        } else if (flow.echo) {
            flows.addSession();
        }
        if (states.locallyOpen()) {
            outgoing.pump();
        }
    }

    void received(End end) {
        states.remote(Step.CLOSE);
        remoteError = end.error();
        if (states.local().ended()) {
            finish();
        }
        listener().onSessionRemoteClose(this);
        close();
    }

    /** The peer broke the rules of this session. */
    void fail(ErrorCondition error) {
        if (!states.local().ended()) {
            close(error);
            listener().onSessionFailure(this, error);
        }
    }

    /** Writes what has gathered. */
    void flush() {
        if (!states.locallyOpen()) {
            return;
        }
        dispositions.flush();
        outgoing.pump();
        drains.flush(this);
        flows.flush();
    }

    /** The connection is about to close: writes the dispositions that have gathered; nothing more will be written. */
    void closeLocally() {
        if (states.locallyOpen()) {
            dispositions.flush();
        }
        if (!states.local().ended()) {
            states.local(Step.CLOSE, this);
            links.closeLocally();
        }
    }

    /** Whether this end has ended the session without an error, so that outcomes that were under way are still of use. */
    boolean endedInOrder() {
        return localError == null && connection.localError() == null;
    }

    /** The connection is gone. */
    void abandon() {
        states.abandon();
        finish();
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        links.abandon();
        dispositions.drop();
        flows.drop();
        connection.ended(this);
    }

    private void requireUnopened() {
        if (states.local() != EndpointState.UNOPENED) {
            throw new IllegalStateException(this + " was opened before");
        }
    }
}
