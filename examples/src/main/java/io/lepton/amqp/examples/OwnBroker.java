// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import java.util.concurrent.CompletableFuture;

/** A broker inside the program, as a test would use it. */
public final class OwnBroker {

    private OwnBroker() {}

    public static void main(String[] args) {
        // region broker
        CompletableFuture<String> received = new CompletableFuture<>();
        try (Broker broker = Broker.start(o -> o.maxMessagesPerQueue(1000));
                Container container = Container.create().start()) {
            Connection connection = container.connect(broker.url());
            connection.createSender("orders").send(Message.of("lamp"));
            connection.createReceiver(
                    "orders",
                    o -> o.onMessage(
                            event -> received.complete("got " + event.message().body())));
            System.out.println(received.join());
        }
        // end broker
    }
}
