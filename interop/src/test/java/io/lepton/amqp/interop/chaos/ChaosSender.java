// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.ConnectionErrorEvent;
import io.lepton.amqp.ConnectionEvent;
import io.lepton.amqp.ConnectionOptions;
import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.DeliveryFailedEvent;
import io.lepton.amqp.DisconnectedEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.LinkLostEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.Sender;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.TransportErrorEvent;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.ErrorCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Sends numbered messages as credit allows, whatever happens, and closes when each has its outcome. Keeps count of what was
 * told how often, and of what was under way whenever the connection was lost.
 */
final class ChaosSender implements MessagingHandler {
    private static final Duration TICK = Duration.ofMillis(100);

    private final String address;
    private final int count;
    private final IntFunction<Message> messages;
    private final Consumer<? super ConnectionOptions> connection;
    private final Map<SentDelivery, Integer> underWay = new IdentityHashMap<>();
    private final BitSet inDoubt = new BitSet();
    private final List<ErrorCondition> reasons = new ArrayList<>();
    private final byte[] callbacks;
    private final byte[] futures;
    private int perTick;
    private int due;
    private int sent;
    private int completed;
    private volatile int accepted;
    private int failed;
    private volatile int losses;
    private volatile int openings;
    private int linkOpenings;
    private int causes;

    /**
     * A sender that has yet to be run.
     *
     * @param size the bytes of each message's body
     */
    ChaosSender(String address, int count, int size, Consumer<? super ConnectionOptions> connection) {
        this(address, count, number -> Numbered.message(number, size), connection);
    }

    /**
     * A sender that has yet to be run.
     *
     * @param messages makes the message with a number
     */
    ChaosSender(
            String address, int count, IntFunction<Message> messages, Consumer<? super ConnectionOptions> connection) {
        this.address = address;
        this.count = count;
        this.messages = messages;
        this.connection = connection;
        callbacks = new byte[count];
        futures = new byte[count];
        due = count;
    }

    /** Takes its time: sends no more than so many messages in each tenth of a second. */
    ChaosSender paced(int messages) {
        perTick = messages;
        due = 0;
        return this;
    }

    @Override
    public void onStart(ContainerEvent event) {
        Sender sender = event.container().connect(connection::accept).createSender(address);
        if (due < count) {
            tick(event.container(), sender);
        }
    }

    private void tick(Container container, Sender sender) {
        due = Math.min(count, due + perTick);
        sendDue(sender);
        if (due < count) {
            container.schedule(TICK, () -> tick(container, sender));
        }
    }

    @Override
    public void onConnectionOpened(ConnectionEvent event) {
        assertThat(event.reconnected()).isEqualTo(openings > 0);
        openings++;
    }

    @Override
    public void onLinkOpened(LinkEvent event) {
        linkOpenings++;
    }

    @Override
    public void onSendable(SenderEvent event) {
        sendDue(event.sender());
    }

    private void sendDue(Sender sender) {
        while (sent < due && sender.credit() > 0) {
            int number = sent;
            sent++;
            SentDelivery delivery = sender.send(messages.apply(number));
            underWay.put(delivery, number);
            delivery.outcome().whenComplete((outcome, failure) -> futures[number]++);
        }
    }

    @Override
    public void onLinkLost(LinkLostEvent event) {
        reasons.add(event.cause().condition());
    }

    @Override
    public void onTransportError(TransportErrorEvent event) {
        causes++;
    }

    @Override
    public void onConnectionError(ConnectionErrorEvent event) {
        causes++;
        reasons.add(event.condition());
    }

    @Override
    public void onDisconnected(DisconnectedEvent event) {
        losses++;
        assertThat(causes).as("a cause for each loss").isEqualTo(losses);
        assertThat(event.willReconnect())
                .as("will go on after " + event.cause())
                .isTrue();
        underWay.values().forEach(inDoubt::set);
    }

    @Override
    public void onAccepted(OutcomeEvent event) {
        accepted++;
        complete(event);
    }

    @Override
    public void onDeliveryFailed(DeliveryFailedEvent event) {
        failed++;
        complete(event);
    }

    private void complete(OutcomeEvent event) {
        int number = Objects.requireNonNull(underWay.remove(event.delivery()), "an outcome was told twice");
        callbacks[number]++;
        completed++;
        if (completed == count) {
            event.connection().close();
        }
    }

    /** Messages accepted so far; may be asked from any thread. */
    int accepted() {
        return accepted;
    }

    /** How often the connection was lost so far; may be asked from any thread. */
    int losses() {
        return losses;
    }

    int openings() {
        return openings;
    }

    int linkOpenings() {
        return linkOpenings;
    }

    /** Afterwards: each message was accepted and told of once, and stored; only those under way at a loss were stored twice. */
    void assertNothingLost(Ledger stored) {
        assertAllAccepted();
        assertThat(stored.size()).as("stored").isEqualTo(count);
        assertThat(stored.outOfOrder()).as("stored out of order").isZero();
        BitSet unexplained = stored.again();
        unexplained.andNot(inDoubt);
        assertThat(unexplained).as("stored twice without need").isEqualTo(new BitSet());
    }

    /** What the peer gave as its reasons to end the connection or the link. */
    List<ErrorCondition> reasons() {
        return reasons;
    }

    /** Afterwards: each message was accepted and told of once. */
    void assertAllAccepted() {
        assertThat(accepted).as("accepted").isEqualTo(count);
        assertThat(failed).as("failed").isZero();
        for (int number = 0; number < count; number++) {
            assertThat(callbacks[number]).as("callbacks of %s", number).isOne();
            assertThat(futures[number]).as("completions of %s", number).isOne();
        }
    }
}
