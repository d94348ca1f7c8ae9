// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of a link come from (part 3, 3.5.3 source).
 *
 * @param address the node's address; absent for a dynamic node that is asked for, for the anonymous terminus and for none
 * @param durable what of the terminus survives a crash (default none)
 * @param expiryPolicy when the terminus starts to expire (default session-end)
 * @param timeout seconds from then until it is gone (default 0)
 * @param dynamic whether the peer is asked to create a node (default false)
 * @param dynamicNodeProperties what the created node shall be like, see {@link LifetimePolicy}
 * @param distributionMode whether taking a message removes it from the node
 * @param filter the filters by name, each a described value or null, see {@link Filter}
 * @param defaultOutcome the outcome of deliveries that are settled without one
 * @param outcomes the descriptors of the outcomes that may be used; none means any
 * @param capabilities extensions that the source has or shall have
 */
public record Source(
        @Nullable String address,
        TerminusDurability durable,
        TerminusExpiryPolicy expiryPolicy,
        long timeout,
        boolean dynamic,
        Map<Symbol, @Nullable Object> dynamicNodeProperties,
        @Nullable DistributionMode distributionMode,
        Map<Symbol, @Nullable Object> filter,
        @Nullable Outcome defaultOutcome,
        List<Symbol> outcomes,
        List<Symbol> capabilities)
        implements Terminus {

    /** The declaration of this type (part 3, 3.5.3 source). */
    public static final Composite<Source> TYPE = Composite.<Source>declare("source", 0x28)
            .optional("address", FieldType.STRING)
            .defaulted("durable", FieldType.DURABILITY, TerminusDurability.NONE)
            .defaulted("expiry-policy", FieldType.EXPIRY_POLICY, TerminusExpiryPolicy.SESSION_END)
            .defaulted("timeout", FieldType.UINT, 0L)
            .defaulted("dynamic", FieldType.BOOLEAN, false)
            .defaulted("dynamic-node-properties", FieldType.FIELDS, Map.of())
            .optional("distribution-mode", FieldType.DISTRIBUTION_MODE)
            .defaulted("filter", FieldType.FIELDS, Map.of())
            .optional("default-outcome", FieldType.OUTCOME)
            .multiple("outcomes")
            .multiple("capabilities")
            .build(
                    s -> FieldValues.of(
                            s.address,
                            s.durable,
                            s.expiryPolicy,
                            s.timeout,
                            s.dynamic,
                            s.dynamicNodeProperties,
                            s.distributionMode,
                            s.filter,
                            s.defaultOutcome,
                            s.outcomes,
                            s.capabilities),
                    v -> new Source(
                            v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                            v.get(9), v.get(10)));

    /** Copies its collections. */
    public Source {
        dynamicNodeProperties = Frozen.map(dynamicNodeProperties);
        filter = Frozen.map(filter);
        outcomes = List.copyOf(outcomes);
        capabilities = List.copyOf(capabilities);
    }

    /** A source with this address and everything else absent. */
    public static Source of(@Nullable String address) {
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
                .distributionMode(distributionMode)
                .filter(filter)
                .defaultOutcome(defaultOutcome)
                .outcomes(outcomes)
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

    /** Sets the fields of {@link Source} one by one; not thread-safe. */
    public static final class Builder {

        private @Nullable String address;
        private TerminusDurability durable = TerminusDurability.NONE;
        private TerminusExpiryPolicy expiryPolicy = TerminusExpiryPolicy.SESSION_END;
        private long timeout;
        private boolean dynamic;
        private Map<Symbol, @Nullable Object> dynamicNodeProperties = Map.of();
        private @Nullable DistributionMode distributionMode;
        private Map<Symbol, @Nullable Object> filter = Map.of();
        private @Nullable Outcome defaultOutcome;
        private List<Symbol> outcomes = List.of();
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

        /** Sets {@code distribution-mode}: whether taking a message removes it from the node. */
        public Builder distributionMode(@Nullable DistributionMode value) {
            this.distributionMode = value;
            return this;
        }

        /** Sets {@code filter}: the filters by name, each a described value or null, see {@link Filter}. */
        public Builder filter(Map<Symbol, @Nullable Object> value) {
            this.filter = value;
            return this;
        }

        /** Sets {@code default-outcome}: the outcome of deliveries that are settled without one. */
        public Builder defaultOutcome(@Nullable Outcome value) {
            this.defaultOutcome = value;
            return this;
        }

        /** Sets {@code outcomes}: the descriptors of the outcomes that may be used; none means any. */
        public Builder outcomes(List<Symbol> value) {
            this.outcomes = value;
            return this;
        }

        /** Sets {@code capabilities}: extensions that the source has or shall have. */
        public Builder capabilities(List<Symbol> value) {
            this.capabilities = value;
            return this;
        }

        /** The immutable value. */
        public Source build() {
            return new Source(
                    address,
                    durable,
                    expiryPolicy,
                    timeout,
                    dynamic,
                    dynamicNodeProperties,
                    distributionMode,
                    filter,
                    defaultOutcome,
                    outcomes,
                    capabilities);
        }
    }
}
