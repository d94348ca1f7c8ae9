// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

/** Attacks.md B33. */
class ConnectionCountsTest {

    private static SocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    @Test
    void b33_one_address_has_its_limit_and_leaves_room_for_others() {
        ConnectionCounts counts = new ConnectionCounts(10, 2);
        counts.came(at("10.0.0.1", 1));
        assertThat(counts.obstacle(at("10.0.0.1", 2))).isNull();
        counts.came(at("10.0.0.1", 2));
        assertThat(counts.obstacle(at("10.0.0.1", 3))).isEqualTo("2 from its address already");
        assertThat(counts.obstacle(at("10.0.0.2", 3))).isNull();
        counts.left(at("10.0.0.1", 1));
        assertThat(counts.obstacle(at("10.0.0.1", 3))).isNull();
    }

    @Test
    void b33_an_ipv6_network_counts_as_one_address() {
        ConnectionCounts counts = new ConnectionCounts(10, 1);
        counts.came(at("2001:db8:0:1::1", 1));
        assertThat(counts.obstacle(at("2001:db8:0:1:ffff::2", 1))).isNotNull();
        assertThat(counts.obstacle(at("2001:db8:0:2::1", 1))).isNull();
    }

    @Test
    void b33_the_limit_of_all_holds_besides_and_nothing_is_kept_of_who_left() {
        ConnectionCounts counts = new ConnectionCounts(3, 2);
        for (int i = 1; i <= 3; i++) {
            counts.came(at("10.0.0." + i, 1));
        }
        assertThat(counts.obstacle(at("10.0.0.4", 1))).isEqualTo("3 already");
        assertThat(counts.addresses()).isEqualTo(3);
        for (int i = 1; i <= 3; i++) {
            counts.left(at("10.0.0." + i, 1));
        }
        assertThat(counts.addresses()).isZero();
        assertThat(counts.obstacle(at("10.0.0.4", 1))).isNull();
    }

    @Test
    void without_a_limit_for_one_nobody_is_counted() {
        ConnectionCounts counts = new ConnectionCounts(2, Integer.MAX_VALUE);
        counts.came(at("10.0.0.1", 1));
        counts.came(at("10.0.0.1", 2));
        assertThat(counts.addresses()).isZero();
        assertThat(counts.obstacle(at("10.0.0.1", 3))).isEqualTo("2 already");
    }

    @Test
    void who_comes_by_a_file_has_no_address() {
        ConnectionCounts counts = new ConnectionCounts(10, 1);
        SocketAddress file = new DomainSocketAddress("/tmp/socket");
        counts.came(file);
        assertThat(counts.obstacle(file)).isNull();
        counts.left(file);
    }
}
