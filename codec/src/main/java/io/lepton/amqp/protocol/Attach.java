// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import io.lepton.amqp.types.Symbol;
import io.lepton.amqp.types.UnsignedLong;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a link to a session (part 2, 2.7.3 attach).
 *
 * <p>An {@code unsettled} map that is empty is not the same as one that is absent: it says that a link is resumed
 * with nothing unsettled.
 *
 * @param name the name of the link, unique between the two containers for one direction
 * @param handle the number by which the sender will mean this link
 * @param role the end of the link that the sender of this attach is
 * @param sndSettleMode when the sending end settles (default mixed)
 * @param rcvSettleMode when the receiving end settles (default first)
 * @param source where messages come from; absent in the answer to a refused link
 * @param target where messages go: a {@link Target} or a {@link Coordinator}; absent in the answer to a refused link
 * @param unsettled what the sender knows of unsettled deliveries, by delivery tag; absent unless the link is resumed
 * @param incompleteUnsettled whether the unsettled map had to be cut to fit the frame (default false)
 * @param initialDeliveryCount where the delivery count starts; mandatory from the sending end, ignored from the other
 * @param maxMessageSize the largest message that the sender of this attach takes, in bytes; absent or 0 means any
 * @param offeredCapabilities extensions that the sender of this attach supports
 * @param desiredCapabilities extensions that it would use if the peer has them
 * @param properties further link properties by name
 */
