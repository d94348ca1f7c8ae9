// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SentDelivery;

/** Sends as fast as credit allows until the meter has enough and everything is settled. */
final class SendingEnd implements MessagingHandler {
    private final Arguments arguments;
    private final Report report;
    private final boolean marksEnd;
    private final Meter meter;
    private final StampQueue underWay = new StampQueue();
    private long sent;
    private long settled;
    private boolean enough;
    private boolean marked;
    private boolean reported;

    /**
     * A sending end.
     *
     * @param marksEnd whether a last message, with the stamp {@link Stamp#END}, tells the receiver that no other comes
     */
    SendingEnd(Arguments arguments, Report report, boolean marksEnd) {
        this.arguments = arguments;
        this.report = report;
        this.marksEnd = marksEnd;
        meter = new Meter(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        event.container().connect(arguments.url()).createSender(arguments.address(), options -> {
            if (arguments.presettled()) {
                options.atMostOnce();
            }
        });
    }

    @Override
    public void onSendable(SenderEvent event) {
        Sender sender = event.sender();
        while (!enough && sender.credit() > 0) {
            long now = System.nanoTime();
            if (meter.wantsMore(sent, now)) {
                send(sender, now);
            } else {
                enough = true;
            }
        }
        endIfAllSettled(sender);
    }

    private void send(Sender sender, long now) {
        sender.send(Body.message(arguments, now));
        sent++;
        if (arguments.presettled()) {
            settled++;
            meter.message(now, Stamp.END);
        } else {
            underWay.add(now);
        }
    }

    @Override
    public void onSettled(DeliveryEvent event) {
        if (!(event.delivery() instanceof SentDelivery delivery)) {
            return;
        }
        if (marked) {
            finish(delivery.sender());
        } else {
            settled++;
            meter.message(System.nanoTime(), underWay.remove());
            endIfAllSettled(delivery.sender());
        }
    }

    @Override
    public void onRejected(OutcomeEvent event) {
        throw new IllegalStateException(event.delivery() + " was rejected");
    }

    @Override
    public void onReleased(OutcomeEvent event) {
        throw new IllegalStateException(event.delivery() + " was released");
    }

    private void endIfAllSettled(Sender sender) {
        if (!enough || marked || settled < sent) {
            return;
        }
        if (!marksEnd) {
            finish(sender);
        } else if (sender.credit() > 0) {
            marked = true;
            sender.send(Body.message(arguments, Stamp.END));
            if (arguments.presettled()) {
                finish(sender);
            }
        }
    }

    private void finish(Sender sender) {
        if (!reported) {
            reported = true;
            report.of(meter);
            sender.connection().close();
        }
    }
}
