// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Sends what it was given, as a client that has a URL or as a server to whoever attaches; a client closes afterwards. */
final class Outbound implements MessagingHandler {
    private final @Nullable String url;
    private final String address;
    private final Queue<Message> waiting;
    private int unsettled;

    private Outbound(@Nullable String url, String address, Collection<Message> messages) {
        this.url = url;
        this.address = address;
        waiting = new ArrayDeque<>(messages);
        unsettled = waiting.size();
    }

    static Outbound to(String url, String address, Collection<Message> messages) {
        return new Outbound(url, address, messages);
    }

    static Outbound server(Collection<Message> messages) {
        return new Outbound(null, "", messages);
    }

    @Override
    public void onStart(ContainerEvent event) {
        if (url != null) {
            event.container().connect(url).createSender(address);
        }
    }

    @Override
    public void onSendable(SenderEvent event) {
        while (!waiting.isEmpty() && event.sender().credit() > 0) {
            event.sender().send(waiting.remove());
        }
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        unsettled--;
        if (unsettled == 0 && url != null) {
            event.connection().close();
        }
    }
}
