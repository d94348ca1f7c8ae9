// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server authenticates its clients (part 5, 5.3). Immutable and thread-safe.
 *
 * <p>By default: ANONYMOUS, and clients may leave SASL out.
 */
public final class SaslServerOptions {

    /** Lets everybody in. */
    public static final SaslServerOptions DEFAULT = builder().build();

    private final List<SaslServerMechanismFactory> mechanisms;
    private final @Nullable Boolean required;
    private final boolean allowInsecureMechs;
    private final TransportSecurity transport;
    private final int maxRounds;
    private final int maxFrameSize;

    private SaslServerOptions(Builder builder) {
        mechanisms = builder.mechanisms;
        required = builder.required;
        allowInsecureMechs = builder.allowInsecureMechs;
        transport = builder.transport;
        maxRounds = builder.maxRounds;
        maxFrameSize = builder.maxFrameSize;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with these options. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.mechanisms = mechanisms;
        builder.required = required;
        builder.allowInsecureMechs = allowInsecureMechs;
        builder.transport = transport;
        builder.maxRounds = maxRounds;
        builder.maxFrameSize = maxFrameSize;
        return builder;
    }

    /** The mechanisms, strongest first. */
    public List<SaslServerMechanismFactory> mechanisms() {
        return mechanisms;
    }

    /**
     * Whether clients that leave SASL out are turned away. Unless set: true if ANONYMOUS is not among the mechanisms,
     * since leaving it out would be no weaker than that.
     */
    public boolean required() {
        return required != null
                ? required
                : mechanisms.stream().noneMatch(m -> m.name().equals("ANONYMOUS"));
    }

    /** Whether mechanisms that show secrets are offered on connections that are not encrypted. */
    public boolean allowInsecureMechs() {
        return allowInsecureMechs;
    }

    /** What is known of the connection below. */
    public TransportSecurity transport() {
        return transport;
    }

    /** How many challenges are sent at most. */
    public int maxRounds() {
        return maxRounds;
    }

    /** The largest SASL frame to send or take, in bytes. */
    public int maxFrameSize() {
        return maxFrameSize;
    }

    @Override
    public String toString() {
        List<String> names =
                mechanisms.stream().map(SaslServerMechanismFactory::name).toList();
        return "SaslServerOptions{mechanisms=" + names + ", required=" + required() + ", allowInsecureMechs="
                + allowInsecureMechs + ", transport=" + transport + "}";
    }

    /** Collects {@link SaslServerOptions}. Not thread-safe. */
    public static final class Builder {

        private List<SaslServerMechanismFactory> mechanisms = List.of(SaslServerMechanismFactory.anonymous());
        private @Nullable Boolean required;
        private boolean allowInsecureMechs;
        private TransportSecurity transport = TransportSecurity.NONE;
        private int maxRounds = SaslLayer.DEFAULT_MAX_ROUNDS;
        private int maxFrameSize = SaslLayer.MAX_FRAME_SIZE;

        private Builder() {}

        /** The mechanisms to offer, one at least, in any order; ANONYMOUS by default. */
        public Builder mechanisms(SaslServerMechanismFactory... offered) {
            if (offered.length == 0) {
                throw new IllegalArgumentException("a server has to offer one SASL mechanism at least");
            }
            mechanisms = List.of(offered).stream()
                    .sorted(Comparator.comparingInt(SaslServerMechanismFactory::strength)
                            .reversed())
                    .toList();
            return this;
        }

        /** Whether clients that leave SASL out are turned away; see {@link SaslServerOptions#required()}. */
        public Builder required(boolean demanded) {
            required = demanded;
            return this;
        }

        /** Whether mechanisms that show secrets are offered on connections that are not encrypted; false by default. */
        public Builder allowInsecureMechs(boolean allow) {
            allowInsecureMechs = allow;
            return this;
        }

        /** What is known of the connection below; {@link TransportSecurity#NONE} by default. */
        public Builder transport(TransportSecurity security) {
            transport = security;
            return this;
        }

        /** How many challenges are sent at most: 1 or more, by default 16. GSSAPI, the longest, takes about 5. */
        public Builder maxRounds(int rounds) {
            maxRounds = SaslLayer.checkRounds(rounds);
            return this;
        }

        /**
         * The largest SASL frame to send or take: 512 (the default and the standard's limit) to 65536 bytes. Kerberos
         * tickets and OAuth tokens may need more.
         */
        public Builder maxFrameSize(int bytes) {
            maxFrameSize = SaslLayer.checkFrameSize(bytes);
            return this;
        }

        /** The options as they stand. */
        public SaslServerOptions build() {
            return new SaslServerOptions(this);
        }
    }
}
