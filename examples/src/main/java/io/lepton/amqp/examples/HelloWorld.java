// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;

/** Sends a message to the queue {@code examples} of a broker, and fetches it back. */
public final class HelloWorld implements MessagingHandler {

    private final String url;

    HelloWorld(String url) {
        this.url = url;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Connection connection = event.container().connect(url);
        connection.createReceiver("examples");
        connection.createSender("examples");
    }

    @Override
    public void onSendable(SenderEvent event) {
        event.sender().send(Message.of("Hello World!"));
        event.sender().close();
    }

    @Override
    public void onMessage(MessageEvent event) {
        System.out.println(event.message().body());
        event.connection().close();
    }

    public static void main(String[] args) {
        String url = args.length == 0 ? "amqp://localhost" : args[0];
        Container.create(new HelloWorld(url)).run();
    }
}
