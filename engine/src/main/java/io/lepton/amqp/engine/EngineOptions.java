// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.DecodeLimits;
import org.jspecify.annotations.Nullable;

/**
 * How an engine speaks and what it takes from its peer. Immutable and thread-safe. Every quantity that a peer controls has a
 * finite default here.
 */
public final class EngineOptions {

    private final String containerId;
    private final @Nullable String hostname;
    private final int maxFrameSize;
    private final int channelMax;
    private final int handleMax;
    private final long idleTimeout;
    private final long closeTimeout;
    private final DecodeLimits decodeLimits;
    private final int sessionWindow;
    private final long maxIncomingBytes;
    private final long maxMessageSize;
    private final int maxUnsettled;
    private final int maxTransfersPerDelivery;
    private final int outputHighWater;
    private final @Nullable SaslClientOptions saslClient;
    private final @Nullable SaslServerOptions saslServer;
    private final @Nullable FrameListener trace;

    private EngineOptions(Builder builder) {
        containerId = builder.containerId;
        hostname = builder.hostname;
        maxFrameSize = builder.maxFrameSize;
        channelMax = builder.channelMax;
        handleMax = builder.handleMax;
        idleTimeout = builder.idleTimeout;
        closeTimeout = builder.closeTimeout;
        decodeLimits = builder.decodeLimits;
        sessionWindow = builder.sessionWindow;
        maxIncomingBytes = builder.maxIncomingBytes;
        maxMessageSize = builder.maxMessageSize;
        maxUnsettled = builder.maxUnsettled;
        maxTransfersPerDelivery = builder.maxTransfersPerDelivery;
        outputHighWater = builder.outputHighWater;
        saslClient = builder.saslClient;
        saslServer = builder.saslServer;
        trace = builder.trace;
    }

    private EngineOptions(EngineOptions other) {
        containerId = other.containerId;
        hostname = other.hostname;
        maxFrameSize = other.maxFrameSize;
        channelMax = other.channelMax;
        handleMax = other.handleMax;
        idleTimeout = other.idleTimeout;
        closeTimeout = other.closeTimeout;
        decodeLimits = other.decodeLimits;
        sessionWindow = other.sessionWindow;
        maxIncomingBytes = other.maxIncomingBytes;
        maxMessageSize = other.maxMessageSize;
        maxUnsettled = other.maxUnsettled;
        maxTransfersPerDelivery = other.maxTransfersPerDelivery;
        outputHighWater = other.outputHighWater;
        saslClient = null;
        saslServer = null;
        trace = other.trace;
    }

    /** Starts with the defaults and the name of this end's container (part 2, 2.7.1). */
    public static Builder builder(String containerId) {
        return new Builder(containerId);
    }

    /** The same without what is needed to authenticate, which holds secrets. */
    EngineOptions withoutSasl() {
        return saslClient == null && saslServer == null ? this : new EngineOptions(this);
    }

    /** The name of this end's container. */
    public String containerId() {
        return containerId;
    }

    /** The host that the open names; null for none. */
    public @Nullable String hostname() {
        return hostname;
    }

    /** The largest frame to take, in bytes. */
    public int maxFrameSize() {
        return maxFrameSize;
    }

    /** The highest channel that the peer may use. */
    public int channelMax() {
        return channelMax;
    }

    /** The highest link handle that the peer may use in each session. */
    public int handleMax() {
        return handleMax;
    }

    /** After how many ms of silence the peer counts as dead; 0 for never. */
    public long idleTimeout() {
        return idleTimeout;
    }

    /** How many ms to wait for the peer's close after this end's. */
    public long closeTimeout() {
        return closeTimeout;
    }

    /** What decoding of the peer's performatives may cost. */
    public DecodeLimits decodeLimits() {
        return decodeLimits;
    }

    /** How many transfer frames the peer may have under way to each session. */
    public int sessionWindow() {
        return sessionWindow;
    }

    /** How many bytes of incomplete messages each session keeps. */
    public long maxIncomingBytes() {
        return maxIncomingBytes;
    }

    /** The largest message that receiving links take unless they say otherwise, in bytes; 0 for any. */
    public long maxMessageSize() {
        return maxMessageSize;
    }

    /** How many deliveries may be unsettled on each link. */
    public int maxUnsettled() {
        return maxUnsettled;
    }

    /** How many frames a message may come in. */
    public int maxTransfersPerDelivery() {
        return maxTransfersPerDelivery;
    }

    /** How many bytes of output may gather before queued messages wait for the transport. */
    public int outputHighWater() {
        return outputHighWater;
    }

    /** How this end authenticates if it is the client; null for without SASL. */
    public @Nullable SaslClientOptions saslClient() {
        return saslClient;
    }

    /** How this end authenticates clients if it is the server; null for without SASL. */
    public @Nullable SaslServerOptions saslServer() {
        return saslServer;
    }

    /** Who is told every frame; null for nobody. */
    public @Nullable FrameListener trace() {
        return trace;
    }

