// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultChannelId;
import org.junit.jupiter.api.Test;

class ChannelNumberTest {

    @Test
    void numbersTellChannelsApart() {
        ChannelNumber first = new ChannelNumber();
        ChannelNumber second = new ChannelNumber();
        assertThat(first).isNotEqualTo(second).isLessThan(second).isEqualByComparingTo(first);
        assertThat(first.asLongText()).isNotEqualTo(second.asLongText()).isEqualTo(first.asShortText());
    }

    @Test
    void comparesWithNettysOwnIdentifiersTheSameWayFromEitherSide() {
        ChannelNumber number = new ChannelNumber();
        DefaultChannelId other = DefaultChannelId.newInstance();
        assertThat(Integer.signum(number.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(number)));
    }
}