public record Attach(
        String name,
        long handle,
        Role role,
        SenderSettleMode sndSettleMode,
        ReceiverSettleMode rcvSettleMode,
        @Nullable Source source,
        @Nullable Terminus target,
        @Nullable Map<Binary, @Nullable DeliveryState> unsettled,
        boolean incompleteUnsettled,
        @Nullable Long initialDeliveryCount,
        @Nullable UnsignedLong maxMessageSize,
        List<Symbol> offeredCapabilities,
        List<Symbol> desiredCapabilities,
        Map<Symbol, @Nullable Object> properties)
        implements Performative {

    /** The declaration of this type (part 2, 2.7.3 attach). */
    public static final Composite<Attach> TYPE = Composite.<Attach>declare("attach", 0x12)
            .mandatory("name", FieldType.STRING)
            .mandatory("handle", FieldType.UINT)
            .mandatory("role", FieldType.ROLE)
            .defaulted("snd-settle-mode", FieldType.SENDER_SETTLE_MODE, SenderSettleMode.MIXED)
            .defaulted("rcv-settle-mode", FieldType.RECEIVER_SETTLE_MODE, ReceiverSettleMode.FIRST)
            .optional("source", FieldType.SOURCE)
            .optional("target", FieldType.TARGET)
            .optional("unsettled", FieldType.UNSETTLED)
            .defaulted("incomplete-unsettled", FieldType.BOOLEAN, false)
            .optional("initial-delivery-count", FieldType.UINT)
            .optional("max-message-size", FieldType.ULONG)
            .multiple("offered-capabilities")
            .multiple("desired-capabilities")
            .defaulted("properties", FieldType.FIELDS, Map.of())
            .build(
                    a -> FieldValues.of(
                            a.name,
                            a.handle,
                            a.role,
                            a.sndSettleMode,
                            a.rcvSettleMode,
                            a.source,
                            a.target,
                            a.unsettled,
                            a.incompleteUnsettled,
                            a.initialDeliveryCount,
                            a.maxMessageSize,
                            a.offeredCapabilities,
                            a.desiredCapabilities,
                            a.properties),
                    v -> new Attach(
                            v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                            v.get(9), v.get(10), v.get(11), v.get(12), v.get(13)));

    /** Copies its collections. */
    public Attach {
        if (target instanceof Source) {
            throw new IllegalArgumentException(
                    "the target of link \"" + name + "\" is a source: give a Target or a Coordinator");
        }
        unsettled = unsettled == null ? null : Frozen.map(unsettled);
        offeredCapabilities = List.copyOf(offeredCapabilities);
        desiredCapabilities = List.copyOf(desiredCapabilities);
        properties = Frozen.map(properties);
    }

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(String name, long handle, Role role) {
        return new Builder(name, handle, role);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(name, handle, role)
                .sndSettleMode(sndSettleMode)
                .rcvSettleMode(rcvSettleMode)
                .source(source)
                .target(target)
                .unsettled(unsettled)
                .incompleteUnsettled(incompleteUnsettled)
                .initialDeliveryCount(initialDeliveryCount)
                .maxMessageSize(maxMessageSize)
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

    /** Sets the fields of {@link Attach} one by one; not thread-safe. */
    public static final class Builder {

        private String name;
        private long handle;
        private Role role;
        private SenderSettleMode sndSettleMode = SenderSettleMode.MIXED;
        private ReceiverSettleMode rcvSettleMode = ReceiverSettleMode.FIRST;
        private @Nullable Source source;
        private @Nullable Terminus target;
        private @Nullable Map<Binary, @Nullable DeliveryState> unsettled;
        private boolean incompleteUnsettled;
        private @Nullable Long initialDeliveryCount;
        private @Nullable UnsignedLong maxMessageSize;
        private List<Symbol> offeredCapabilities = List.of();
        private List<Symbol> desiredCapabilities = List.of();
        private Map<Symbol, @Nullable Object> properties = Map.of();

        private Builder(String name, long handle, Role role) {
            this.name = name;
            this.handle = handle;
            this.role = role;
        }

        /** Sets {@code name}: the name of the link, unique between the two containers for one direction. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Sets {@code handle}: the number by which the sender will mean this link. */
        public Builder handle(long value) {
            this.handle = value;
            return this;
        }

        /** Sets {@code role}: the end of the link that the sender of this attach is. */
        public Builder role(Role value) {
            this.role = value;
            return this;
        }

        /** Sets {@code snd-settle-mode}: when the sending end settles. */
        public Builder sndSettleMode(SenderSettleMode value) {
            this.sndSettleMode = value;
            return this;
        }

        /** Sets {@code rcv-settle-mode}: when the receiving end settles. */
        public Builder rcvSettleMode(ReceiverSettleMode value) {
            this.rcvSettleMode = value;
            return this;
        }

        /** Sets {@code source}: where messages come from; absent in the answer to a refused link. */
        public Builder source(@Nullable Source value) {
            this.source = value;
            return this;
        }

        /** Sets {@code target}: where messages go: a {@link Target} or a {@link Coordinator}; absent in the answer to a refused link. */
        public Builder target(@Nullable Terminus value) {
            this.target = value;
            return this;
        }

        /** Sets {@code unsettled}: what the sender knows of unsettled deliveries, by delivery tag; absent unless the link is resumed. */
        public Builder unsettled(@Nullable Map<Binary, @Nullable DeliveryState> value) {
            this.unsettled = value;
            return this;
        }

        /** Sets {@code incomplete-unsettled}: whether the unsettled map had to be cut to fit the frame. */
        public Builder incompleteUnsettled(boolean value) {
            this.incompleteUnsettled = value;
            return this;
        }

        /** Sets {@code initial-delivery-count}: where the delivery count starts; mandatory from the sending end, ignored from the other. */
        public Builder initialDeliveryCount(@Nullable Long value) {
            this.initialDeliveryCount = value;
            return this;
        }

        /** Sets {@code max-message-size}: the largest message that the sender of this attach takes, in bytes; absent or 0 means any. */
        public Builder maxMessageSize(@Nullable UnsignedLong value) {
            this.maxMessageSize = value;
            return this;
        }

        /** Sets {@code offered-capabilities}: extensions that the sender of this attach supports. */
        public Builder offeredCapabilities(List<Symbol> value) {
            this.offeredCapabilities = value;
            return this;
        }

        /** Sets {@code desired-capabilities}: extensions that it would use if the peer has them. */
        public Builder desiredCapabilities(List<Symbol> value) {
            this.desiredCapabilities = value;
            return this;
        }

        /** Sets {@code properties}: further link properties by name. */
        public Builder properties(Map<Symbol, @Nullable Object> value) {
            this.properties = value;
            return this;
        }

        /** The immutable value. */
        public Attach build() {
            return new Attach(
                    name,
                    handle,
                    role,
                    sndSettleMode,
                    rcvSettleMode,
                    source,
                    target,
                    unsettled,
                    incompleteUnsettled,
                    initialDeliveryCount,
                    maxMessageSize,
                    offeredCapabilities,
                    desiredCapabilities,
                    properties);
        }
    }
}
