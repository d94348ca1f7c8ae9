// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.LinkErrorEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** Brokers and their clients, which end with the test. */
abstract class BrokerFixture {

    static final MessagingHandler QUIET = new MessagingHandler() {};

    /** Of a link whose end must not end the connection. */
    static final MessagingHandler TOLERANT = new MessagingHandler() {
        @Override
        public void onLinkError(LinkErrorEvent event) {}
    };

    final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    Broker broker() {
        return broker(options -> {});
    }

    Broker broker(Consumer<BrokerOptions> choices) {
        Broker broker = Broker.start(choices);
        toClose.add(broker);
        return broker;
    }

    Connection connect(Broker broker) {
        Container container = Container.create(QUIET).start();
        toClose.add(container);
        return container.connect(broker.url());
    }

    static Outcome send(Sender sender, Object body) throws Exception {
        return await(sender.send(Message.of(body)).outcome());
    }

    static Inbox receive(Connection connection, String address) {
        Inbox inbox = new Inbox();
        connection.createReceiver(address, o -> o.autoAccept(false).onMessage(inbox::add));
        return inbox;
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static void awaitCount(Broker broker, String address, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (broker.messageCount(address) != count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(broker.messageCount(address)).isEqualTo(count);
    }

    /** What a receiver got. */
    static final class Inbox {

        private final BlockingQueue<MessageEvent> events = new LinkedBlockingQueue<>();

        void add(MessageEvent event) {
            events.add(event);
        }

        MessageEvent next() throws InterruptedException {
            MessageEvent event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("a message within 10 seconds").isNotNull();
            return event;
        }

        boolean isEmpty() {
            return events.isEmpty();
        }
    }
}
