// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Container;
import io.lepton.amqp.ContainerEvent;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.LinkException;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.OutcomeEvent;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.SentDelivery;
import io.lepton.amqp.TransportException;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.AmqpException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong is told once, clearly, and leaves the process alive. */
@ExtendWith(ArtemisExtension.class)
class FailuresTest {
    @Test
    void aRefusedConnectionEndsRunWithItsReason() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        Recorder client = new Recorder("amqp://127.0.0.1:" + port, "nowhere");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Container.create(client).run())
                .withMessageContaining("refused")
                .withMessageContaining(Integer.toString(port));
        assertThat(client.opened).isEmpty();
    }

    @Test
    void aMissingAddressEndsRunWithItsReasonAndNeverOpens(EmbeddedArtemis broker) {
        Recorder client = new Recorder(broker.url(), EmbeddedArtemis.STRICT + "missing");

        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> Container.create(client).run())
                .withMessageContaining(EmbeddedArtemis.STRICT + "missing")
                .satisfies(e -> assertThat(e.condition().condition()).isEqualTo(AmqpError.NOT_FOUND));
        assertThat(client.opened).isEmpty();
    }

    @Test
    void aReceiverOfAMissingAddressIsToldTheSame(EmbeddedArtemis broker) {
        MessagingHandler client = new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                event.container().connect(broker.url()).createReceiver(EmbeddedArtemis.STRICT + "missing");
            }
        };

        assertThatExceptionOfType(LinkException.class)
                .isThrownBy(() -> Container.create(client).run())
                .satisfies(e -> assertThat(e.condition().condition()).isEqualTo(AmqpError.NOT_FOUND));
    }

    @Test
    void aFullAddressRejects(EmbeddedArtemis broker) {
        CompletableFuture<Outcome> rejection = new CompletableFuture<>();
        MessagingHandler client = new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                event.container().connect(broker.url()).createSender(EmbeddedArtemis.SMALL + "full");
            }

            @Override
            public void onSendable(SenderEvent event) {
                while (event.sender().credit() > 0 && !rejection.isDone()) {
                    event.sender().send(Message.of("x".repeat(1000)));
                }
            }

            @Override
            public void onRejected(OutcomeEvent event) {
                if (event.delivery().remoteState() instanceof Outcome outcome) {
                    rejection.complete(outcome);
                }
                event.connection().close();
            }
        };

        Container.create(client).run();

        assertThat(Patience.await(rejection))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.error())
                                .isNotNull()
                                .satisfies(
                                        e -> assertThat(e.condition()).isEqualTo(AmqpError.RESOURCE_LIMIT_EXCEEDED)));
    }

    @Test
    void aHandlerThatThrowsGivesTheMessageBackAndEndsRunWithWhatItThrew(EmbeddedArtemis broker) {
        Container.create(Outbound.to(broker.url(), "thrower", List.of(Message.of("hot"))))
                .run();
        List<Long> counts = new ArrayList<>();
        MessagingHandler thrower = new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                event.container().connect(broker.url()).createReceiver("thrower");
            }

            @Override
            public void onMessage(MessageEvent event) {
                counts.add(event.message().deliveryCount());
                if (counts.size() == 1) {
                    throw new UnsupportedOperationException("too hot");
                }
                event.accept();
                event.connection().close();
            }
        };

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Container.create(thrower).run())
                .withMessage("too hot");

        assertThat(counts).containsExactly(0L, 1L);
        assertThat(broker.messages("thrower")).isZero();
    }

    @Test
    void aPeerThatVanishesMidTransferFailsTheDeliveryAndRunButNotTheListener() {
        Inbox inbox = Inbox.server();
        try (Container container = Container.create(inbox);
                FaultProxy proxy = FaultProxy.to(Patience.listen(container).port())
                        .next(Fault.atByte(Side.CLIENT, 500_000, Deed.RESET))) {
            Recorder client = new Recorder(proxy.url(), "anywhere");

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> Container.create(client).run());

            assertThat(client.opened).hasSize(1);
            assertThatThrownBy(() -> Patience.await(client.sent.get(0).outcome()))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(AmqpException.class);
            Container.create(Outbound.to(proxy.url(), "anywhere", List.of(Message.of("still there"))))
                    .run();
            assertThat(inbox.messages()).extracting(Message::body).containsExactly("still there");
        }
    }

    /** Opens a sender and sends one large message. */
    private static final class Recorder implements MessagingHandler {
        final List<LinkEvent> opened = new ArrayList<>();
        final List<SentDelivery> sent = new ArrayList<>();
        private final String url;
        private final String address;

        Recorder(String url, String address) {
            this.url = url;
            this.address = address;
        }

        @Override
        public void onStart(ContainerEvent event) {
            event.container().connect(url, o -> o.reconnect(false)).createSender(address);
        }

        @Override
        public void onLinkOpened(LinkEvent event) {
            opened.add(event);
        }

        @Override
        public void onSendable(SenderEvent event) {
            if (sent.isEmpty()) {
                sent.add(event.sender().send(Message.of(new byte[1 << 20])));
            }
        }
    }
}
