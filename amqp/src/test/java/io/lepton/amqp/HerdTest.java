// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** B32: a thousand connections that are dropped together don't come back together. Time is virtual, chance is not. */
class HerdTest {

    private static final int CONNECTIONS = 1_000;
    private static final int SLICES = 10;
    /** A tenth of the time gets a tenth of the attempts, give or take what a thousand draws may be off. */
    private static final int MOST_IN_A_SLICE = CONNECTIONS * 3 / 2 / SLICES;

    private final TreeMap<Integer, List<Long>> attempts = new TreeMap<>();
    private final TreeMap<Integer, List<Long>> delays = new TreeMap<>();
    private int opened;

    private final MessagingHandler client = new MessagingHandler() {
        @Override
        public void onTransportError(TransportErrorEvent event) {
            // expected
        }

        @Override
        public void onDisconnected(DisconnectedEvent event) {
            delays.computeIfAbsent(event.attempt(), unknown -> new ArrayList<>())
                    .add(event.delay().toMillis());
        }

        @Override
        public void onConnectionOpened(ConnectionEvent event) {
            opened++;
        }
    };

    @Test
    void b32attemptsAreSpreadOverTheirDelays() {
        Pair pair = new Pair(client, new MessagingHandler() {});
        for (int i = 0; i < CONNECTIONS; i++) {
            pair.client.connect(
                    pair.listener.url(),
                    options -> options.heartbeat(Duration.ZERO)
                            .reconnect(again -> again.beforeAttempt(
                                    attempt -> attempts.computeIfAbsent(attempt.number(), unknown -> new ArrayList<>())
                                            .add(pair.network.loop.now()))));
        }
        pair.drive();
        assertThat(opened).isEqualTo(CONNECTIONS);
        int port = pair.listener.port();
        pair.advance(Duration.ofSeconds(6));

        pair.listener.close();
        long dropped = pair.network.loop.now();
        pair.network.cut();
        pair.advance(Duration.ofSeconds(3));
        pair.server.listen("amqp://127.0.0.1:" + port);
        pair.advance(Duration.ofSeconds(20));

        assertThat(opened).as("all are back").isEqualTo(2 * CONNECTIONS);
        attempts.forEach((number, times) -> System.out.println("herd: attempt " + number + " of " + times.size()
                + " connections, " + (times.get(0) - dropped) + " to " + (times.get(times.size() - 1) - dropped)
                + " ms after the drop, by tenths of that time: "
                + Arrays.toString(slices(times, times.get(0), times.get(times.size() - 1)))));
        long full = 100;
        assertSpread(delays.get(1), 0, 50);
        for (int number = 2; number <= 5; number++) {
            assertSpread(delays.get(number), full / 2, full);
            full *= 2;
        }
    }

    private static void assertSpread(List<Long> chosen, long least, long most) {
        assertThat(chosen).hasSize(CONNECTIONS).allMatch(delay -> delay >= least && delay <= most);
        assertThat(slices(chosen, least, most))
                .matches(counts -> Arrays.stream(counts).max().orElse(0) <= MOST_IN_A_SLICE);
    }

    private static int[] slices(List<Long> values, long least, long most) {
        int[] counts = new int[SLICES];
        for (long value : values) {
            counts[(int) Math.min(SLICES - 1, SLICES * (value - least) / Math.max(1, most - least))]++;
        }
        return counts;
    }
}
