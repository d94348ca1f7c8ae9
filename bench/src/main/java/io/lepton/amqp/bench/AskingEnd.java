// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Connection;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import org.jspecify.annotations.Nullable;

/** Sends a message, waits for the one that answers it, and sends the next. */
final class AskingEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final RoundTrips trips;
    private @Nullable Sender sender;
    private boolean asked;

    AskingEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        trips = new RoundTrips(arguments, System.nanoTime());
    }

    @Override
    public void onStart(ContainerEvent event) {
        Connection connection = event.container().connect(arguments.url());
        connection.createReceiver(arguments.address(), options -> options.creditWindow(arguments.window()));
        sender = connection.createSender(arguments.address(), options -> {
            if (arguments.presettled()) {
                options.atMostOnce();
            }
        });
    }

    @Override
    public void onSendable(SenderEvent event) {
        if (!asked) {
            asked = true;
            ask();
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        if (trips.reply(System.nanoTime(), Body.stamp(event.message()))) {
            ask();
        } else {
            report.of(trips);
            event.connection().close();
        }
    }

    private void ask() {
        if (sender != null) {
            sender.send(Body.message(arguments, System.nanoTime()));
        }
    }
}
