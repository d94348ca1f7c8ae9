// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of a connection through its phases: protocol header, SASL, once more the header, AMQP. */
final class EngineInput {

    private final Engine engine;
    private final EngineOptions options;
    private final HeaderNegotiation negotiation;
    /** Null without SASL and after it: the layer holds credentials. */
    private @Nullable SaslLayer sasl;

    private @Nullable String user;
    private @Nullable String mechanism;
    private final FrameReader reader = new FrameReader();
    private final FrameDispatcher dispatcher;

    private Phase phase = Phase.NEW;
    private boolean amqpBegun;
    private boolean working;

    EngineInput(
            Engine engine, boolean client, @Nullable SaslClientOptions asClient, @Nullable SaslServerOptions asServer) {
        this.engine = engine;
        this.options = engine.options();
        this.dispatcher = new FrameDispatcher(engine.connection(), options);
        SaslSink sink = new EngineSasl(engine);
        if (client) {
            sasl = asClient == null ? null : SaslLayer.client(asClient, sink);
            negotiation = HeaderNegotiation.client(asClient != null);
        } else {
            sasl = asServer == null ? null : SaslLayer.server(asServer, sink);
            negotiation = HeaderNegotiation.server(asServer != null, asServer == null || !asServer.required());
        }
    }

    Phase phase() {
        return phase;
    }

    /** Whether this end's AMQP header is out, so that frames can follow. */
    boolean amqpBegun() {
        return amqpBegun;
    }

    /** Whether input is being worked on, so that whoever calls is a callback. */
    boolean working() {
        return working;
    }

    @Nullable
    String user() {
        return sasl == null ? user : sasl.user();
    }

    @Nullable
    String mechanism() {
        return sasl == null ? mechanism : sasl.mechanism();
    }

    void start() {
        phase = Phase.HEADER;
        writeHeader();
    }

    void receive(byte[] bytes, int offset, int length) {
        reader.input(bytes, offset, length);
        work();
    }

    /** What to say of a stream that ended in the middle of a header. */
    ErrorCondition cutShort() {
        return negotiation.cutShort();
    }

    /** SASL has succeeded: headers are exchanged once more. */
    void authenticated() {
        user = user();
        mechanism = mechanism();
        sasl = null;
        negotiation.afterSasl();
        phase = Phase.HEADER;
        writeHeader();
    }

    /** A SASL mechanism has answered late: goes on with the input that waited for that. */
    void answered() {
        if (!working) {
            work();
            engine.listener().onOutput(engine);
        }
    }

    /** Frames up to our maximum may come once the peer could have read it in our open; before that, 512 bytes. */
    void updateReadLimit() {
        if (phase == Phase.AMQP) {
            boolean announced = engine.connection().localState() != EndpointState.UNOPENED;
            reader.maxFrameSize(announced ? options.maxFrameSize() : FrameReader.MIN_MAX_FRAME_SIZE);
        }
    }

    /** Whatever still comes is discarded. */
    void end() {
        phase = Phase.ENDED;
        if (sasl != null) {
            sasl.abandon();
        }
    }

    private void work() {
        try {
            working = true;
            process();
        } finally {
            working = false;
            reader.release();
            dispatcher.release();
        }
    }

    private void process() {
        boolean more = true;
        while (more && phase != Phase.ENDED) {
            try {
                more = processPhase();
            } catch (ProtocolFault fault) {
                engine.answer(fault);
            }
        }
        if (phase == Phase.ENDED) {
            reader.discard();
        }
    }

    /** Works on the input as far as the phase goes; false if more input is needed. */
    private boolean processPhase() {
        return switch (phase) {
            case HEADER -> header();
            case SASL -> saslFrames();
            case AMQP -> amqpFrames();
            case NEW, ENDED -> false;
        };
    }

    private boolean header() {
        int used = negotiation.receive(reader.array(), reader.position(), reader.available());
        reader.skip(used);
        HeaderNegotiation.State state = negotiation.state();
        if (state == HeaderNegotiation.State.AWAITING) {
            return false;
        }
        traceHeader(state);
        writeHeader();
        if (state == HeaderNegotiation.State.FAILED) {
            ErrorCondition reason = negotiation.failure();
            engine.fail(reason == null ? negotiation.cutShort() : reason);
        } else if (state == HeaderNegotiation.State.SASL && sasl != null) {
            phase = Phase.SASL;
            reader.maxFrameSize(sasl.maxFrameSize());
            sasl.start();
        } else {
            phase = Phase.AMQP;
            updateReadLimit();
        }
        return true;
    }

    private boolean saslFrames() {
        while (phase == Phase.SASL && sasl != null) {
            if (sasl.thinking()) {
                if (reader.available() > options.maxFrameSize()) {
                    throw ProtocolFault.ofConnection(
                            ConnectionError.FRAMING_ERROR, "the peer goes on although it is not its turn in SASL");
                }
                return false;
            }
            if (!reader.next()) {
                return false;
            }
            requireType(FrameReader.SASL);
            EngineSasl.trace(options.trace(), reader.body());
            sasl.receive(reader.body());
        }
        return true;
    }

    private boolean amqpFrames() {
        while (phase == Phase.AMQP && reader.next()) {
            requireType(FrameReader.AMQP);
            dispatcher.frame(reader.channel(), reader.body());
        }
        return phase == Phase.ENDED;
    }

    private void requireType(int type) {
        if (reader.type() != type) {
            throw ProtocolFault.ofConnection(
                    ConnectionError.FRAMING_ERROR,
                    "a frame of type " + reader.type() + " came instead of type " + type);
        }
    }

    private void writeHeader() {
        long header = negotiation.takeOutgoing();
        if (header == HeaderNegotiation.NOTHING) {
            return;
        }
        engine.writer().writeHeader(header);
        if (header == ProtocolHeader.AMQP && negotiation.state() != HeaderNegotiation.State.FAILED) {
            amqpBegun = true;
            engine.writer().amqpBegins();
            engine.amqpOpened();
        }
    }

    private void traceHeader(HeaderNegotiation.State state) {
        FrameListener trace = options.trace();
        if (trace != null && state != HeaderNegotiation.State.FAILED) {
            long header = state == HeaderNegotiation.State.SASL ? ProtocolHeader.SASL : ProtocolHeader.AMQP;
            trace.onHeader(FrameListener.Direction.IN, ProtocolHeader.describe(header, ProtocolHeader.SIZE));
        }
    }
}
