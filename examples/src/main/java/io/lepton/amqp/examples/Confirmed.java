// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends messages from a thread of its own and learns what became of each. */
public final class Confirmed {

    private Confirmed() {}

    // region send
    static int send(String url, String address, int count) {
        try (Container container = Container.create(new MessagingHandler() {}).start()) {
            Connection connection = container.connect(url);
            Sender sender = connection.createSender(address);
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Message message = Message.of("message " + i).id("id-" + i);
                outcomes.add(sender.send(message).outcome().toCompletableFuture());
            }
            int accepted = 0;
            for (CompletableFuture<Outcome> outcome : outcomes) {
                accepted += outcome.join() instanceof Accepted ? 1 : 0;
            }
            return accepted;
        }
    }
    // end send

    public static void main(String[] args) {
        try {
            System.out.println(send(args[0], args[1], 10) + " messages were accepted");
        } catch (CompletionException e) {
            System.err.println("failed: " + e.getCause());
            System.exit(1);
        }
    }
}
