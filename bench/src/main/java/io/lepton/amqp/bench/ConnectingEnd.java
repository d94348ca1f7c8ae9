// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.SenderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens many connections, a limited number at a time, each with a sender that waits for credit; keeps them a while. */
final class ConnectingEnd implements MessagingHandler {
    private static final int AT_A_TIME = 50;

    private final Arguments arguments;
    private final Report report;
    private final List<Connection> connections = new ArrayList<>();
    private final Scale scale;
    private int sendable;

    ConnectingEnd(Arguments arguments, Report report) {
        this.arguments = arguments;
        this.report = report;
        scale = new Scale(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        scale.restart();
        for (int i = 0; i < Math.min(AT_A_TIME, arguments.connections()); i++) {
            connect(event.container());
        }
    }

    private void connect(Container container) {
        Connection connection = container.connect(arguments.url());
        connections.add(connection);
        connection.createSender(arguments.address());
    }

    @Override
    public void onSendable(SenderEvent event) {
        sendable++;
        if (connections.size() < arguments.connections()) {
            connect(event.container());
        } else if (sendable == arguments.connections()) {
            report.of(scale, scale.used());
            event.container().schedule(Duration.ofSeconds(arguments.holdSeconds()), this::close);
        }
    }

    private void close() {
        connections.forEach(Connection::close);
    }
}
