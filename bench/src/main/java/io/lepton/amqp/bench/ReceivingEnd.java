// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;

/** Takes messages from a broker until the one that says that no other comes, or until there were as many as asked for. */
final class ReceivingEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final Meter meter;
    private boolean over;

    ReceivingEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        meter = new Meter(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(arguments.url()).createReceiver(arguments.address(), options -> {
            options.creditWindow(arguments.window());
            if (arguments.presettled()) {
                options.atMostOnce();
            }
        });
    }

    @Override
    public void onMessage(MessageEvent event) {
        long stamp = Body.stamp(event.message());
        if (stamp != Stamp.END) {
            meter.message(System.nanoTime(), stamp);
        }
        if (!over && (stamp == Stamp.END || meter.countReached())) {
            over = true;
            event.accept();
            report.of(meter);
            event.connection().close();
        }
    }
}
