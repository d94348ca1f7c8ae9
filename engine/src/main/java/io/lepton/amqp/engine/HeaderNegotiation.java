// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ConnectionError;
import io.lepton.amqp.types.ErrorCondition;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with the peer on the first eight bytes of a layer (part 2, 2.2): once at the start, and once more after SASL
 * (part 5, 5.3.2).
 *
 * <p>The owner writes {@link #takeOutgoing()} whenever it is not {@link #NOTHING} (also after a failure: a server tells
 * what it could have taken), and closes after that when the state is {@link State#FAILED}.
 */
final class HeaderNegotiation {

    /** Where the negotiation stands. */
    enum State {
        /** The peer's header is not complete yet. */
        AWAITING,
        /** SASL frames come next. */
        SASL,
        /** AMQP frames come next. */
        AMQP,
        /** No agreement; see {@link #failure()}. */
        FAILED
    }

    /** No header waits to be written; no valid header has these bits. */
    static final long NOTHING = 0;

    private final boolean client;
    private boolean takesSasl;
    private boolean takesBare;
    private long outgoing;
    private long incoming;
    private int count;
    private State state = State.AWAITING;
    private @Nullable ErrorCondition failure;

    private HeaderNegotiation(boolean client, boolean takesSasl, boolean takesBare) {
        this.client = client;
        this.takesSasl = takesSasl;
        this.takesBare = takesBare;
        this.outgoing = client ? preferred() : NOTHING;
    }

    /** The end that connected: asks for SASL or for bare AMQP and takes nothing else. */
    static HeaderNegotiation client(boolean sasl) {
        return new HeaderNegotiation(true, sasl, !sasl);
    }

    /**
     * The end that was connected to.
     *
     * @param takesSasl whether clients may authenticate
     * @param takesBare whether clients may leave that out
     */
    static HeaderNegotiation server(boolean takesSasl, boolean takesBare) {
        if (!takesSasl && !takesBare) {
            throw new IllegalArgumentException("a server takes SASL, bare AMQP or both, not neither");
        }
        return new HeaderNegotiation(false, takesSasl, takesBare);
    }

    State state() {
        return state;
    }

    /** Why there is no agreement, in words for people at this end; null unless {@link State#FAILED}. */
    @Nullable
    ErrorCondition failure() {
        return failure;
    }

    /** The header to write now, once; {@link #NOTHING} if none. */
    long takeOutgoing() {
        long header = outgoing;
        outgoing = NOTHING;
        return header;
    }

    /** SASL has succeeded: from here on bare AMQP is all that either end may ask for. */
    void afterSasl() {
        if (state != State.SASL) {
            throw new IllegalStateException("no SASL layer was agreed on: the negotiation is at " + state);
        }
        takesSasl = false;
        takesBare = true;
        incoming = 0;
        count = 0;
        state = State.AWAITING;
        outgoing = client ? ProtocolHeader.AMQP : NOTHING;
    }

    /**
     * Takes what the peer sent, which may be a single byte.
     *
     * @return how many bytes belong to the header; the rest is the next layer's
     */
    int receive(byte[] bytes, int offset, int length) {
        int used = 0;
        while (state == State.AWAITING && used < length) {
            add(bytes[offset + used++]);
            if (!ProtocolHeader.possible(incoming, count)) {
                // No need to wait for eight bytes of something else; the rest of this read only helps to name it.
                while (count < ProtocolHeader.SIZE && used < length) {
                    add(bytes[offset + used++]);
                }
                refuse();
            } else if (count == ProtocolHeader.SIZE) {
                decide();
            }
        }
        return used;
    }

    /** What to report when the peer's stream ended before the header was complete. */
    ErrorCondition cutShort() {
        String got = count == 0
                ? "sending a protocol header"
                : "its protocol header was complete (" + count + " of 8 bytes)";
        return ErrorCondition.of(ConnectionError.FRAMING_ERROR, "the " + peer() + " closed the stream before " + got);
    }

    private void add(byte octet) {
        incoming = incoming << 8 | (octet & 0xff);
        count++;
    }

    private void decide() {
        if (incoming == ProtocolHeader.SASL && takesSasl) {
            agree(State.SASL);
        } else if (incoming == ProtocolHeader.AMQP && takesBare) {
            agree(State.AMQP);
        } else {
            refuse();
        }
    }

    private void agree(State next) {
        state = next;
        outgoing = client ? NOTHING : incoming;
    }

    private void refuse() {
        state = State.FAILED;
        failure = client ? unacceptableAnswer() : unacceptableRequest();
        if (!client) {
            outgoing = ProtocolHeader.asksForSasl(incoming) && count == ProtocolHeader.SIZE && takesSasl
                    ? ProtocolHeader.SASL
                    : alternative();
        }
    }

    private long alternative() {
        return takesBare ? ProtocolHeader.AMQP : ProtocolHeader.SASL;
    }

    private long preferred() {
        return takesSasl ? ProtocolHeader.SASL : ProtocolHeader.AMQP;
    }

    private ErrorCondition unacceptableAnswer() {
        if (incoming == ProtocolHeader.SASL) {
            return ErrorCondition.of(
                    AmqpError.UNAUTHORIZED_ACCESS,
                    "the server demands SASL, but this connection was made without it: enable SASL");
        }
        if (incoming == ProtocolHeader.AMQP) {
            return ErrorCondition.of(
                    AmqpError.UNAUTHORIZED_ACCESS,
                    "the server takes no SASL, but this connection asks for it: disable SASL to do without");
        }
        return otherProtocol(": use a TLS connection (amqps)");
    }

    private ErrorCondition unacceptableRequest() {
        if (incoming == ProtocolHeader.AMQP) {
            return ErrorCondition.of(AmqpError.UNAUTHORIZED_ACCESS, "the client left out SASL, which is demanded here");
        }
        if (incoming == ProtocolHeader.SASL) {
            return ErrorCondition.of(
                    AmqpError.UNAUTHORIZED_ACCESS, "the client asks for SASL, which is not offered here");
        }
        return otherProtocol(", which is not expected on this port");
    }

    private ErrorCondition otherProtocol(String aboutTls) {
        boolean otherAmqp = count == ProtocolHeader.SIZE && ProtocolHeader.possible(incoming, count);
        String spoken = ProtocolHeader.describe(incoming, count);
        String tail = spoken.contains("TLS") ? aboutTls : "";
        return ErrorCondition.of(
                otherAmqp ? AmqpError.NOT_IMPLEMENTED : ConnectionError.FRAMING_ERROR,
                "the " + peer() + " speaks " + spoken + ", not "
                        + ProtocolHeader.describe(preferred(), ProtocolHeader.SIZE) + tail);
    }

    private String peer() {
        return client ? "server" : "client";
    }
}
