// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.LifetimePolicy;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says of a terminus that a peer asked for: what there is of it, and no more (part 3, 3.5.3). There are no
 * filters, and nothing that outlives the link.
 */
final class Answers {

    private static final List<Symbol> OUTCOMES =
            List.of(Accepted.TYPE.symbol(), Rejected.TYPE.symbol(), Released.TYPE.symbol(), Modified.TYPE.symbol());

    /** What a queue may be called. */
    private static final List<Symbol> CAPABILITIES = List.of(Symbol.of("queue"), Symbol.of("temporary-queue"));

    private Answers() {}

    /** Changes the source that was asked for. */
    static void to(Source asked, String address, Source.Builder answer) {
        answer.address(address)
                .durable(TerminusDurability.NONE)
                .expiryPolicy(TerminusExpiryPolicy.LINK_DETACH)
                .timeout(0)
                .distributionMode(DistributionMode.MOVE)
                .filter(Map.of())
                .outcomes(asked.outcomes().isEmpty() ? OUTCOMES : known(asked.outcomes(), OUTCOMES))
                .capabilities(known(asked.capabilities(), CAPABILITIES))
                .dynamicNodeProperties(asked.dynamic() ? nodeProperties(policy(asked)) : Map.of());
    }

    /** Changes the target that was asked for; an address of null is the anonymous relay. */
    static void to(Target asked, @Nullable String address, Target.Builder answer) {
        answer.address(address)
                .durable(TerminusDurability.NONE)
                .expiryPolicy(TerminusExpiryPolicy.LINK_DETACH)
                .timeout(0)
                .capabilities(known(asked.capabilities(), CAPABILITIES))
                .dynamicNodeProperties(asked.dynamic() ? nodeProperties(policy(asked)) : Map.of());
    }

    /** When the dynamic node goes that is asked for: by default with its link. */
    static LifetimePolicy policy(Source asked) {
        return policy(asked.dynamicNodeProperties());
    }

    /** When the dynamic node goes that is asked for: by default with its link. */
    static LifetimePolicy policy(Target asked) {
        return policy(asked.dynamicNodeProperties());
    }

    private static LifetimePolicy policy(Map<Symbol, @Nullable Object> properties) {
        LifetimePolicy policy = LifetimePolicy.in(properties);
        return policy == null ? LifetimePolicy.DELETE_ON_CLOSE : policy;
    }

    private static Map<Symbol, @Nullable Object> nodeProperties(LifetimePolicy policy) {
        return Map.of(LifetimePolicy.PROPERTY, policy.toDescribed());
    }

    private static List<Symbol> known(List<Symbol> asked, List<Symbol> all) {
        return asked.stream().filter(all::contains).toList();
    }
}
