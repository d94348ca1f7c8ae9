// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the state of a range of deliveries (part 2, 2.7.6 disposition).
 *
 * <p>The engine reads and writes the same frame by {@link DispositionFields}.
 *
 * @param role the end of the deliveries' links that the sender of this frame is
 * @param first the first delivery id of the range
 * @param last the last delivery id of the range; absent means the same as {@code first}
 * @param settled whether the sender of this frame has settled them (default false)
 * @param state their state
 * @param batchable whether the answer to this may be delayed (default false)
 */
public record Disposition(
        Role role,
        long first,
        @Nullable Long last,
        boolean settled,
        @Nullable DeliveryState state,
        boolean batchable) implements Performative {

    /** The declaration of this type (part 2, 2.7.6 disposition). */
    public static final Composite<Disposition> TYPE = Composite.<Disposition>declare("disposition", 0x15)
            .mandatory("role", FieldType.ROLE)
            .mandatory("first", FieldType.UINT)
            .optional("last", FieldType.UINT)
            .defaulted("settled", FieldType.BOOLEAN, false)
            .optional("state", FieldType.DELIVERY_STATE)
            .defaulted("batchable", FieldType.BOOLEAN, false)
            .build(
                    d -> FieldValues.of(d.role, d.first, d.last, d.settled, d.state, d.batchable),
                    v -> new Disposition(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));

    /** A builder with the mandatory fields set and every other field absent. */
    public static Builder builder(Role role, long first) {
        return new Builder(role, first);
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(role, first).last(last).settled(settled).state(state).batchable(batchable);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }

    /** Sets the fields of {@link Disposition} one by one; not thread-safe. */
    public static final class Builder {

        private Role role;
        private long first;
        private @Nullable Long last;
        private boolean settled;
        private @Nullable DeliveryState state;
        private boolean batchable;

        private Builder(Role role, long first) {
            this.role = role;
            this.first = first;
        }

        /** Sets {@code role}: the end of the deliveries' links that the sender of this frame is. */
        public Builder role(Role value) {
            this.role = value;
            return this;
        }

        /** Sets {@code first}: the first delivery id of the range. */
        public Builder first(long value) {
            this.first = value;
            return this;
        }

        /** Sets {@code last}: the last delivery id of the range; absent means the same as {@code first}. */
        public Builder last(@Nullable Long value) {
            this.last = value;
            return this;
        }

        /** Sets {@code settled}: whether the sender of this frame has settled them. */
        public Builder settled(boolean value) {
            this.settled = value;
            return this;
        }

        /** Sets {@code state}: their state. */
        public Builder state(@Nullable DeliveryState value) {
            this.state = value;
            return this;
        }

        /** Sets {@code batchable}: whether the answer to this may be delayed. */
        public Builder batchable(boolean value) {
            this.batchable = value;
            return this;
        }

        /** The immutable value. */
        public Disposition build() {
            return new Disposition(role, first, last, settled, state, batchable);
        }
    }
}
