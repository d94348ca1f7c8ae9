// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.broker.BrokerOptions;
import io.lepton.amqp.interop.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Options and runs that the tests share. */
final class Clients {
    /** Short, so that silence is noticed while a test waits; long enough for a machine that is busy. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMillis(200);

    private Clients() {}

    /** Reconnects as fast as tests like it, however often it is cut off. */
    static Consumer<ConnectionOptions> impatient(String... urls) {
        return options -> options.urls(List.of(urls))
                .heartbeat(HEARTBEAT)
                .reconnect(again -> again.initialDelay(SHORT).maxDelay(LONG).stableAfter(Duration.ZERO));
    }

    /** As {@link #impatient}, but silence is not noticed. */
    static Consumer<ConnectionOptions> patient(String... urls) {
        return impatient(urls).andThen(options -> options.heartbeat(Duration.ZERO));
    }

    /** Runs a container with this handler to its end in another thread. */
    static CompletableFuture<Void> start(MessagingHandler handler) {
        return CompletableFuture.runAsync(() -> Container.create(handler).run());
    }

    /** Runs a container with this handler to its end. */
    static void run(MessagingHandler handler) {
        Patience.await(start(handler));
    }

    /** A broker that notices silence soon, and the ledger of what each of its queues has stored. */
    static final class Stored {
        private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

        /** What was stored under this address. */
        Ledger at(String address) {
            return ledgers.computeIfAbsent(address, unknown -> new Ledger());
        }

        Broker broker() {
            return Broker.start(this::options);
        }

        private void options(BrokerOptions options) {
            options.listener(listener -> listener.heartbeat(HEARTBEAT))
                    .onStored((address, event) -> at(address).see(Numbered.of(event.message())));
        }
    }
}
