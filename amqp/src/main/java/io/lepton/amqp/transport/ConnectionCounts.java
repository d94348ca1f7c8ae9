// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many connections a listener has, in all and from each address. Connections come on its loop and go on others. */
final class ConnectionCounts {

    /** Who has one address of IPv6 has this much of them. */
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final int mostFromOne;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<ByteBuffer, Integer> from = new ConcurrentHashMap<>();

    ConnectionCounts(int most, int mostFromOne) {
        this.most = most;
        this.mostFromOne = mostFromOne;
    }

    /** Why no further one may come from there, to continue "there are"; null if it may. */
    @Nullable
    String obstacle(SocketAddress remote) {
        if (all.get() >= most) {
            return most + " already";
        }
        ByteBuffer network = network(remote);
        return network != null && from.getOrDefault(network, 0) >= mostFromOne
                ? mostFromOne + " from its address already"
                : null;
    }

    void came(SocketAddress remote) {
        all.incrementAndGet();
        ByteBuffer network = network(remote);
        if (network != null) {
            from.merge(network, 1, Integer::sum);
        }
    }

    void left(SocketAddress remote) {
        all.decrementAndGet();
        ByteBuffer network = network(remote);
        if (network != null) {
            from.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many addresses there are connections from. */
    int addresses() {
        return from.size();
    }

    /** Null if it does not count: there is no limit, or it is no address of IP. */
    private @Nullable ByteBuffer network(SocketAddress remote) {
        if (mostFromOne >= most || !(remote instanceof InetSocketAddress inet)) {
            return null;
        }
        byte[] address = inet.getAddress().getAddress();
        return ByteBuffer.wrap(address, 0, Math.min(address.length, NETWORK_BYTES));
    }
}
