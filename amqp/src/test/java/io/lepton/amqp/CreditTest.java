// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CreditTest {

    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private Sender feeding;

    /** A server that feeds the client's receiver. */
    private Pair pair(Consumer<SenderEvent> sendable) {
        return new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                feeding = event.sender();
            }

            @Override
            public void onSendable(SenderEvent event) {
                server.onSendable(event);
                sendable.accept(event);
            }

            @Override
            public void onSenderDraining(SenderEvent event) {
                server.onSenderDraining(event);
            }
        });
    }

    private void feed(int messages) {
        for (int i = 0; i < messages; i++) {
            feeding.send(Message.of(i));
        }
    }

    @Test
    void aReceiverGivesTenCreditsByDefault() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q");
        pair.drive();

        assertThat(feeding.credit()).isEqualTo(10);
        assertThat(receiver.credit()).isEqualTo(10);
    }

    @Test
    void creditIsRefilledAsMessagesAreSettled() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("q");
        pair.drive();
        feed(100);
        pair.drive();

        assertThat(client.bodies).hasSize(100);
        assertThat(feeding.credit()).isBetween(8L, 10L);
    }

    @Test
    void theWindowBoundsWhatTheApplicationHasNotSettled() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("q", options -> options.autoAccept(false).creditWindow(4));
        pair.drive();
        feed(20);
        pair.drive();
        assertThat(client.received).hasSize(4);

        client.received.get(0).accept();
        pair.drive();
        assertThat(client.received).hasSize(5);

        client.received.get(1).settle();
        client.received.get(2).release();
        pair.drive();
        assertThat(client.received).hasSize(7);
    }

    @Test
    void anApplicationThatKeepsNearlyAllOfTheWindowStillGetsTheRest() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("q", options -> options.autoAccept(false).creditWindow(100));
        pair.drive();
        feed(200);
        pair.drive();
        assertThat(client.received).hasSize(100);

        client.received.get(0).accept();
        pair.drive();
        assertThat(client.received).hasSize(101);
    }

    @Test
    void aWindowOfOneIsRefilledEachTime() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("q", options -> options.creditWindow(1));
        pair.drive();
        feed(5);
        pair.drive();

        assertThat(client.bodies).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void presettledMessagesLeaveTheWindowWhenTheHandlerHasReturned() {
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                feeding = event.sender();
                feeding.open(SenderOptions::atMostOnce);
            }
        });
        pair.connect().createReceiver("q", options -> options.autoAccept(false).creditWindow(2));
        pair.drive();
        feed(9);
        pair.drive();

        assertThat(client.bodies).hasSize(9);
    }

    @Test
    void withoutAWindowTheApplicationGivesTheCredit() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        receiver.addCredit(2);
        pair.drive();
        feed(5);
        pair.drive();
        assertThat(client.bodies).containsExactly(0, 1);

        receiver.addCredit(1);
        pair.drive();
        assertThat(client.bodies).containsExactly(0, 1, 2);
    }

    @Test
    void creditGivenBeforeTheLinkIsOpenIsNotLost() {
        Pair pair = pair(event -> {});
        Connection connection = pair.client.connect(pair.listener.url());
        connection.createReceiver("q", options -> options.creditWindow(0)).addCredit(3);
        pair.drive();

        assertThat(feeding.credit()).isEqualTo(3);
    }

    @Test
    void thereIsNoCreditBeforeThereIsSomewhereToDeliver() {
        MemoryNetwork network = new MemoryNetwork();
        List<Sender> senders = new ArrayList<>();
        Container server = network.container(
                new MessagingHandler() {
                    @Override
                    public void onLinkOpened(LinkEvent event) {
                        senders.add(event.sender());
                    }
                },
                "server");
        Listener listener = server.listen("amqp://127.0.0.1:0");
        server.start();
        network.loop.drive();
        Container mute = network.container(Container.NO_HANDLER, "mute").start();
        Receiver receiver = mute.connect(listener.url()).createReceiver("q");
        network.loop.drive();
        assertThat(senders.get(0).credit()).isZero();

        List<Object> bodies = new ArrayList<>();
        receiver.onMessage(event -> bodies.add(event.message().body()));
        network.loop.drive();
        assertThat(senders.get(0).credit()).isEqualTo(10);
        senders.get(0).send(Message.of("x"));
        network.loop.drive();
        assertThat(bodies).containsExactly("x");
    }

    @Test
    void aReceiverMayTakeItsMessagesByALambda() {
        List<Object> bodies = new ArrayList<>();
        Pair pair = pair(event -> {});
        pair.connect()
                .createReceiver(
                        "q",
                        options -> options.onMessage(
                                event -> bodies.add(event.message().body())));
        pair.drive();
        feed(3);
        pair.drive();

        assertThat(bodies).containsExactly(0, 1, 2);
        assertThat(client.received).isEmpty();
    }

    @Test
    void drainingIsAnsweredByItselfWhenNothingIsThere() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        receiver.addCredit(5);
        pair.drive();
        client.take();
        server.take();
        receiver.drain();
        pair.drive();

        assertThat(client.take()).containsExactly("receiverDrained");
        assertThat(server.take()).contains("senderDraining");
        assertThat(receiver.credit()).isZero();
        assertThat(feeding.credit()).isZero();
    }

    @Test
    void drainingFirstTakesWhatWaits() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        pair.drive();
        feed(3);
        pair.drive();
        receiver.addCredit(5);
        receiver.drain();
        pair.drive();

        assertThat(client.bodies).containsExactly(0, 1, 2);
        assertThat(client.take()).endsWith("receiverDrained");
    }

    /** The network takes no more in the middle: the source is not drained as long as it has messages. */
    @Test
    void drainingWaitsForWhatTheNetworkHoldsUp() {
        int[] left = {20};
        Pair pair = pair(event -> {
            while (left[0] > 0 && event.sender().credit() > 0) {
                left[0]--;
                event.sender().send(Message.of(new byte[100_000]));
            }
        });
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        pair.drive();
        MemoryWire wire = pair.network.wires().get(1);
        wire.stallAfter(5);
        receiver.addCredit(100);
        receiver.drain();
        pair.drive();
        assertThat(left[0]).as("messages that wait").isPositive();
        assertThat(client.take()).doesNotContain("receiverDrained");

        wire.stall(false);
        pair.drive();
        assertThat(left[0]).isZero();
        assertThat(client.bodies).hasSize(20);
        assertThat(client.take()).endsWith("receiverDrained");
    }

    /** It was something else that filled the network: the sender is told all the same when it may go on. */
    @Test
    void whoAsksForCreditWhileTheNetworkIsFullIsToldWhenItIsNot() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("q");
        pair.drive();
        server.take();
        MemoryWire wire = pair.network.wires().get(1);
        wire.stall(true);
        feeding.connection().createSession();
        pair.drive();
        assertThat(feeding.credit()).isZero();
        pair.drive();
        assertThat(server.take()).isEmpty();

        wire.stall(false);
        pair.drive();
        assertThat(server.take()).containsExactly("sendable");
        assertThat(feeding.credit()).isEqualTo(10);
    }

    /** The session's window, 2048 frames, closes in the middle of them (part 2, 2.6.7). */
    @Test
    void drainingTakesWhatWaitsForTheSessionsWindow() {
        int messages = 5_000;
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        pair.drive();
        feed(messages);
        pair.drive();
        receiver.addCredit(messages + 1);
        receiver.drain();
        pair.drive();

        assertThat(client.bodies).hasSize(messages);
        assertThat(client.take()).endsWith("receiverDrained").containsOnlyOnce("receiverDrained");
        assertThat(receiver.credit()).isZero();
    }

    @Test
    void drainingWithoutCreditIsToldToo() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q", options -> options.creditWindow(0));
        pair.drive();
        client.take();
        receiver.drain();
        pair.drive();

        assertThat(client.take()).containsExactly("receiverDrained");
    }

    @Test
    void creditIsRefilledAgainAfterADrain() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect().createReceiver("q");
        pair.drive();
        receiver.drain();
        pair.drive();
        assertThat(client.take()).endsWith("receiverDrained");
        feed(30);
        pair.drive();

        assertThat(client.bodies).hasSize(30);
    }

    @Test
    void messagesThatComeAfterTheReceiverWasClosedAreGivenBack() {
        Recorder closing = new Recorder() {
            @Override
            public void onMessage(MessageEvent event) {
                super.onMessage(event);
                event.receiver().close();
            }
        };
        Pair pair = new Pair(closing, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                feeding = event.sender();
            }

            @Override
            public void onReleased(OutcomeEvent event) {
                server.onReleased(event);
            }

            @Override
            public void onAccepted(OutcomeEvent event) {
                server.onAccepted(event);
            }
        });
        pair.connect().createReceiver("q");
        pair.drive();
        pair.server.execute(() -> feed(3));
        pair.drive();

        assertThat(closing.bodies).containsExactly(0);
        assertThat(server.take()).containsExactly("accepted", "released", "released");
        assertThat(closing.take()).endsWith("message", "linkClosed");
    }
}
