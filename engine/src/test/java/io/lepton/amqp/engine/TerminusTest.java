// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminusTest {

    @Test
    @Spec({"M-013", "M-014", "M-016", "M-017", "M-018"})
    void everyFieldOfSourceAndTargetArrives() {
        Source source = Source.builder()
                .dynamic(true)
                .durable(TerminusDurability.UNSETTLED_STATE)
                .expiryPolicy(TerminusExpiryPolicy.NEVER)
                .timeout(77)
                .dynamicNodeProperties(Map.of(Symbol.of("lifetime-policy"), 1))
                .distributionMode(DistributionMode.COPY)
                .defaultOutcome(Released.INSTANCE)
                .outcomes(List.of(Symbol.of("amqp:accepted:list")))
                .capabilities(List.of(Symbol.of("queue")))
                .build();
        Target target = Target.builder()
                .address("there")
                .durable(TerminusDurability.CONFIGURATION)
                .expiryPolicy(TerminusExpiryPolicy.CONNECTION_CLOSE)
                .timeout(78)
                .capabilities(List.of(Symbol.of("topic")))
                .build();
        EnginePair pair = new EnginePair();
        EngineReceiver receiver = pair.session().receiver("a");
        receiver.source(source).target(target).open();
        pair.drive();
        EngineLink atServer = pair.serverEvents.links.get(0);
        assertThat(atServer.remoteSource()).isEqualTo(source);
        assertThat(atServer.remoteTarget()).isEqualTo(target);
    }

    @Test
    @Spec({"M-014", "M-015"})
    void theAnswerTellsWhatIsReallyInForce() {
        EnginePair pair = new EnginePair();
        pair.serverEvents.onLink = link -> link.source(link.remoteSource().toBuilder()
                        .dynamic(false)
                        .address("made-up")
                        .build())
                .target(link.remoteTarget())
                .open();
        EngineReceiver receiver = pair.session().receiver("a");
        receiver.source(Source.builder().dynamic(true).build()).open();
        pair.drive();
        assertThat(receiver.remoteSource().address()).isEqualTo("made-up");
        assertThat(receiver.source().address()).isNull();
    }
}
