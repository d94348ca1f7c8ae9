// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import io.lepton.amqp.transport.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Completes the futures that somebody asked for, once all outcomes of a batch are known. A thread that waits for the oldest of
 * its messages is woken once then and finds the others done, where it would be woken for each: that is what most of the time of
 * many waiting threads went to. Belongs to the loop.
 */
final class AwaitedOutcomes {

    private final EventLoop loop;
    private final Runnable task = this::complete;
    private List<SentDelivery.Awaited> known = new ArrayList<>();
    private List<SentDelivery.Awaited> completing = new ArrayList<>();

    AwaitedOutcomes(EventLoop loop) {
        this.loop = loop;
    }

    /** Completes this soon: when the loop has done with what it is about, whatever becomes of the connection. */
    void add(SentDelivery.Awaited outcome) {
        known.add(outcome);
        if (known.size() == 1) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException ending) {
                complete();
            }
        }
    }

    private void complete() {
        List<SentDelivery.Awaited> batch = known;
        known = completing;
        completing = batch;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete();
        }
        batch.clear();
    }
}
