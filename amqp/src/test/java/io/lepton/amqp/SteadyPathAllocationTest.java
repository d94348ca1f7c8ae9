// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.Binary;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a message, of 100 bytes or large, costs in memory on its way through the API, over a real socket: what the loop's thread of each end
 * asks for, while traffic is steady. The bounds leave room for what a batch costs, of which there may be many or few.
 */
@Timeout(120)
class SteadyPathAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int SIZE = 100;
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 40_000;
    private static final int ALL = WARM_UP + MEASURED;

    /** A Message, 56 bytes, and its SentDelivery, 56. */
    private static final int SENT = 112;
    /** The content in an array, 116 and rounded up 120, its ReceivedDelivery, 40, its Message, 56, and a view of its body, 24. */
    private static final int RECEIVED = 240;

    private static final int BATCHES = 48;
    private static final int WINDOW = 1_000;

    /** The part of the measured messages that was sent before: those that were under way when the measuring began. */
    private static final double SENT_BEFORE = (double) WINDOW / MEASURED;

    private static final int LARGE = 10_240;

    private final Container receiving = Container.create(new Receiving(), "receiving");
    private final CompletableFuture<Double> bySender = new CompletableFuture<>();
    private final CompletableFuture<Double> byReceiver = new CompletableFuture<>();

    @AfterEach
    void close() {
        receiving.close();
    }

    @Test
    void aMessageCostsOneObjectAtEachEndBesideItself() {
        run(new byte[SIZE]);
        assertThat(result(bySender)).isBetween(SENT * (1 - SENT_BEFORE), (double) SENT + BATCHES);
        assertThat(result(byReceiver)).isBetween((double) RECEIVED - 24, (double) RECEIVED + BATCHES);
    }

    @Test
    void aLargeBodyThatNeverChangesIsNotCopiedToBeSentAndOnceWhenReceived() {
        run(Binary.of(new byte[LARGE]));
        // Netty's search for leaks, on in tests, remembers who has each buffer that is on its way to the socket
        assertThat(result(bySender)).isLessThan(LARGE / 2.0);
        assertThat(result(byReceiver)).isBetween((double) LARGE, LARGE * 1.5);
    }

    @Test
    void theLoopAddsNothingToWhatAnotherThreadHandsOver() {
        try (Container sending = Container.create(new Settling(), "sending")) {
            Sender sender = sending.start().connect(listen()).createSender("q", options -> options.maxQueued(ALL));
            for (int i = 0; i < ALL; i++) {
                sender.send(Message.of(new byte[SIZE]));
            }
            assertThat(result(bySender)).isLessThan(BATCHES);
        }
    }

    private void run(Object body) {
        try (Container sending = Container.create(new Sending(body), "sending")) {
            sending.start();
            sending.connect(listen()).createSender("q");
            result(bySender);
            result(byReceiver);
        }
    }

    private String listen() {
        receiving.start();
        return receiving
                .listen("amqp://127.0.0.1:0")
                .opened()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .url();
    }

    private static double result(CompletableFuture<Double> figure) {
        return figure.orTimeout(100, TimeUnit.SECONDS).join();
    }

    /** Counts messages, and from one number to another the bytes that the thread asks for. */
    private static final class Meter {

        private int count;
        private long before;

        /** Answers the bytes a message once they are known. */
        void message(CompletableFuture<Double> result) {
            count++;
            if (count == WARM_UP) {
                before = THREADS.getCurrentThreadAllocatedBytes();
            } else if (count == ALL) {
                result.complete((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / MEASURED);
            }
        }
    }

    private final class Sending implements MessagingHandler {

        private final Meter meter = new Meter();
        private final Object body;
        private int sent;

        Sending(Object body) {
            this.body = body;
        }

        @Override
        public void onSendable(SenderEvent event) {
            Sender sender = event.sender();
            while (sent < ALL && sender.credit() > 0) {
                sender.send(Message.of(body));
                sent++;
            }
        }

        @Override
        public void onSettled(DeliveryEvent event) {
            meter.message(bySender);
        }
    }

    private final class Settling implements MessagingHandler {

        private final Meter meter = new Meter();

        @Override
        public void onSettled(DeliveryEvent event) {
            meter.message(bySender);
        }
    }

    private final class Receiving implements MessagingHandler {

        private final Meter meter = new Meter();

        @Override
        public void onLinkOpening(LinkEvent event) {
            event.receiver().open(options -> options.creditWindow(WINDOW));
        }

        @Override
        public void onMessage(MessageEvent event) {
            Binary body = (Binary) event.message().body();
            if (body.size() >= SIZE) {
                meter.message(byReceiver);
            }
        }
    }
}
