// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryException;
import io.lepton.amqp.DeliveryFailedEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import java.util.ArrayList;
import java.util.List;

/** Sends messages that will not be accepted, and leaves all errors to the library. */
final class Refused implements MessagingHandler {
    private static final int COUNT = 200;

    private final String url;
    private final List<DeliveryException> failures = new ArrayList<>();
    private final List<Throwable> completions = new ArrayList<>();

    Refused(String url) {
        this.url = url;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Sender sender =
                event.container().connect(Clients.impatient(url)::accept).createSender("refused");
        for (int i = 0; i < COUNT; i++) {
            SentDelivery delivery = sender.send(Numbered.message(i, 100));
            delivery.outcome().whenComplete((outcome, failure) -> completions.add(failure));
        }
    }

    @Override
    public void onDeliveryFailed(DeliveryFailedEvent event) {
        failures.add(event.cause());
    }

    /** Afterwards: each outcome was told once, as a failure, in doubt for those that the peer had taken. */
    void assertAllFailed() {
        assertThat(failures).hasSize(COUNT);
        assertThat(completions).hasSize(COUNT).allMatch(DeliveryException.class::isInstance);
        assertThat(failures).filteredOn(DeliveryException::inDoubt).hasSizeGreaterThanOrEqualTo(COUNT / 2);
    }
}
