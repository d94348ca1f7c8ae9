// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import org.junit.jupiter.api.Test;

class UsedMessagesTest {

    @Test
    void aSmallOneServesAgainAtOnce() {
        UsedMessages messages = new UsedMessages(Arguments.parse("direct-sender", "--size", "100"));
        Message first = messages.next(1);
        assertThat((byte[]) first.body()).hasSize(100).startsWith(0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(messages.next(2)).isSameAs(first);
        assertThat((byte[]) first.body()).startsWith(0, 0, 0, 0, 0, 0, 0, 2);
        messages.settled();
        assertThat(messages.next(3)).isSameAs(first);
    }

    @Test
    void aLargeOneServesAgainOnceItsOutcomeIsKnown() {
        UsedMessages messages = new UsedMessages(Arguments.parse("direct-sender", "--size", "10240"));
        Message first = messages.next(1);
        Message second = messages.next(2);
        assertThat(second).isNotSameAs(first);
        messages.settled();
        assertThat(messages.next(3)).isSameAs(first);
        assertThat(Body.stamp(first)).isEqualTo(3);
        assertThat(Body.stamp(second)).isEqualTo(2);
        assertThat(((Binary) first.body()).size()).isEqualTo(10_240);
    }
}
