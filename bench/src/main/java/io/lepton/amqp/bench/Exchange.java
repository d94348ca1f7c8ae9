// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.types.Binary;
import java.util.concurrent.CompletableFuture;

/**
 * A container that sends and one that listens and accepts, in one process, joined by a socket of the loopback interface: all of
 * the library, as an application has it. The methods belong to one thread, which is neither container's.
 */
final class Exchange implements AutoCloseable {

    /** Credit that the receiver keeps granted. */
    private static final int WINDOW = 1000;

    /** Enough for all that a benchmark hands over in one go. */
    private static final long QUEUED_BYTES = 1L << 29;

    private final Container receiving;
    private final Container sending;
    private final Connection connection;
    private final Sender sender;
    private final Receiving received = new Receiving();
    private final byte[] body;
    private final Burst burst = new Burst();

    /** Joins them. */
    Exchange(int size) {
        body = new byte[size];
        receiving = Container.create(received).start();
        Listener listener = receiving.listen("amqp://127.0.0.1:0");
        listener.opened().toCompletableFuture().join();
        sending = Container.create(burst).start();
        connection = sending.connect(listener.url());
        sender = connection.createSender("bench", options -> options.maxQueuedBytes(QUEUED_BYTES));
        sender.opened().toCompletableFuture().join();
    }

    /** Sends so many messages as credit comes, and returns when all are accepted. */
    void sendAll(int count) {
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        connection.execute(() -> burst.begin(count, accepted));
        accepted.join();
    }

    /** Hands so many messages to the sender in one go, from this thread, and returns when the last is accepted. */
    void sendFromOutside(int count) {
        SentDelivery last = sender.send(Body.message(body));
        for (int i = 1; i < count; i++) {
            last = sender.send(Body.message(body));
        }
        last.outcome().toCompletableFuture().join();
    }

    /** Bytes of bodies that have come; to be asked when it is closed. */
    long bytesReceived() {
        return received.bytes;
    }

    @Override
    public void close() {
        sending.close();
        receiving.close();
    }

    /** Sends on the loop of the connection. */
    private final class Burst implements MessagingHandler {
        private int left;
        private int unsettled;
        private CompletableFuture<Void> accepted = new CompletableFuture<>();

        void begin(int count, CompletableFuture<Void> whenAccepted) {
            left = count;
            unsettled = count;
            accepted = whenAccepted;
            go();
        }

        @Override
        public void onSendable(SenderEvent event) {
            go();
        }

        private void go() {
            while (left > 0 && sender.sendable()) {
                left--;
                sender.send(Body.message(body));
            }
        }

        @Override
        public void onAccepted(OutcomeEvent event) {
            unsettled--;
            if (unsettled == 0) {
                accepted.complete(null);
            }
        }
    }

    /** Accepts what comes. */
    private static final class Receiving implements MessagingHandler {
        private long bytes;

        @Override
        public void onLinkOpening(LinkEvent event) {
            Receiver receiver = event.receiver();
            if (receiver != null) {
                receiver.open(options -> options.creditWindow(WINDOW));
            }
        }

        @Override
        public void onMessage(MessageEvent event) {
            if (event.message().body() instanceof Binary content) {
                bytes += content.size();
            }
        }
    }
}
