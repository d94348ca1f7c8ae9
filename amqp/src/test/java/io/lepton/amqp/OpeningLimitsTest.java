// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A peer that falls silent before it is open is noticed in time, whatever it was about to do: attacks.md C6, C7. */
class OpeningLimitsTest {

    private final Recorder client = new Recorder();
    private final Pair pair = new Pair(client, new Recorder());

    private Throwable failureAfter(Duration time) {
        pair.network.stallAll();
        pair.advance(time);
        assertThat(client.errors).hasSize(1);
        return client.errors.get(0);
    }

    @Test
    void aPeerThatFallsSilentBeforeSaslIsGivenUp() {
        pair.client.connect(pair.listener.url(), o -> o.reconnect(false).saslTimeout(Duration.ofSeconds(3)));

        assertThat(failureAfter(Duration.ofSeconds(4)))
                .isInstanceOf(AmqpTimeoutException.class)
                .hasMessage("authentication with " + pair.listener.url() + " took longer than 3000 ms");
    }

    @Test
    void withoutSaslTheLimitOfTheOpenCounts() {
        pair.client.connect(
                pair.listener.url(),
                o -> o.reconnect(false)
                        .saslEnabled(false)
                        .saslTimeout(Duration.ofSeconds(1))
                        .openTimeout(Duration.ofSeconds(3)));

        assertThat(failureAfter(Duration.ofSeconds(4)))
                .isInstanceOf(AmqpTimeoutException.class)
                .hasMessage("opening " + pair.listener.url() + " took longer than 3000 ms");
    }

    @Test
    void aConnectionThatIsOpenHasNoLimitsAnyMore() {
        Connection connection =
                pair.connect(o -> o.saslTimeout(Duration.ofSeconds(1)).openTimeout(Duration.ofSeconds(1)));
        pair.advance(Duration.ofHours(1));

        assertThat(connection.isOpen()).isTrue();
        assertThat(client.errors).isEmpty();
    }
}
