// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SentDelivery;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** Sends numbered messages as credit allows, notes which were accepted, and closes when all are. */
final class NumberedSender implements MessagingHandler {
    private final String url;
    private final String address;
    private final int count;
    private final Map<SentDelivery, Integer> underWay = new IdentityHashMap<>();
    private final Numbers accepted;
    private int sent;

    NumberedSender(String url, String address, int count) {
        this.url = url;
        this.address = address;
        this.count = count;
        accepted = new Numbers(count);
    }

    Numbers accepted() {
        return accepted;
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(url).createSender(address);
    }

    @Override
    public void onSendable(SenderEvent event) {
        while (sent < count && event.sender().credit() > 0) {
            underWay.put(event.sender().send(Numbers.message(sent)), sent);
            sent++;
        }
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        accepted.see(Objects.requireNonNull(underWay.remove(event.delivery()), "accepted once more"));
        if (accepted.complete()) {
            event.connection().close();
        }
    }

    @Override
    public void onRejected(OutcomeEvent event) {
        throw new AssertionError("not accepted: " + event.delivery());
    }

    @Override
    public void onReleased(OutcomeEvent event) {
        throw new AssertionError("not accepted: " + event.delivery());
    }
}
