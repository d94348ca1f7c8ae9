// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it receives, as a client that has a URL or as a server that has none; a client closes after so many. */
final class Inbox implements MessagingHandler {
    private final @Nullable String url;
    private final String address;
    private final int count;
    private final List<Message> messages = new ArrayList<>();

    private Inbox(@Nullable String url, String address, int count) {
        this.url = url;
        this.address = address;
        this.count = count;
    }

    static Inbox of(String url, String address, int count) {
        return new Inbox(url, address, count);
    }

    static Inbox server() {
        return new Inbox(null, "", Integer.MAX_VALUE);
    }

    /** What has come; a server's may be asked for when its peer has got its outcomes. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void onStart(ContainerEvent event) {
        if (url != null) {
            event.container().connect(url).createReceiver(address);
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        event.accept();
        synchronized (this) {
            messages.add(event.message());
        }
        if (messages().size() == count) {
            event.connection().close();
        }
    }
}
