// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.protocol;

import io.lepton.amqp.types.Described;
import io.lepton.amqp.types.Symbol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a dynamic node goes away (part 3, 3.5.10 to 3.5.13): a value for {@link #PROPERTY} in the dynamic-node-properties of a
 * terminus.
 */
public enum LifetimePolicy {
    /** With the link that created it (part 3, 3.5.10). */
    DELETE_ON_CLOSE(0x2b),
    /** When no link uses it any more (part 3, 3.5.11). */
    DELETE_ON_NO_LINKS(0x2c),
    /** When it holds no message any more (part 3, 3.5.12). */
    DELETE_ON_NO_MESSAGES(0x2d),
    /** When it has neither links nor messages (part 3, 3.5.13). */
    DELETE_ON_NO_LINKS_OR_MESSAGES(0x2e);

    /** The key of the policy among the properties of a dynamic node (part 3, 3.5.9 node-properties). */
    public static final Symbol PROPERTY = Symbol.of("lifetime-policy");

    private static final Map<LifetimePolicy, Composite<LifetimePolicy>> TYPES = new EnumMap<>(LifetimePolicy.class);

    static {
        for (LifetimePolicy policy : values()) {
            TYPES.put(
                    policy,
                    Composite.<LifetimePolicy>declare(policy.toString(), policy.code)
                            .build(value -> FieldValues.NONE, v -> policy));
        }
    }

    private final int code;

    LifetimePolicy(int code) {
        this.code = code;
    }

    /** The declaration of this one policy. */
    public Composite<LifetimePolicy> type() {
        return Objects.requireNonNull(TYPES.get(this));
    }

    /** The policy as a value of the map. */
    public Described toDescribed() {
        return type().toDescribed(this);
    }

    /** The policy among the properties of a dynamic node; null if there is none or an unknown one. */
    public static @Nullable LifetimePolicy in(Map<Symbol, ? extends @Nullable Object> nodeProperties) {
        if (nodeProperties.get(PROPERTY) instanceof Described described) {
            for (LifetimePolicy policy : values()) {
                if (policy.type().describes(described.descriptor())) {
                    return policy;
                }
            }
        }
        return null;
    }

    /** The standard's name for it, such as {@code delete-on-close}. */
    @Override
    public String toString() {
        return Names.ofConstant(this);
    }
}
