// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of a link go (part 3, 3.5.4 target).
 *
 * @param address the node's address; absent for a dynamic node that is asked for, for the anonymous terminus and for none
 * @param durable what of the terminus survives a crash (default none)
 * @param expiryPolicy when the terminus starts to expire (default session-end)
 * @param timeout seconds from then until it is gone (default 0)
 * @param dynamic whether the peer is asked to create a node (default false)
 * @param dynamicNodeProperties what the created node shall be like, see {@link LifetimePolicy}
 * @param capabilities extensions that the target has or shall have
 */
public record Target(
        @Nullable String address,
        TerminusDurability durable,
        TerminusExpiryPolicy expiryPolicy,
        long timeout,
        boolean dynamic,
        Map<Symbol, @Nullable Object> dynamicNodeProperties,
        List<Symbol> capabilities)
        implements Terminus {

    /** The declaration of this type (part 3, 3.5.4 target). */
    public static final Composite<Target> TYPE = Composite.<Target>declare("target", 0x29)
            .optional("address", FieldType.STRING)
            .defaulted("durable", FieldType.DURABILITY, TerminusDurability.NONE)
            .defaulted("expiry-policy", FieldType.EXPIRY_POLICY, TerminusExpiryPolicy.SESSION_END)
            .defaulted("timeout", FieldType.UINT, 0L)
            .defaulted("dynamic", FieldType.BOOLEAN, false)
            .defaulted("dynamic-node-properties", FieldType.FIELDS, Map.of())
            .multiple("capabilities")
            .build(
                    t -> FieldValues.of(
                            t.address,
                            t.durable,
                            t.expiryPolicy,
                            t.timeout,
                            t.dynamic,
                            t.dynamicNodeProperties,
                            t.capabilities),
                    v -> new Target(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6)));

    /** Copies its collections. */
    public Target {
        dynamicNodeProperties = Frozen.map(dynamicNodeProperties);
        capabilities = List.copyOf(capabilities);
    }

    /** A target with this address and everything else absent. */
    public static Target of(@Nullable String address) {
        return builder().address(address).build();
    }

    /** A builder with every field absent. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder()
                .address(address)
                .durable(durable)
                .expiryPolicy(expiryPolicy)
                .timeout(timeout)
                .dynamic(dynamic)
                .dynamicNodeProperties(dynamicNodeProperties)
                .capabilities(capabilities);
    }

    @Override
    public void write(Buffer out) {
        TYPE.write(out, this);
    }

    @Override
    public String toString() {
        return TYPE.print(this);
    }

    /** Sets the fields of {@link Target} one by one; not thread-safe. */
    public static final class Builder {

        private @Nullable String address;
        private TerminusDurability durable = TerminusDurability.NONE;
        private TerminusExpiryPolicy expiryPolicy = TerminusExpiryPolicy.SESSION_END;
        private long timeout;
        private boolean dynamic;
        private Map<Symbol, @Nullable Object> dynamicNodeProperties = Map.of();
        private List<Symbol> capabilities = List.of();

        private Builder() {}

        /** Sets {@code address}: the node's address; absent for a dynamic node that is asked for, for the anonymous terminus and for none. */
        public Builder address(@Nullable String value) {
            this.address = value;
            return this;
        }

        /** Sets {@code durable}: what of the terminus survives a crash. */
        public Builder durable(TerminusDurability value) {
            this.durable = value;
            return this;
        }

        /** Sets {@code expiry-policy}: when the terminus starts to expire. */
        public Builder expiryPolicy(TerminusExpiryPolicy value) {
            this.expiryPolicy = value;
            return this;
        }

        /** Sets {@code timeout}: seconds from then until it is gone. */
        public Builder timeout(long value) {
            this.timeout = value;
            return this;
        }

        /** Sets {@code dynamic}: whether the peer is asked to create a node. */
        public Builder dynamic(boolean value) {
            this.dynamic = value;
            return this;
        }

        /** Sets {@code dynamic-node-properties}: what the created node shall be like, see {@link LifetimePolicy}. */
        public Builder dynamicNodeProperties(Map<Symbol, @Nullable Object> value) {
            this.dynamicNodeProperties = value;
            return this;
        }

        /** Sets {@code capabilities}: extensions that the target has or shall have. */
        public Builder capabilities(List<Symbol> value) {
            this.capabilities = value;
            return this;
        }

        /** The immutable value. */
        public Target build() {
            return new Target(address, durable, expiryPolicy, timeout, dynamic, dynamicNodeProperties, capabilities);
        }
    }
}
