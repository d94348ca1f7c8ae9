// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Carries a delivery or a part of one; the payload follows it in the frame (part 2, 2.7.5 transfer).
 *
 * <p>The engine reads and writes the same frame by {@link TransferFields}.
 *
 * @param handle the link that the delivery travels on
 * @param deliveryId the number of the delivery in its session; may be absent on continuations
 * @param deliveryTag the name of the delivery on its link, 32 bytes at most; may be absent on continuations
 * @param messageFormat the format of the payload, 0 for the standard's own; may be absent on continuations
 * @param settled whether the sender has settled the delivery (absent means false)
 * @param more whether more frames of this delivery follow (default false)
 * @param rcvSettleMode when the receiver shall settle this one delivery, if not as the link says
 * @param state the state of the delivery at the sender
 * @param resume whether an unsettled delivery of an earlier attachment is resumed (default false)
 * @param aborted whether the delivery is given up and what came of it is to be dropped (default false)
 * @param batchable whether the receiver may delay its answer (default false)
 */
public record Transfer(
        long handle,
        @Nullable Long deliveryId,
        @Nullable Binary deliveryTag,
        @Nullable Long messageFormat,
        boolean settled,
        boolean more,
        @Nullable ReceiverSettleMode rcvSettleMode,
        @Nullable DeliveryState state,
        boolean resume,
        boolean aborted,
        boolean batchable)
        implements Performative {

    /** The declaration of this type (part 2, 2.7.5 transfer). */
    public static final Composite<Transfer> TYPE = Composite.<Transfer>declare("transfer", 0x14)
            .mandatory("handle", FieldType.UINT)
            .optional("delivery-id", FieldType.UINT)
            .optional("delivery-tag", FieldType.DELIVERY_TAG)
            .optional("message-format", FieldType.UINT)
            .defaulted("settled", FieldType.BOOLEAN, false)
            .defaulted("more", FieldType.BOOLEAN, false)
            .optional("rcv-settle-mode", FieldType.RECEIVER_SETTLE_MODE)
            .optional("state", FieldType.DELIVERY_STATE)
            .defaulted("resume", FieldType.BOOLEAN, false)
            .defaulted("aborted", FieldType.BOOLEAN, false)
            .defaulted("batchable", FieldType.BOOLEAN, false)
            .build(
                    t -> FieldValues.of(
                            t.handle,
                            t.deliveryId,
                            t.deliveryTag,
                            t.messageFormat,
                            t.settled,
                            t.more,
                            t.rcvSettleMode,
                            t.state,
                            t.resume,
                            t.aborted,
                            t.batchable),
                    v -> new Transfer(
                            v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                            v.get(9), v.get(10)));

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(long handle) {
        return new Builder(handle);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(handle)
                .deliveryId(deliveryId)
                .deliveryTag(deliveryTag)
                .messageFormat(messageFormat)
                .settled(settled)
                .more(more)
                .rcvSettleMode(rcvSettleMode)
                .state(state)
                .resume(resume)
                .aborted(aborted)
                .batchable(batchable);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }

    /** Sets the fields of {@link Transfer} one by one; not thread-safe. */
    public static final class Builder {

        private long handle;
        private @Nullable Long deliveryId;
        private @Nullable Binary deliveryTag;
        private @Nullable Long messageFormat;
        private boolean settled;
        private boolean more;
        private @Nullable ReceiverSettleMode rcvSettleMode;
        private @Nullable DeliveryState state;
        private boolean resume;
        private boolean aborted;
        private boolean batchable;

        private Builder(long handle) {
            this.handle = handle;
        }

        /** Sets {@code handle}: the link that the delivery travels on. */
        public Builder handle(long value) {
            this.handle = value;
            return this;
        }

        /** Sets {@code delivery-id}: the number of the delivery in its session; may be absent on continuations. */
        public Builder deliveryId(@Nullable Long value) {
            this.deliveryId = value;
            return this;
        }

        /** Sets {@code delivery-tag}: the name of the delivery on its link, 32 bytes at most; may be absent on continuations. */
        public Builder deliveryTag(@Nullable Binary value) {
            this.deliveryTag = value;
            return this;
        }

        /** Sets {@code message-format}: the format of the payload, 0 for the standard's own; may be absent on continuations. */
        public Builder messageFormat(@Nullable Long value) {
            this.messageFormat = value;
            return this;
        }

        /** Sets {@code settled}: whether the sender has settled the delivery (absent means false). */
        public Builder settled(boolean value) {
            this.settled = value;
            return this;
        }

        /** Sets {@code more}: whether more frames of this delivery follow. */
        public Builder more(boolean value) {
            this.more = value;
            return this;
        }

        /** Sets {@code rcv-settle-mode}: when the receiver shall settle this one delivery, if not as the link says. */
        public Builder rcvSettleMode(@Nullable ReceiverSettleMode value) {
            this.rcvSettleMode = value;
            return this;
        }

        /** Sets {@code state}: the state of the delivery at the sender. */
        public Builder state(@Nullable DeliveryState value) {
            this.state = value;
            return this;
        }

        /** Sets {@code resume}: whether an unsettled delivery of an earlier attachment is resumed. */
        public Builder resume(boolean value) {
            this.resume = value;
            return this;
        }

        /** Sets {@code aborted}: whether the delivery is given up and what came of it is to be dropped. */
        public Builder aborted(boolean value) {
            this.aborted = value;
            return this;
        }

        /** Sets {@code batchable}: whether the receiver may delay its answer. */
        public Builder batchable(boolean value) {
            this.batchable = value;
            return this;
        }

        /** The immutable value. */
        public Transfer build() {
            return new Transfer(
                    handle,
                    deliveryId,
                    deliveryTag,
                    messageFormat,
                    settled,
                    more,
                    rcvSettleMode,
                    state,
                    resume,
                    aborted,
                    batchable);
        }
    }
}
