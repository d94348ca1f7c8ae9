// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import org.jspecify.annotations.Nullable;

/** Listens for many connections and reports once each has its link; ends with the last of them. */
final class AcceptingEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final Scale scale;
    private @Nullable Listener listener;
    private int opened;
    private int closed;

    AcceptingEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        scale = new Scale(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        listener =
                event.container().listen(arguments.url(), options -> options.maxConnections(arguments.connections()));
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        opened++;
        if (opened == 1) {
            scale.restart();
        }
        if (opened == arguments.connections()) {
            Usage used = scale.used();
            new Thread(() -> report.of(scale, used), "report").start(); // collects garbage, and the peer waits
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        event.release(); // nobody sends any, but without this method there would be no credit
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        closed++;
        if (closed == arguments.connections() && listener != null) {
            listener.close();
        }
    }
}
