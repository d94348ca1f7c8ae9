// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests and prints the answers, which come to an address that the peer makes up. */
public final class Client implements MessagingHandler {

    private final String url;
    private final String address;
    private final Deque<String> requests;
    private int answersMissing;

    Client(String url, String address, List<String> requests) {
        this.url = url;
        this.address = address;
        this.requests = new ArrayDeque<>(requests);
        this.answersMissing = requests.size();
    }

    // region request
    private @Nullable String replyTo;

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(url).createReceiver(null, o -> o.dynamic());
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        if (event.link() instanceof Receiver replies) {
            replyTo = replies.address();
            event.connection().createSender(address);
        }
    }

    @Override
    public void onSendable(SenderEvent event) {
        while (!requests.isEmpty() && event.sender().sendable()) {
            event.sender().send(Message.of(requests.remove()).replyTo(replyTo));
        }
    }

    @Override
    public void onMessage(MessageEvent event) {
        System.out.println(event.message().body());
        answersMissing--;
        if (answersMissing == 0) {
            event.connection().close();
        }
    }
    // end request

    public static void main(String[] args) {
        Container.create(new Client(args[0], args[1], List.of("Twas brillig", "and the slithy toves")))
                .run();
    }
}
