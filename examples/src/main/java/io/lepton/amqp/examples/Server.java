// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.ListenerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Source;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Answers requests itself, without a broker between: sends each text back in capitals. */
public final class Server implements MessagingHandler {

    private final String url;
    private final Map<String, Sender> replies = new HashMap<>();

    Server(String url) {
        this.url = url;
    }

    // region listen
    @Override
    public void onStart(ContainerEvent event) {
        event.container().listen(url);
    }

    @Override
    public void onListenerOpened(ListenerEvent event) {
        System.out.println("listening on port " + event.listener().port());
    }
    // end listen

    // region dynamic
    @Override
    public void onLinkOpening(LinkEvent event) {
        Source asked = event.link().remoteSource();
        if (event.link() instanceof Sender sender && asked != null && asked.dynamic()) {
            String address = UUID.randomUUID().toString();
            sender.open(o -> o.source(source -> source.address(address)));
            replies.put(address, sender);
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        Message request = event.message();
        Sender reply = replies.get(request.replyTo());
        if (reply != null) {
            String text = String.valueOf(request.body()).toUpperCase(Locale.ROOT);
            reply.send(Message.of(text).correlationId(request.id()));
        }
    }

    @Override
    public void onLinkClosed(LinkEvent event) {
        replies.values().remove(event.link());
    }
    // end dynamic

    public static void main(String[] args) {
        Container.create(new Server(args.length == 0 ? "amqp://localhost:8888" : args[0]))
                .run();
    }
}
