// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;

/** Receives numbered messages and closes when all have come. */
final class NumberedReceiver implements MessagingHandler {
    private static final int WINDOW = 500;

    private final String url;
    private final String address;
    private final Numbers received;

    NumberedReceiver(String url, String address, int count) {
        this.url = url;
        this.address = address;
        received = new Numbers(count);
    }

    Numbers received() {
        return received;
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(url).createReceiver(address, options -> options.creditWindow(WINDOW));
    }

    @Override
    public void onMessage(MessageEvent event) {
        received.see(Numbers.of(event.message()));
        event.accept();
        if (received.complete()) {
            event.connection().close();
        }
    }
}
