// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import io.lepton.amqp.Connection;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SenderOptions;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sends as fast as credit allows until the meter has enough and everything is settled. */
final class SendingEnd implements MessagingHandler {
    /** What a message takes beside its body, more than enough. */
    private static final int ENVELOPE = 64;

    private final Arguments arguments;
    private final Report report;
    private final boolean marksEnd;
    private final List<Connection> connections = new ArrayList<>();
    private final Meter meter;
    private final Messages messages;
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
        messages = arguments.reuse() ? new UsedMessages(arguments) : new NewMessages(arguments);
    }

    @Override
    public void onStart(ContainerEvent event) {
        for (int i = 0; i < arguments.connections(); i++) {
            Connection connection = event.container().connect(arguments.url(), this::choose);
            connections.add(connection);
            Session session = connection.defaultSession();
            for (int link = 0; link < arguments.links(); link++) {
                if (link > 0 && link % Arguments.LINKS_A_SESSION == 0) {
                    session = connection.createSession();
                }
                session.createSender(arguments.address(), this::choose);
            }
        }
    }

    private void choose(ConnectionOptions options) {
        Path tls = arguments.tls();
        if (tls != null) {
            options.tls(choices -> choices.trust(Arguments.certificate(tls)));
        }
        if (arguments.unsettled() > 0) {
            options.maxUnsettledBytes(2L * arguments.unsettled() * (arguments.size() + ENVELOPE));
        }
    }

    private void choose(SenderOptions options) {
        if (arguments.presettled()) {
            options.atMostOnce();
        }
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
        sender.send(messages.next(now));
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
            finish();
        } else {
            settled++;
            messages.settled();
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
        if (!enough || marked || settled + arguments.unsettled() < sent) {
            return;
        }
        if (!marksEnd) {
            finish();
        } else if (sender.credit() > 0) {
            marked = true;
            sender.send(Body.message(arguments, Stamp.END));
            if (arguments.presettled()) {
                finish();
            }
        }
    }

    private void finish() {
        if (!reported) {
            reported = true;
            report.of(meter);
            connections.forEach(Connection::close);
        }
    }
}
