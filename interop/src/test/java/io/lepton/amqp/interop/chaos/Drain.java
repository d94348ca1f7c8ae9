// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.ReceiverEvent;
import java.util.Objects;

/** Takes all messages out of a queue, over a connection that nobody disturbs, until the broker says that there is none left. */
final class Drain implements MessagingHandler {
    private static final int CREDIT = 1_000;

    private final String url;
    private final String address;
    private final Ledger ledger;
    private int got;

    Drain(String url, String address, Ledger ledger) {
        this.url = url;
        this.address = address;
        this.ledger = ledger;
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(url).createReceiver(address, options -> options.creditWindow(0));
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        ask(Objects.requireNonNull(event.receiver()));
    }

    private void ask(Receiver receiver) {
        got = 0;
        receiver.addCredit(CREDIT);
        receiver.drain();
    }

    @Override
    public void onMessage(MessageEvent event) {
        got++;
        ledger.see(Numbered.of(event.message()));
        event.accept();
    }

    @Override
    public void onReceiverDrained(ReceiverEvent event) {
        if (got == 0) {
            event.connection().close();
        } else {
            ask(event.receiver());
        }
    }
}
