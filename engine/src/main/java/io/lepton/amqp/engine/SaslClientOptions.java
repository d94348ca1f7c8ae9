// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a client authenticates (part 5, 5.3). Immutable and thread-safe; its text shows no secret.
 *
 * <p>By default: every mechanism in {@link SaslClientMechanismFactory}, no credentials, no secret in the clear.
 */
public final class SaslClientOptions {

    /** Authenticates as nobody, with ANONYMOUS. */
    public static final SaslClientOptions DEFAULT = builder().build();

    private final List<SaslClientMechanismFactory> mechanisms;
    private final Set<String> allowed;
    private final boolean allowInsecureMechs;
    private final SaslCredentials credentials;
    private final @Nullable SaslCredentialsSource credentialsSource;
    private final @Nullable String hostname;
    private final TransportSecurity transport;
    private final int maxRounds;
    private final int maxFrameSize;

    private SaslClientOptions(Builder builder) {
        mechanisms = builder.mechanisms;
        allowed = builder.allowed;
        allowInsecureMechs = builder.allowInsecureMechs;
        credentials = builder.credentials;
        credentialsSource = builder.credentialsSource;
        hostname = builder.hostname;
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
        builder.allowed = allowed;
        builder.allowInsecureMechs = allowInsecureMechs;
        builder.credentials = credentials;
        builder.credentialsSource = credentialsSource;
        builder.hostname = hostname;
        builder.transport = transport;
        builder.maxRounds = maxRounds;
        builder.maxFrameSize = maxFrameSize;
        return builder;
    }

    /** The mechanisms that are known. */
    public List<SaslClientMechanismFactory> mechanisms() {
        return mechanisms;
    }

    /** The names, in capitals, of the only mechanisms to use; empty if they are not restricted. */
    public Set<String> allowed() {
        return allowed;
    }

    /** Whether secrets may be sent readably over connections that are not encrypted. */
    public boolean allowInsecureMechs() {
        return allowInsecureMechs;
    }

    /** Who authenticates; nobody, if a source is to tell. */
    public SaslCredentials credentials() {
        return credentials;
    }

    /** Whom to ask for the credentials; null if they are known. */
    public @Nullable SaslCredentialsSource credentialsSource() {
        return credentialsSource;
    }

    /** The host that sasl-init names; null for none. */
    public @Nullable String hostname() {
        return hostname;
    }

    /** What is known of the connection below. */
    public TransportSecurity transport() {
        return transport;
    }

    /** How many challenges are answered at most. */
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
                mechanisms.stream().map(SaslClientMechanismFactory::name).toList();
        return "SaslClientOptions{mechanisms=" + names + ", allowed=" + allowed + ", allowInsecureMechs="
                + allowInsecureMechs + ", " + credentials + ", hostname=" + hostname + ", transport=" + transport + "}";
    }

    /** Collects {@link SaslClientOptions}. Not thread-safe. */
    public static final class Builder {

        private List<SaslClientMechanismFactory> mechanisms = List.of(
                SaslClientMechanismFactory.anonymous(),
                SaslClientMechanismFactory.plain(),
                SaslClientMechanismFactory.external());
        private Set<String> allowed = Set.of();
        private boolean allowInsecureMechs;
        private SaslCredentials credentials = SaslCredentials.NONE;
        private @Nullable SaslCredentialsSource credentialsSource;
        private @Nullable String hostname;
        private TransportSecurity transport = TransportSecurity.NONE;
        private int maxRounds = SaslLayer.DEFAULT_MAX_ROUNDS;
        private int maxFrameSize = SaslLayer.MAX_FRAME_SIZE;

        private Builder() {}

        /** The mechanisms that are known, in any order; replaces the default ones. */
        public Builder mechanisms(List<SaslClientMechanismFactory> known) {
            mechanisms = List.copyOf(known);
            return this;
        }

        /**
         * The only mechanisms to use, by name in any case; none given means all that are known. The strongest one that
         * the server offers is taken, whatever their order here.
         */
        public Builder allowed(String... names) {
            Set<String> capitals = new TreeSet<>();
            for (String name : names) {
                if (name.isBlank()) {
                    throw new IllegalArgumentException("an allowed SASL mechanism needs a name");
                }
                capitals.add(name.toUpperCase(Locale.ROOT));
            }
            allowed = Collections.unmodifiableSet(new LinkedHashSet<>(capitals));
            return this;
        }

        /** Whether secrets may be sent readably over connections that are not encrypted; false by default. */
        public Builder allowInsecureMechs(boolean allow) {
            allowInsecureMechs = allow;
            return this;
        }

        /** Who authenticates; nobody by default. */
        public Builder credentials(SaslCredentials given) {
            credentials = given;
            credentialsSource = null;
            return this;
        }

        /** Whom to ask, at each attempt, who authenticates; replaces credentials that were given. */
        public Builder credentials(SaslCredentialsSource source) {
            credentials = SaslCredentials.NONE;
            credentialsSource = source;
            return this;
        }

        /** The host to name in sasl-init (part 5, 5.3.3.2), without a port; null, the default, for none. */
        public Builder hostname(@Nullable String name) {
            hostname = name;
            return this;
        }

        /** What is known of the connection below; {@link TransportSecurity#NONE} by default. */
        public Builder transport(TransportSecurity security) {
            transport = security;
            return this;
        }

        /** How many challenges are answered at most: 1 or more, by default 16. GSSAPI, the longest, takes about 5. */
        public Builder maxRounds(int rounds) {
            maxRounds = SaslLayer.checkRounds(rounds);
            return this;
        }

        /**
         * The largest SASL frame to send or take: 512 (the default and the standard's limit) to 65536 bytes. Kerberos
         * tickets and OAuth tokens may need more; some servers take it.
         */
        public Builder maxFrameSize(int bytes) {
            maxFrameSize = SaslLayer.checkFrameSize(bytes);
            return this;
        }

        /** The options as they stand. */
        public SaslClientOptions build() {
            return new SaslClientOptions(this);
        }
    }
}
