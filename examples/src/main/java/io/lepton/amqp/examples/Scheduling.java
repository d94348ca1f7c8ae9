// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Cancellable;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Work for the container's loop: later, or from other threads. */
public final class Scheduling {

    private Scheduling() {}

    static String run() {
        CompletableFuture<String> done = new CompletableFuture<>();
        try (Container container = Container.create(new MessagingHandler() {}).start()) {
            // region schedule
            Cancellable reminder = container.schedule(Duration.ofSeconds(60), () -> System.out.println("a minute"));
            container.execute(
                    () -> done.complete("on the loop: " + Thread.currentThread().getName()));
            reminder.cancel();
            // end schedule
            return done.join();
        }
    }

    public static void main(String[] args) {
        System.out.println(run());
    }
}
