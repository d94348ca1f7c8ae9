// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.engine.EndpointState.Step;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection (part 2, 2.4): what the peers tell each other about themselves, and their sessions. Not thread-safe. */
public final class EngineConnection {

    final EndpointStates states = new EndpointStates();

    private final Engine engine;
    private final SlotTable<EngineSession> byLocalChannel = new SlotTable<>();
    private final SlotTable<EngineSession> byRemoteChannel = new SlotTable<>();
    private final LinkNames linkNames = new LinkNames();
    /**
     * Where the peer wrote last. To find that here, and the link in the same way, spares a tenth of what a small message takes in
     * the engines.
     */
    private @Nullable EngineSession recent;

    private @Nullable Open localOpen;
    private @Nullable Open remoteOpen;
    private @Nullable ErrorCondition localError;
    private @Nullable ErrorCondition remoteError;
    private @Nullable Object context;

    EngineConnection(Engine engine) {
        this.engine = engine;
    }

    /** The engine that it is in. */
    public Engine engine() {
        return engine;
    }

    /** How far this end has come. */
    public EndpointState localState() {
        return states.local();
    }

    /** How far the peer has come. */
    public EndpointState remoteState() {
        return states.remote();
    }

    /** What this end's open said; null before {@link #open()}. */
    public @Nullable Open localOpen() {
        return localOpen;
    }

    /** What the peer's open said; null before it came. */
    public @Nullable Open remoteOpen() {
        return remoteOpen;
    }

    /** Why the peer closed the connection; null if it did not or named no error. */
    public @Nullable ErrorCondition remoteError() {
        return remoteError;
    }

    /** The error that this end closed the connection with; null if none. */
    public @Nullable ErrorCondition localError() {
        return localError;
    }

    /**
     * Opens the connection with what {@link EngineOptions} say.
     *
     * @throws IllegalStateException if it was opened before
     */
    public void open() {
        EngineOptions options = engine.options();
        open(Open.builder(options.containerId()).hostname(options.hostname()).build());
    }

    /**
     * Opens the connection. The limits (max-frame-size, channel-max, idle-time-out) are those of {@link EngineOptions},
     * whatever the value says; everything else goes out as it is.
     *
     * @throws IllegalStateException if it was opened before
     */
    public void open(Open value) {
        EngineOptions options = engine.options();
        long idle = engine.timers().announced();
        Open open = value.toBuilder()
                .maxFrameSize(options.maxFrameSize())
                .channelMax(options.channelMax())
                .idleTimeOut(idle == 0 ? null : Long.valueOf(idle))
                .build();
        if (states.local() != EndpointState.UNOPENED) {
            throw new IllegalStateException(this + " was opened before");
        }
        engine.writer().write(0, open);
        states.local(Step.OPEN, this);
        localOpen = open;
        engine.locallyOpened();
    }

    /** Closes the connection and all within. Nothing happens if this end has closed. */
    public void close() {
        close(null);
    }

    /** Closes the connection because of an error, or without one if that is null. Nothing happens if this end has closed. */
    public void close(@Nullable ErrorCondition error) {
        if (states.local().ended()) {
            return;
        }
        if (states.local() == EndpointState.UNOPENED && engine.amqpBegun()) {
            // the first frame has to be an open, even if all there is to say is close
            open();
        }
        if (states.locallyOpen()) {
            Close close = new Close(Encodable.fit(error, engine.writer().maxFrameSize()));
            sessions().forEach(EngineSession::closeLocally);
            engine.writer().write(0, close);
        }
        localError = error;
        states.local(Step.CLOSE, this);
        engine.locallyClosed();
    }

    /** A new session, to be set up and opened. */
    public EngineSession session() {
        return new EngineSession(this);
    }

    /** The sessions that one side at least has begun and that have not ended on both. */
    public List<EngineSession> sessions() {
        List<EngineSession> sessions = new ArrayList<>();
        for (int channel = 0; channel < byLocalChannel.bound(); channel++) {
            EngineSession session = byLocalChannel.get(channel);
            if (session != null) {
                sessions.add(session);
            }
        }
        for (int channel = 0; channel < byRemoteChannel.bound(); channel++) {
            EngineSession session = byRemoteChannel.get(channel);
            if (session != null && session.localChannel() < 0) {
                sessions.add(session);
            }
        }
        return sessions;
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
        return remoteOpen == null ? "connection" : "connection to container \"" + remoteOpen.containerId() + "\"";
    }

