// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.engine.FrameListener.Direction;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.DispositionFields;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.FlowFields;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Performatives;
import io.lepton.amqp.protocol.TransferFields;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes AMQP frames and hands them to whom they concern. Transfer, flow and disposition, of which there may be one a
 * message, are read into the same registers again and again.
 */
final class FrameDispatcher {

    private static final int OPEN = 0x10;
    private static final int FLOW = 0x13;
    private static final int TRANSFER = 0x14;
    private static final int DISPOSITION = 0x15;
    private static final int CLOSE = 0x18;

    private final EngineConnection connection;
    private final DecodeLimits limits;
    private final int channelMax;
    private final @Nullable FrameListener trace;
    private final TransferFields transfer = new TransferFields();
    private final FlowFields flow = new FlowFields();
    private final DispositionFields disposition = new DispositionFields();

    FrameDispatcher(EngineConnection connection, EngineOptions options) {
        this.connection = connection;
        this.limits = options.decodeLimits();
        this.channelMax = options.channelMax();
        this.trace = options.trace();
    }

    /** A frame came. */
    void frame(int channel, Buffer body) {
        if (channel > channelMax) {
            throw ProtocolFault.ofConnection(
                    ConnectionError.FRAMING_ERROR, "channel " + channel + " is above the channel-max of " + channelMax);
        }
        int code = Performatives.peekDescriptor(body);
        if (code == TRANSFER && connection.inUse()) {
            readTransfer(body);
            transfer(channel, body);
        } else if (body.readable() == 0) {
            traced(channel, "empty", 0);
        } else {
            notTransfer(channel, code, body);
        }
    }

    /** Apart from the others, which come once a batch or less, so that the compiler sees what matters in one piece. */
    private void readTransfer(Buffer body) {
        int start = body.readIndex();
        try {
            transfer.read(body, limits);
        } catch (DecodeException e) {
            throw ProtocolFault.ofConnection(e.countedFrom(start).condition());
        }
    }

    /** Another frame came, or a transfer at a time when none is to. */
    private void notTransfer(int channel, int code, Buffer body) {
        if (connection.remoteOpen() == null && code >= OPEN && code <= CLOSE && (code != OPEN || channel != 0)) {
            throw ProtocolFault.ofConnection(AmqpError.ILLEGAL_STATE, "the first frame is not an open on channel 0");
        }
        if (connection.localState() == EndpointState.CLOSED && !mattersAfterClose(code)) {
            return;
        }
        Performative other = read(code, body);
        switch (code) {
            case FLOW -> flow(channel);
            case DISPOSITION -> disposition(channel);
            default -> other(channel, Objects.requireNonNull(other), body.readable());
        }
    }

    /**
     * Reads into the registers or, what has none, into an object. Done apart from everything that may call the application:
     * if that fails to decode a payload, the peer is not to blame here.
     */
    private @Nullable Performative read(int code, Buffer body) {
        int start = body.readIndex();
        try {
            switch (code) {
                case FLOW -> flow.read(body, limits);
                case DISPOSITION -> disposition.read(body, limits);
                default -> {
                    return Performatives.read(body, limits);
                }
            }
            return null;
        } catch (DecodeException e) {
            throw ProtocolFault.ofConnection(e.countedFrom(start).condition());
        }
    }

    /** The input is over for now: holds on to nothing of it. */
    void release() {
        transfer.release();
    }

    /** Frames that still count when this end has closed: limits, outcomes that were under way, the answer. */
    private static boolean mattersAfterClose(int code) {
        return code == OPEN || code == DISPOSITION || code == CLOSE;
    }

    private void transfer(int channel, Buffer body) {
        if (trace != null) {
            traced(channel, transfer.toString(), body.readable());
        }
        EngineSession session = session(channel);
        if (session.localState() == EndpointState.CLOSED) {
            return;
        }
        session.incoming().transfer(transfer, body);
    }

    private void flow(int channel) {
        if (trace != null) {
            traced(channel, flow.toString(), 0);
        }
        EngineSession session = session(channel);
        if (session.localState() != EndpointState.CLOSED) {
            session.received(flow);
        }
    }

    private void disposition(int channel) {
        if (trace != null) {
            traced(channel, disposition.toString(), 0);
        }
        EngineSession session = session(channel);
        if (session.localState() != EndpointState.CLOSED || session.endedInOrder()) {
            session.dispositions().received(disposition);
        }
    }

    private void other(int channel, Performative performative, int payload) {
        if (trace != null) {
            traced(channel, performative.toString(), payload);
        }
        if (performative instanceof Open open) {
            connection.received(open);
        } else if (performative instanceof Begin begin) {
            connection.received(channel, begin);
        } else if (performative instanceof Attach attach) {
            EngineSession session = session(channel);
            if (session.localState() != EndpointState.CLOSED) {
                session.links().received(attach);
            }
        } else if (performative instanceof Detach detach) {
            EngineSession session = session(channel);
            if (session.localState() != EndpointState.CLOSED) {
                session.links().received(detach);
            }
        } else if (performative instanceof End end) {
            session(channel).received(end);
        } else if (performative instanceof Close close) {
            connection.received(close);
        }
    }

    private EngineSession session(int channel) {
        EngineSession session = connection.byRemoteChannel(channel);
        if (session == null) {
            throw ProtocolFault.ofConnection(ConnectionError.FRAMING_ERROR, "channel " + channel + " has no session");
        }
        return session;
    }

    private void traced(int channel, String body, int payload) {
        if (trace != null) {
            trace.onFrame(Direction.IN, channel, body, payload);
        }
    }
}
