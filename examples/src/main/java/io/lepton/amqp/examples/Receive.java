// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;

/** Receives messages until it has got as many as it should; for ever if no number was given. */
public final class Receive implements MessagingHandler {

    private final String connectionUrl;
    private final String address;
    private final int desired;
    private int received;

    Receive(String connectionUrl, String address, int desired) {
        this.connectionUrl = connectionUrl;
        this.address = address;
        this.desired = desired;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Connection connection = event.container().connect(connectionUrl);
        connection.createReceiver(address);
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        System.out.println(
                "RECEIVE: Opened receiver for source address '" + event.link().address() + "'");
    }

    @Override
    public void onMessage(MessageEvent event) {
        System.out.println("RECEIVE: Received message '" + event.message().body() + "'");
        received++;
        if (received == desired) {
            event.receiver().close();
            event.connection().close();
        }
    }

    public static void main(String[] args) {
        if (args.length < 2 || args.length > 3) {
            System.err.println("Usage: Receive CONNECTION-URL ADDRESS [MESSAGE-COUNT]");
            System.exit(2);
        }
        int desired = args.length == 3 ? Integer.parseInt(args[2]) : 0;
        Container.create(new Receive(args[0], args[1], desired)).run();
    }
}
