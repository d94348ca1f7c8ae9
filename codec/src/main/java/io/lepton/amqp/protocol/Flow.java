// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the state of a session's windows and, with a handle, of a link's credit (part 2, 2.7.4 flow).
 *
 * <p>The engine reads and writes the same frame by {@link FlowFields}.
 *
 * @param nextIncomingId the transfer id that is expected next; absent until the peer's begin was seen
 * @param incomingWindow how many transfer frames the sender can take now
 * @param nextOutgoingId the transfer id that the sender will use next
 * @param outgoingWindow how many transfer frames the sender can keep to send
 * @param handle the link that the rest is about; absent when only the session is meant
 * @param deliveryCount the delivery count of the link as its sender of this frame knows it
 * @param linkCredit how many deliveries may be sent beyond the delivery count
 * @param available how many deliveries wait at the sending end
 * @param drain whether the sending end shall use up its credit at once (default false)
 * @param echo whether the peer shall answer with its own flow (default false)
 * @param properties further link properties by name
 */
public record Flow(
        @Nullable Long nextIncomingId,
        long incomingWindow,
        long nextOutgoingId,
        long outgoingWindow,
        @Nullable Long handle,
        @Nullable Long deliveryCount,
        @Nullable Long linkCredit,
        @Nullable Long available,
        boolean drain,
        boolean echo,
        Map<Symbol, @Nullable Object> properties)
        implements Performative {

    /** The declaration of this type (part 2, 2.7.4 flow). */
    public static final Composite<Flow> TYPE = Composite.<Flow>declare("flow", 0x13)
            .optional("next-incoming-id", FieldType.UINT)
            .mandatory("incoming-window", FieldType.UINT)
            .mandatory("next-outgoing-id", FieldType.UINT)
            .mandatory("outgoing-window", FieldType.UINT)
            .optional("handle", FieldType.UINT)
            .optional("delivery-count", FieldType.UINT)
            .optional("link-credit", FieldType.UINT)
            .optional("available", FieldType.UINT)
            .defaulted("drain", FieldType.BOOLEAN, false)
            .defaulted("echo", FieldType.BOOLEAN, false)
            .defaulted("properties", FieldType.FIELDS, Map.of())
            .build(
                    f -> FieldValues.of(
                            f.nextIncomingId,
                            f.incomingWindow,
                            f.nextOutgoingId,
                            f.outgoingWindow,
                            f.handle,
                            f.deliveryCount,
                            f.linkCredit,
                            f.available,
                            f.drain,
                            f.echo,
                            f.properties),
                    v -> new Flow(
                            v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                            v.get(9), v.get(10)));

    /** Copies its collections. */
    public Flow {
        properties = Frozen.map(properties);
    }

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(long incomingWindow, long nextOutgoingId, long outgoingWindow) {
        return new Builder(incomingWindow, nextOutgoingId, outgoingWindow);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(incomingWindow, nextOutgoingId, outgoingWindow)
                .nextIncomingId(nextIncomingId)
                .handle(handle)
                .deliveryCount(deliveryCount)
                .linkCredit(linkCredit)
                .available(available)
                .drain(drain)
                .echo(echo)
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

    /** Sets the fields of {@link Flow} one by one; not thread-safe. */
    public static final class Builder {

        private @Nullable Long nextIncomingId;
        private long incomingWindow;
        private long nextOutgoingId;
        private long outgoingWindow;
        private @Nullable Long handle;
        private @Nullable Long deliveryCount;
        private @Nullable Long linkCredit;
        private @Nullable Long available;
        private boolean drain;
        private boolean echo;
        private Map<Symbol, @Nullable Object> properties = Map.of();

        private Builder(long incomingWindow, long nextOutgoingId, long outgoingWindow) {
            this.incomingWindow = incomingWindow;
            this.nextOutgoingId = nextOutgoingId;
            this.outgoingWindow = outgoingWindow;
        }

        /** Sets {@code next-incoming-id}: the transfer id that is expected next; absent until the peer's begin was seen. */
        public Builder nextIncomingId(@Nullable Long value) {
            this.nextIncomingId = value;
            return this;
        }

        /** Sets {@code incoming-window}: how many transfer frames the sender can take now. */
        public Builder incomingWindow(long value) {
            this.incomingWindow = value;
            return this;
        }

        /** Sets {@code next-outgoing-id}: the transfer id that the sender will use next. */
        public Builder nextOutgoingId(long value) {
            this.nextOutgoingId = value;
            return this;
        }

        /** Sets {@code outgoing-window}: how many transfer frames the sender can keep to send. */
        public Builder outgoingWindow(long value) {
            this.outgoingWindow = value;
            return this;
        }

        /** Sets {@code handle}: the link that the rest is about; absent when only the session is meant. */
        public Builder handle(@Nullable Long value) {
            this.handle = value;
            return this;
        }

        /** Sets {@code delivery-count}: the delivery count of the link as its sender of this frame knows it. */
        public Builder deliveryCount(@Nullable Long value) {
            this.deliveryCount = value;
            return this;
        }

        /** Sets {@code link-credit}: how many deliveries may be sent beyond the delivery count. */
        public Builder linkCredit(@Nullable Long value) {
            this.linkCredit = value;
            return this;
        }

        /** Sets {@code available}: how many deliveries wait at the sending end. */
        public Builder available(@Nullable Long value) {
            this.available = value;
            return this;
        }

        /** Sets {@code drain}: whether the sending end shall use up its credit at once. */
        public Builder drain(boolean value) {
            this.drain = value;
            return this;
        }

        /** Sets {@code echo}: whether the peer shall answer with its own flow. */
        public Builder echo(boolean value) {
            this.echo = value;
            return this;
        }

        /** Sets {@code properties}: further link properties by name. */
        public Builder properties(Map<Symbol, @Nullable Object> value) {
            this.properties = value;
            return this;
        }

        /** The immutable value. */
        public Flow build() {
            return new Flow(
                    nextIncomingId,
                    incomingWindow,
                    nextOutgoingId,
                    outgoingWindow,
                    handle,
                    deliveryCount,
                    linkCredit,
                    available,
                    drain,
                    echo,
                    properties);
        }
    }
}
