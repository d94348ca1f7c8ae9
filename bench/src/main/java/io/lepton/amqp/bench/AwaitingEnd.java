// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Connection;
import io.lepton.amqp.Container;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.protocol.Accepted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends from threads of the application, which share a sender and wait for the outcome of each message, the oldest first, once
 * each has its share of the window under way: what users of the blocking style do.
 */
final class AwaitingEnd {
    private final Arguments arguments;
    private final Meter meter;
    private final int share;

    AwaitingEnd(Arguments arguments) {
        this.arguments = arguments;
        this.meter = new Meter(arguments);
        this.share = Math.max(1, arguments.window() / arguments.threads());
    }

    void run(Report report) {
        ExecutorService threads = Executors.newFixedThreadPool(arguments.threads());
        try (Container container = Container.create(
                        new MessagingHandler() {}, options -> options.transport(arguments.transport()))
                .start()) {
            Connection connection = container.connect(arguments.url());
            Sender sender = connection.createSender(arguments.address());
            sender.opened().toCompletableFuture().join();
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < arguments.threads(); i++) {
                work.add(threads.submit(() -> send(sender)));
            }
            for (Future<?> thread : work) {
                thread.get();
            }
            report.of(meter);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sending thread failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private record UnderWay(SentDelivery delivery, long stamp) {}

    private void send(Sender sender) {
        ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
        long sent = 0;
        while (true) {
            long now = System.nanoTime();
            if (!wantsMore(sent, now)) {
                break;
            }
            if (underWay.size() >= share) {
                await(underWay.remove());
            }
            underWay.add(new UnderWay(sender.send(Body.message(arguments, now)), now));
            sent++;
        }
        while (!underWay.isEmpty()) {
            await(underWay.remove());
        }
    }

    private synchronized boolean wantsMore(long sent, long now) {
        return meter.wantsMore(sent * arguments.threads(), now);
    }

    private void await(UnderWay oldest) {
        Object outcome = oldest.delivery().outcome().toCompletableFuture().join();
        if (outcome != Accepted.INSTANCE) {
            throw new IllegalStateException(oldest.delivery() + " was not accepted but " + outcome);
        }
        synchronized (this) {
            meter.message(System.nanoTime(), oldest.stamp());
        }
    }
}
