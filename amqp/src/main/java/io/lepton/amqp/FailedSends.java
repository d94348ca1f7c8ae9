// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Sends of one sender that failed and of which the handler has not been told: many may be refused before the loop comes to it,
 * and one task tells of all. May be added to from any thread.
 */
final class FailedSends {

    private record Failure(SentDelivery delivery, DeliveryException cause) {}

    private final LoopWork work;
    private final BiConsumer<SentDelivery, DeliveryException> teller;
    private final Queue<Failure> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();

    /**
     * None yet.
     *
     * @param teller is called for each, in order, on the loop
     */
    FailedSends(LoopWork work, BiConsumer<SentDelivery, DeliveryException> teller) {
        this.work = work;
        this.teller = teller;
    }

    void add(SentDelivery delivery, DeliveryException cause) {
        untold.add(new Failure(delivery, cause));
        if (telling.compareAndSet(false, true)) {
            work.later(this::tell);
        }
    }

    private void tell() {
        telling.set(false); // before the first look, so that nothing can come in between and be forgotten
        List<Failure> known = new ArrayList<>();
        for (Failure next = untold.poll(); next != null; next = untold.poll()) {
            known.add(next);
        }
        for (Failure failure : known) {
            teller.accept(failure.delivery(), failure.cause());
        }
    }
}
