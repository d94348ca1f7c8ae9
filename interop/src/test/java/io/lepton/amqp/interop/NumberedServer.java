// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import java.util.concurrent.CompletableFuture;

/** Takes numbered messages from whoever connects; what it saw is told when a connection has ended. */
final class NumberedServer implements MessagingHandler {
    private static final int WINDOW = 500;

    private final Numbers received;
    private final CompletableFuture<Numbers> told = new CompletableFuture<>();

    NumberedServer(int count) {
        received = new Numbers(count);
    }

    CompletableFuture<Numbers> received() {
        return told;
    }

    @Override
    public void onLinkOpening(LinkEvent event) {
        Receiver receiver = event.receiver();
        if (receiver != null) {
            receiver.open(options -> options.creditWindow(WINDOW));
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        received.see(Numbers.of(event.message()));
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        told.complete(received);
    }
}
