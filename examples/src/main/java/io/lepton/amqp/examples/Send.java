// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.message.Message;

/** Sends one message and ends. */
public final class Send implements MessagingHandler {

    private final String connectionUrl;
    private final String address;
    private final String body;

    Send(String connectionUrl, String address, String body) {
        this.connectionUrl = connectionUrl;
        this.address = address;
        this.body = body;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Connection connection = event.container().connect(connectionUrl);
        connection.createSender(address);
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        System.out.println(
                "SEND: Opened sender for target address '" + event.link().address() + "'");
    }

    @Override
    public void onSendable(SenderEvent event) {
        event.sender().send(Message.of(body));
        System.out.println("SEND: Sent message '" + body + "'");
        event.sender().close();
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        event.connection().close();
    }

    public static void main(String[] args) {
        if (args.length != 3) {
            System.err.println("Usage: Send CONNECTION-URL ADDRESS MESSAGE-BODY");
            System.exit(2);
        }
        Container.create(new Send(args[0], args[1], args[2])).run();
    }
}