    LinkNames linkNames() {
        return linkNames;
    }

    /** The session on a channel of the peer's, or null. */
    @Nullable
    EngineSession byRemoteChannel(int channel) {
        EngineSession last = recent;
        if (last != null && last.remoteChannel() == channel) {
            return last;
        }
        EngineSession found = byRemoteChannel.get(channel);
        recent = found;
        return found;
    }

    /** Whether the peer has opened and this end has not closed: anything but opening may come. */
    boolean inUse() {
        return remoteOpen != null && states.local() != EndpointState.CLOSED;
    }

    int freeChannel() {
        int channel = byLocalChannel.free();
        int max = remoteOpen == null ? engine.options().channelMax() : remoteOpen.channelMax();
        if (channel > max) {
            throw new IllegalStateException(
                    "no channel is free: the peer allows " + (max + 1) + " sessions a connection");
        }
        if (channel > 0) {
            engine.writer().holdForPeer();
        }
        return channel;
    }

    void opened(EngineSession session) {
        byLocalChannel.put(session.localChannel(), session);
    }

    void ended(EngineSession session) {
        byLocalChannel.remove(session.localChannel());
        byRemoteChannel.remove(session.remoteChannel());
        recent = null;
    }

    void received(Open open) {
        if (!states.remote(Step.OPEN)) {
            throw ProtocolFault.ofConnection(AmqpError.ILLEGAL_STATE, "a second open came");
        }
        remoteOpen = open;
        engine.remotelyOpened(open);
        if (!states.local().ended()) {
            engine.listener().onConnectionRemoteOpen(this);
        }
    }

    void received(int channel, Begin begin) {
        if (byRemoteChannel.get(channel) != null) {
            throw ProtocolFault.ofConnection(
                    AmqpError.ILLEGAL_STATE, "a begin came on channel " + channel + ", which is in use");
        }
        EngineSession session;
        if (begin.remoteChannel() == null) {
            session = session();
        } else {
            session = byLocalChannel.get(begin.remoteChannel());
            if (session == null || session.remoteState() != EndpointState.UNOPENED) {
                throw ProtocolFault.ofConnection(
                        AmqpError.ILLEGAL_STATE,
                        "a begin answers channel " + begin.remoteChannel() + ", on which there is none to answer");
            }
        }
        byRemoteChannel.put(channel, session);
        session.received(channel, begin);
    }

    void received(Close close) {
        states.remote(Step.CLOSE);
        remoteError = close.error();
        if (states.local().ended()) {
            // before it is told: who hears of the end looks at what is left of the links
            engine.bothClosed();
        }
        engine.listener().onConnectionRemoteClose(this);
        close();
    }

    /** Writes what has gathered in the sessions. */
    void flush() {
        for (int channel = 0; channel < byLocalChannel.bound(); channel++) {
            EngineSession session = byLocalChannel.get(channel);
            if (session != null) {
                session.flush();
            }
        }
    }

    /** Lets go of what was kept for more of the traffic that there was. */
    void release() {
        for (int channel = 0; channel < byLocalChannel.bound(); channel++) {
            EngineSession session = byLocalChannel.get(channel);
            if (session != null) {
                session.outgoing().unsettled().release();
            }
        }
    }

    /** Whether a session has more to send as soon as the output is taken away. */
    boolean blockedByOutput() {
        for (int channel = 0; channel < byLocalChannel.bound(); channel++) {
            EngineSession session = byLocalChannel.get(channel);
            if (session != null && session.outgoing().blockedByOutput()) {
                return true;
            }
        }
        return false;
    }

    /** Nothing more will be sent or received: ends what is open. */
    void abandon() {
        states.abandon();
        finish();
    }

    private void finish() {
        for (EngineSession session : sessions()) {
            session.abandon();
        }
        linkNames.clear();
    }
}
