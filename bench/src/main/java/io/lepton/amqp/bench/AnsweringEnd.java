// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import org.jspecify.annotations.Nullable;

/** Listens and sends the stamp of each message back on the connection's outgoing link. */
final class AnsweringEnd implements MessagingHandler {
    private final Arguments arguments;
    private @Nullable Listener listener;
    private @Nullable Sender answers;

    AnsweringEnd(Arguments arguments) {
        this.arguments = arguments;
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
            return;
        }
        answers = event.sender();
        if (answers != null && arguments.presettled()) {
            answers.open(options -> options.atMostOnce());
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        if (answers != null) {
            answers.send(Body.message(arguments, Body.stamp(event.message())));
        }
    }

    @Override
    public void onTransportClosed(ConnectionEvent event) {
        if (listener != null) {
            listener.close();
        }
    }
}
