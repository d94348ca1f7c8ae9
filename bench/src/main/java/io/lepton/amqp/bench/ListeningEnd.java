// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import org.jspecify.annotations.Nullable;

/** Listens, takes what one sender sends, and reports when its connection ends. */
final class ListeningEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final Meter meter;
    private @Nullable Listener listener;

    ListeningEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        meter = new Meter(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        listener = event.container().listen(arguments.url());
    }

    @Override
    public void onLinkOpening(LinkEvent event) {
        Receiver receiver = event.receiver();
        if (receiver != null) {
            receiver.open(options -> options.creditWindow(arguments.window()));
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        long stamp = Body.stamp(event.message());
        if (stamp != Stamp.END) {
            meter.message(System.nanoTime(), stamp);
        }
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        report.of(meter);
        if (listener != null) {
            listener.close();
        }
    }
}
