// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.ReceivedDelivery;
import io.lepton.amqp.Receiver;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Listens, takes what is sent, and reports when the last connection ends. */
final class ListeningEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final Meter meter;
    /** Taken and neither accepted nor settled: as many as {@link Arguments#unsettled} asks for. */
    private final ArrayDeque<ReceivedDelivery> unsettled = new ArrayDeque<>();

    private @Nullable Listener listener;
    private int closed;

    ListeningEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        meter = new Meter(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        listener = event.container().listen(arguments.url(), options -> {
            options.maxConnections(Math.max(1000, arguments.connections()));
            Path tls = arguments.tls();
            if (tls != null) {
                options.tls(choices -> choices.identity(Arguments.certificate(tls), Arguments.key(tls)));
            }
        });
    }

    @Override
    public void onLinkOpening(LinkEvent event) {
        Receiver receiver = event.receiver();
        if (receiver != null) {
            receiver.open(options -> options.creditWindow(arguments.window() + arguments.unsettledOfLink())
                    .autoAccept(arguments.unsettled() == 0));
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        long stamp = Body.stamp(event.message());
        if (stamp != Stamp.END) {
            meter.message(System.nanoTime(), stamp);
        }
        if (arguments.unsettled() > 0) {
            unsettled.add(event.delivery());
            if (unsettled.size() > arguments.unsettled()) {
                unsettled.remove().accept();
            }
        }
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        closed++;
        if (closed == arguments.connections()) {
            report.of(meter);
            if (listener != null) {
                listener.close();
            }
        }
    }
}
