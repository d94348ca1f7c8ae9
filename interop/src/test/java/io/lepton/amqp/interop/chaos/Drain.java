// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.Connection;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;

/** Takes all messages out of a queue, over a connection that nobody disturbs, up to a last one that it adds itself. */
final class Drain implements MessagingHandler {
    private static final int LAST = Integer.MAX_VALUE;
    private static final int WINDOW = 1_000;

    private final String url;
    private final String address;
    private final Ledger ledger;

    Drain(String url, String address, Ledger ledger) {
        this.url = url;
        this.address = address;
        this.ledger = ledger;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Connection connection = event.container().connect(url);
        connection.createSender(address).send(Numbered.message(LAST, 100));
        connection.createReceiver(address, options -> options.creditWindow(WINDOW));
    }

    @Override
    public void onMessage(MessageEvent event) {
        int number = Numbered.of(event.message());
        event.accept();
        if (number == LAST) {
            event.connection().close();
        } else {
            ledger.see(number);
        }
    }
}