    /** Collects {@link EngineOptions}. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_NUMBER = 0xffff;

        private final String containerId;
        private @Nullable String hostname;
        private int maxFrameSize = 65_536;
        private int channelMax = 255;
        private int handleMax = 1_023;
        private long idleTimeout = 60_000;
        private long closeTimeout = 10_000;
        private DecodeLimits decodeLimits = DecodeLimits.DEFAULT;
        private int sessionWindow = 2_048;
        private long maxIncomingBytes = 128L << 20;
        private long maxMessageSize = 64L << 20;
        private int maxUnsettled = 32_768;
        private int maxTransfersPerDelivery = 65_535;
        private int outputHighWater = 512 << 10;
        private @Nullable SaslClientOptions saslClient;
        private @Nullable SaslServerOptions saslServer;
        private @Nullable FrameListener trace;

        private Builder(String containerId) {
            this.containerId = containerId;
        }

        /** The host to name in the open, perhaps a virtual one, without a port; null, the default, for none. */
        public Builder hostname(@Nullable String name) {
            hostname = name;
            return this;
        }

        /**
         * The largest frame to take, 512 bytes to 16 MiB. Default 65536: a frame is kept in one piece until it is complete,
         * also before the peer is known, and larger frames carry hardly less overhead.
         */
        public Builder maxFrameSize(int bytes) {
            maxFrameSize = check("the largest frame", bytes, FrameReader.MIN_MAX_FRAME_SIZE, 16 << 20);
            return this;
        }

        /** The highest channel, so that there are one more sessions: 0 to 65535, default 255, far above what clients use. */
        public Builder channelMax(int channel) {
            channelMax = check("the highest channel", channel, 0, MAX_NUMBER);
            return this;
        }

        /** The highest link handle of a session: 0 to 65535, default 1023: with all channels a quarter of a million links. */
        public Builder handleMax(int handle) {
            handleMax = check("the highest handle", handle, 0, MAX_NUMBER);
            return this;
        }

        /**
         * After how many ms of silence the peer counts as dead; the peer is told half of it (part 2, 2.4.5). 0 for never; by
         * default 60000, which is what proxies and firewalls on the way commonly stand.
         */
        public Builder idleTimeout(long millis) {
            idleTimeout = check("the idle time-out", millis, 0, Long.MAX_VALUE);
            return this;
        }

        /** How many ms to wait for the peer's close after this end's; by default 10000, several slow round trips. */
        public Builder closeTimeout(long millis) {
            closeTimeout = check("the close time-out", millis, 0, Long.MAX_VALUE);
            return this;
        }

        /** What decoding of the peer's performatives may cost; by default {@link DecodeLimits#DEFAULT}. */
        public Builder decodeLimits(DecodeLimits limits) {
            decodeLimits = limits;
            return this;
        }

        /**
         * How many transfer frames the peer may have under way to each session, 1 to 2^31-1. Default 2048: with small messages
         * enough for a million a second at 2 ms round trip time.
         */
        public Builder sessionWindow(int frames) {
            sessionWindow = check("the session window", frames, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many bytes of incomplete messages each session keeps before it is ended. Default 128 MiB: what a full window
         * of full frames holds, and two messages of the largest size.
         */
        public Builder maxIncomingBytes(long bytes) {
            maxIncomingBytes = check("the bytes of incomplete messages", bytes, 1, Long.MAX_VALUE);
            return this;
        }

        /** The largest message that receiving links take unless they say otherwise, in bytes; 0 for any. Default 64 MiB. */
        public Builder maxMessageSize(long bytes) {
            maxMessageSize = check("the largest message", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /**
         * How many deliveries may be unsettled on each link, 1 to 2^24. Senders keep further messages back, receivers credit.
         * Default 32768: well above the windows of fast links, and some MiB at most where nobody ever settles.
         */
        public Builder maxUnsettled(int deliveries) {
            maxUnsettled = check("the unsettled deliveries of a link", deliveries, 1, 1 << 24);
            return this;
        }

        /** How many frames a message may come in, 1 or more. Default 65535: 32 MiB even in the smallest frames. */
        public Builder maxTransfersPerDelivery(int frames) {
            maxTransfersPerDelivery = check("the frames of a message", frames, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many bytes of output may gather before queued messages wait for the transport, 1024 or more. Default 512 KiB: a
         * fast socket is kept busy meanwhile.
         */
        public Builder outputHighWater(int bytes) {
            outputHighWater = check("the output's mark", bytes, 1024, Integer.MAX_VALUE);
            return this;
        }

        /** How a client authenticates; null, the default, for without SASL. */
        public Builder sasl(@Nullable SaslClientOptions options) {
            saslClient = options;
            return this;
        }

        /** How a server authenticates its clients; null, the default, for without SASL. */
        public Builder sasl(@Nullable SaslServerOptions options) {
            saslServer = options;
            return this;
        }

        /** Who is told every frame; null, the default, for nobody. */
        public Builder trace(@Nullable FrameListener listener) {
            trace = listener;
            return this;
        }

        /** The options as they stand. */
        public EngineOptions build() {
            return new EngineOptions(this);
        }

        private static int check(String what, int value, int least, int most) {
            return (int) check(what, (long) value, least, most);
        }

        private static long check(String what, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        what + " has to be from " + least + " to " + most + ", not " + value);
            }
            return value;
        }
    }
}
