// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens a connection and tells what its sender can take (part 2, 2.7.1 open).
 *
 * @param containerId the name of the container that speaks
 * @param hostname the host, perhaps a virtual one, that the sender wants to reach, without a port
 * @param maxFrameSize the largest frame that the sender accepts, in bytes; 512 at least (default 4294967295)
 * @param channelMax the highest channel number that may be used, 0 to 65535 (default 65535)
 * @param idleTimeOut milliseconds of silence after which the sender may give up; absent or 0 means never
 * @param outgoingLocales languages that the sender can write descriptions in, best first; en-US always works
 * @param incomingLocales languages that the sender would like to read, best first
 * @param offeredCapabilities extensions that the sender of this open supports
 * @param desiredCapabilities extensions that it would use if the peer has them
 * @param properties further connection properties by name
 */
public record Open(
        String containerId,
        @Nullable String hostname,
        long maxFrameSize,
        int channelMax,
        @Nullable Long idleTimeOut,
        List<Symbol> outgoingLocales,
        List<Symbol> incomingLocales,
        List<Symbol> offeredCapabilities,
        List<Symbol> desiredCapabilities,
        Map<Symbol, @Nullable Object> properties)
        implements Performative {

    /** The declaration of this type (part 2, 2.7.1 open). */
    public static final Composite<Open> TYPE = Composite.<Open>declare("open", 0x10)
            .mandatory("container-id", FieldType.STRING)
            .optional("hostname", FieldType.STRING)
            .defaulted("max-frame-size", FieldType.UINT, 0xffff_ffffL)
            .defaulted("channel-max", FieldType.USHORT, 0xffff)
            .optional("idle-time-out", FieldType.UINT)
            .multiple("outgoing-locales")
            .multiple("incoming-locales")
            .multiple("offered-capabilities")
            .multiple("desired-capabilities")
            .defaulted("properties", FieldType.FIELDS, Map.of())
            .build(
                    o -> FieldValues.of(
                            o.containerId,
                            o.hostname,
                            o.maxFrameSize,
                            o.channelMax,
                            o.idleTimeOut,
                            o.outgoingLocales,
                            o.incomingLocales,
                            o.offeredCapabilities,
                            o.desiredCapabilities,
                            o.properties),
                    v -> new Open(
                            v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                            v.get(9)));

    /** Copies its collections. */
    public Open {
        outgoingLocales = List.copyOf(outgoingLocales);
        incomingLocales = List.copyOf(incomingLocales);
        offeredCapabilities = List.copyOf(offeredCapabilities);
        desiredCapabilities = List.copyOf(desiredCapabilities);
        properties = Frozen.map(properties);
    }

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(String containerId) {
        return new Builder(containerId);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(containerId)
                .hostname(hostname)
                .maxFrameSize(maxFrameSize)
                .channelMax(channelMax)
                .idleTimeOut(idleTimeOut)
                .outgoingLocales(outgoingLocales)
                .incomingLocales(incomingLocales)
                .offeredCapabilities(offeredCapabilities)
                .desiredCapabilities(desiredCapabilities)
                .properties(properties);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }

    /** Sets the fields of {@link Open} one by one; not thread-safe. */
    public static final class Builder {

        private String containerId;
        private @Nullable String hostname;
        private long maxFrameSize = 0xffff_ffffL;
        private int channelMax = 0xffff;
        private @Nullable Long idleTimeOut;
        private List<Symbol> outgoingLocales = List.of();
        private List<Symbol> incomingLocales = List.of();
        private List<Symbol> offeredCapabilities = List.of();
        private List<Symbol> desiredCapabilities = List.of();
        private Map<Symbol, @Nullable Object> properties = Map.of();

        private Builder(String containerId) {
            this.containerId = containerId;
        }

        /** Sets {@code container-id}: the name of the container that speaks. */
        public Builder containerId(String value) {
            this.containerId = value;
            return this;
        }

        /** Sets {@code hostname}: the host, perhaps a virtual one, that the sender wants to reach, without a port. */
        public Builder hostname(@Nullable String value) {
            this.hostname = value;
            return this;
        }

        /** Sets {@code max-frame-size}: the largest frame that the sender accepts, in bytes; 512 at least. */
        public Builder maxFrameSize(long value) {
            this.maxFrameSize = value;
            return this;
        }

        /** Sets {@code channel-max}: the highest channel number that may be used, 0 to 65535. */
        public Builder channelMax(int value) {
            this.channelMax = value;
            return this;
        }

        /** Sets {@code idle-time-out}: milliseconds of silence after which the sender may give up; absent or 0 means never. */
        public Builder idleTimeOut(@Nullable Long value) {
            this.idleTimeOut = value;
            return this;
        }

        /** Sets {@code outgoing-locales}: languages that the sender can write descriptions in, best first; en-US always works. */
        public Builder outgoingLocales(List<Symbol> value) {
            this.outgoingLocales = value;
            return this;
        }

        /** Sets {@code incoming-locales}: languages that the sender would like to read, best first. */
        public Builder incomingLocales(List<Symbol> value) {
            this.incomingLocales = value;
            return this;
        }

        /** Sets {@code offered-capabilities}: extensions that the sender of this open supports. */
        public Builder offeredCapabilities(List<Symbol> value) {
            this.offeredCapabilities = value;
            return this;
        }

        /** Sets {@code desired-capabilities}: extensions that it would use if the peer has them. */
        public Builder desiredCapabilities(List<Symbol> value) {
            this.desiredCapabilities = value;
            return this;
        }

        /** Sets {@code properties}: further connection properties by name. */
        public Builder properties(Map<Symbol, @Nullable Object> value) {
            this.properties = value;
            return this;
        }

        /** The immutable value. */
        public Open build() {
            return new Open(
                    containerId,
                    hostname,
                    maxFrameSize,
                    channelMax,
                    idleTimeOut,
                    outgoingLocales,
                    incomingLocales,
                    offeredCapabilities,
                    desiredCapabilities,
                    properties);
        }
    }
}
