// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli.peer;

import io.lepton.amqp.Connection;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.ReceiverEvent;
import io.lepton.amqp.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * {@code receive}: prints messages and states their outcome afterwards. Gives its own credit, never for more messages than it
 * is to receive: what it doesn't print stays where it is.
 */
public final class ReceiveCall extends ClientCall {

    /** The engine holds back what exceeds its limit on unsettled deliveries, which must not look like a drained source. */
    private static final int MOST_CREDIT_DRAINED = 10_000;

    private final ReceivePlan plan;
    private @Nullable Receiver receiver;
    /** Credit given for messages that have not been dealt with. */
    private long outstanding;

    private boolean opened;
    private long taken;
    private long received;

    /** A call with this to do. */
    public ReceiveCall(PeerEvents events, CallSteps steps, ReceivePlan plan) {
        super(events, steps);
        this.plan = plan;
    }

    @Override
    void begin(Connection made) {
        receiver = receiver(made, plan.address(), options -> {
            options.creditWindow(0);
            if (plan.presettled()) {
                options.atMostOnce();
            } else {
                options.atLeastOnce();
            }
        });
    }

    /** If the link is back after a loss, so is the credit that was under way, but no drain. */
    @Override
    public void onLinkOpened(LinkEvent event) {
        steps().post(() -> {
            Receiver open = receiver;
            if (!opened) {
                opened = true;
                next();
            } else if (plan.drain() && open != null) {
                open.drain();
            }
        });
    }

    @Override
    public void onMessage(MessageEvent event) {
        steps().post(() -> take(event));
    }

    @Override
    public void onReceiverDrained(ReceiverEvent event) {
        steps().post(() -> {
            // used up to the last credit: there may be more
            if (outstanding == 0) {
                next();
            } else {
                end();
            }
        });
    }

    @Override
    void stopped() {
        if (plan.count() == Long.MAX_VALUE) {
            end();
        } else {
            super.stopped();
        }
    }

    private void take(MessageEvent event) {
        if (event.delivery().stale()) {
            // it comes again, and so does its credit
            return;
        }
        if (ending()) {
            event.release();
            return;
        }
        taken++;
        outstanding = Math.max(0, outstanding - 1);
        Message message = readable(event);
        if (message != null) {
            print(message);
            if (!steps().pause(plan.slow())) {
                return;
            }
            plan.state().decide(event);
        }
        if (taken == plan.count() || !plan.drain()) {
            next();
        }
    }

    private void print(Message message) {
        long index = received++;
        boolean redelivered = message.deliveryCount() > 0;
        events().event("message", json -> {
            json.writeNumberField("index", index);
            json.writeFieldName("message");
            MessageWriter.write(json, message);
            json.writeBooleanField("redelivered", redelivered);
        });
    }

    /** Ends if there is nothing to be received any more, else gives the credit that there is room for. */
    private void next() {
        long wanted = plan.count() - taken;
        if (wanted <= 0) {
            end();
            return;
        }
        int window = plan.drain() ? Math.min(plan.credit(), MOST_CREDIT_DRAINED) : plan.credit();
        long free = Math.min(window, wanted) - outstanding;
        Receiver open = receiver;
        if (open != null && free > 0 && (outstanding == 0 || free >= window / 4 || free + outstanding == wanted)) {
            open.addCredit((int) free);
            outstanding += free;
            if (plan.drain()) {
                open.drain();
            }
        }
    }

    @Override
    void finished() {
        events().event("done", json -> json.writeNumberField("received", received));
    }
}
