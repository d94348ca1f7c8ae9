// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a session on a channel (part 2, 2.7.2 begin).
 *
 * @param remoteChannel the peer's channel that this begin answers; absent when it is the first of the two
 * @param nextOutgoingId the transfer id of the first transfer that the sender will send
 * @param incomingWindow how many transfer frames the sender can take now
 * @param outgoingWindow how many transfer frames the sender can keep to send
 * @param handleMax the highest link handle that may be used (default 4294967295)
 * @param offeredCapabilities extensions that the sender of this begin supports
 * @param desiredCapabilities extensions that it would use if the peer has them
 * @param properties further session properties by name
 */
public record Begin(
        @Nullable Integer remoteChannel,
        long nextOutgoingId,
        long incomingWindow,
        long outgoingWindow,
        long handleMax,
        List<Symbol> offeredCapabilities,
        List<Symbol> desiredCapabilities,
        Map<Symbol, @Nullable Object> properties)
        implements Performative {

    /** The declaration of this type (part 2, 2.7.2 begin). */
    public static final Composite<Begin> TYPE = Composite.<Begin>declare("begin", 0x11)
            .optional("remote-channel", FieldType.USHORT)
            .mandatory("next-outgoing-id", FieldType.UINT)
            .mandatory("incoming-window", FieldType.UINT)
            .mandatory("outgoing-window", FieldType.UINT)
            .defaulted("handle-max", FieldType.UINT, 0xffff_ffffL)
            .multiple("offered-capabilities")
            .multiple("desired-capabilities")
            .defaulted("properties", FieldType.FIELDS, Map.of())
            .build(
                    b -> FieldValues.of(
                            b.remoteChannel,
                            b.nextOutgoingId,
                            b.incomingWindow,
                            b.outgoingWindow,
                            b.handleMax,
                            b.offeredCapabilities,
                            b.desiredCapabilities,
                            b.properties),
                    v -> new Begin(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7)));

    /** Copies its collections. */
    public Begin {
        offeredCapabilities = List.copyOf(offeredCapabilities);
        desiredCapabilities = List.copyOf(desiredCapabilities);
        properties = Frozen.map(properties);
    }

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(long nextOutgoingId, long incomingWindow, long outgoingWindow) {
        return new Builder(nextOutgoingId, incomingWindow, outgoingWindow);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(nextOutgoingId, incomingWindow, outgoingWindow)
                .remoteChannel(remoteChannel)
                .handleMax(handleMax)
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

    /** Sets the fields of {@link Begin} one by one; not thread-safe. */
    public static final class Builder {

        private @Nullable Integer remoteChannel;
        private long nextOutgoingId;
        private long incomingWindow;
        private long outgoingWindow;
        private long handleMax = 0xffff_ffffL;
        private List<Symbol> offeredCapabilities = List.of();
        private List<Symbol> desiredCapabilities = List.of();
        private Map<Symbol, @Nullable Object> properties = Map.of();

        private Builder(long nextOutgoingId, long incomingWindow, long outgoingWindow) {
            this.nextOutgoingId = nextOutgoingId;
            this.incomingWindow = incomingWindow;
            this.outgoingWindow = outgoingWindow;
        }

        /** Sets {@code remote-channel}: the peer's channel that this begin answers; absent when it is the first of the two. */
        public Builder remoteChannel(@Nullable Integer value) {
            this.remoteChannel = value;
            return this;
        }

        /** Sets {@code next-outgoing-id}: the transfer id of the first transfer that the sender will send. */
        public Builder nextOutgoingId(long value) {
            this.nextOutgoingId = value;
            return this;
        }

        /** Sets {@code incoming-window}: how many transfer frames the sender can take now. */
        public Builder incomingWindow(long value) {
            this.incomingWindow = value;
            return this;
        }

        /** Sets {@code outgoing-window}: how many transfer frames the sender can keep to send. */
        public Builder outgoingWindow(long value) {
            this.outgoingWindow = value;
            return this;
        }

        /** Sets {@code handle-max}: the highest link handle that may be used. */
        public Builder handleMax(long value) {
            this.handleMax = value;
            return this;
        }

        /** Sets {@code offered-capabilities}: extensions that the sender of this begin supports. */
        public Builder offeredCapabilities(List<Symbol> value) {
            this.offeredCapabilities = value;
            return this;
        }

        /** Sets {@code desired-capabilities}: extensions that it would use if the peer has them. */
        public Builder desiredCapabilities(List<Symbol> value) {
            this.desiredCapabilities = value;
            return this;
        }

        /** Sets {@code properties}: further session properties by name. */
        public Builder properties(Map<Symbol, @Nullable Object> value) {
            this.properties = value;
            return this;
        }

        /** The immutable value. */
        public Begin build() {
            return new Begin(
                    remoteChannel,
                    nextOutgoingId,
                    incomingWindow,
                    outgoingWindow,
                    handleMax,
                    offeredCapabilities,
                    desiredCapabilities,
                    properties);
        }
    }
}
