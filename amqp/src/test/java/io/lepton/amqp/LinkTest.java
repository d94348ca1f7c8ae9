// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.DistributionMode;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.SenderSettleMode;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.TerminusDurability;
import io.lepton.amqp.protocol.TerminusExpiryPolicy;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import io.lepton.amqp.types.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private Link seen;

    private Pair pair(Consumer<LinkEvent> opening) {
        return new Pair(client, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                seen = event.link();
                opening.accept(event);
            }

            @Override
            public void onLinkOpened(LinkEvent event) {
                server.onLinkOpened(event);
            }

            @Override
            public void onLinkError(LinkErrorEvent event) {
                server.onLinkError(event);
            }

            @Override
            public void onLinkClosed(LinkEvent event) {
                server.onLinkClosed(event);
            }
        });
    }

    private static ErrorCondition error(Symbol condition) {
        return ErrorCondition.of(condition, "why");
    }

    @Test
    void theServerEchoesWhatTheClientAskedFor() {
        Pair pair = pair(event -> {});
        Receiver receiver = pair.connect()
                .createReceiver(
                        "q",
                        options -> options.distributionMode(DistributionMode.COPY)
                                .selector("a = 1")
                                .capabilities("queue"));
        pair.drive();

        assertThat(receiver.isOpen()).isTrue();
        assertThat(receiver.address()).isEqualTo("q");
        assertThat(receiver.remoteSource()).isEqualTo(receiver.source());
        assertThat(receiver.remoteTarget()).isEqualTo(receiver.target());
        assertThat(seen.address()).isEqualTo("q");
        assertThat(seen.name()).isEqualTo(receiver.name());
        assertThat(seen.accepted()).isTrue();
        assertThat(receiver.accepted()).isFalse();
    }

    @Test
    void theServerGrantsTheSettleModesThatTheClientAskedFor() {
        Pair pair = pair(event -> {});
        Sender sender = pair.connect().createSender("q", SenderOptions::exactlyOnce);
        pair.drive();

        assertThat(sender.remoteRcvSettleMode()).isEqualTo(ReceiverSettleMode.SECOND);
        assertThat(sender.remoteSndSettleMode()).isEqualTo(SenderSettleMode.UNSETTLED);
    }

    @Test
    void aRefusedLinkIsAnErrorAndClosedButNeverOpened() {
        Pair pair = pair(event -> event.link().close(error(AmqpError.NOT_FOUND)));
        client.take();
        Sender sender = pair.connect().createSender("nowhere");
        pair.drive();

        assertThat(client.take()).containsExactly("connectionOpened", "sessionOpened", "linkError", "linkClosed");
        assertThat(client.errors).singleElement().isInstanceOfSatisfying(LinkException.class, e -> {
            assertThat(e.condition()).isEqualTo(error(AmqpError.NOT_FOUND));
            assertThat(e).hasMessageContaining("nowhere");
        });
        assertThat(sender.remoteError()).isEqualTo(error(AmqpError.NOT_FOUND));
        assertThat(sender.opened().toCompletableFuture()).isCompletedExceptionally();
        assertThat(server.take()).containsExactly("linkClosed");
        assertThat(sender.connection().isOpen()).isTrue();
    }

    @Test
    void whatWasSentToARefusedLinkWasNeverSent() {
        Pair pair = pair(event -> event.link().close(error(AmqpError.NOT_FOUND)));
        SentDelivery delivery = pair.connect().createSender("nowhere").send(Message.of("x"));
        pair.drive();

        assertThatThrownBy(() -> delivery.outcome().toCompletableFuture().join())
                .hasCauseInstanceOf(DeliveryException.class)
                .cause()
                .satisfies(e -> assertThat(((DeliveryException) e).inDoubt()).isFalse())
                .hasCauseInstanceOf(LinkException.class);
    }

    @Test
    void theServerMayOpenALinkByItsOwnTerms() {
        Pair pair = pair(event -> event.sender()
                .open(options ->
                        options.source(source -> source.address("real")).properties(Map.of("a", 1))));
        Receiver receiver = pair.connect().createReceiver("asked");
        pair.drive();

        assertThat(receiver.address()).isEqualTo("real");
        assertThat(receiver.remoteProperties()).containsEntry(Symbol.of("a"), 1);
    }

    @Test
    void aDynamicNodeHasTheAddressThatTheServerGave() {
        Pair pair = pair(event -> {
            Source asked = event.link().remoteSource();
            assertThat(asked.dynamic()).isTrue();
            event.sender().open(options -> options.source(source -> source.address("temp-1")));
        });
        Receiver receiver = pair.connect().createReceiver(null, ReceiverOptions::dynamic);
        pair.drive();

        assertThat(receiver.address()).isEqualTo("temp-1");
    }

    @Test
    void dynamicNodesAreRefusedWhereNobodyMakesThem() {
        Pair pair = pair(event -> {});
        client.take();
        pair.connect().createReceiver(null, ReceiverOptions::dynamic);
        pair.drive();

        assertThat(client.take()).endsWith("linkError", "linkClosed").doesNotContain("linkOpened");
        assertThat(client.errors)
                .singleElement()
                .satisfies(e ->
                        assertThat(((LinkException) e).condition().condition()).isEqualTo(AmqpError.NOT_IMPLEMENTED));
    }

    @Test
    void openingALinkOutsideItsCallbackIsMisuse() {
        Pair pair = pair(event -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();

        assertThatThrownBy(() -> sender.open(options -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openingALinkFromAnotherThreadIsMisuse() {
        List<Throwable> thrown = new ArrayList<>();
        Pair pair = pair(event -> {
            Thread other = new Thread(() -> {
                try {
                    event.sender().open(options -> {});
                } catch (IllegalStateException e) {
                    thrown.add(e);
                }
            });
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Receiver receiver = pair.connect().createReceiver("q");
        pair.drive();

        assertThat(thrown).hasSize(1);
        assertThat(receiver.isOpen()).isTrue();
    }

    @Test
    void closedLinksAndSessionsAreForgotten() {
        Pair pair = pair(event -> {});
        Connection connection = pair.connect();
        for (int i = 0; i < 100; i++) {
            Session session = connection.createSession();
            Sender sender = session.createSender("q");
            pair.drive();
            sender.close();
            pair.drive();
            assertThat(session.links()).isEmpty();
            session.close();
            pair.drive();
        }

        assertThat(connection.life().sessions().size()).isZero();
        assertThat(seen.connection().life().sessions().size()).isZero();
    }

    @Test
    void linksToOneAddressHaveDifferentNames() {
        Pair pair = pair(event -> {});
        Connection connection = pair.connect();
        List<String> names = List.of(
                connection.createSender("a").name(),
                connection.createSender("a").name(),
                connection.createReceiver("a").name());
        pair.drive();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(connection.isOpen()).isTrue();
        assertThat(client.take().stream().filter("linkOpened"::equals)).hasSize(3);
    }

    @Test
    void aSecondLinkOfOneNameIsRefusedHereAndTheConnectionLives() {
        Pair pair = pair(event -> {});
        Connection connection = pair.connect();
        connection.createSender("a", options -> options.name("same"));
        Sender second = connection.createSender("b", options -> options.name("same"));
        pair.drive();

        assertThat(client.take())
                .containsSubsequence("linkError", "linkClosed", "linkOpened")
                .containsOnlyOnce("linkOpened");
        assertThat(second.isOpen()).isFalse();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aDurableSubscriptionAsksForASourceThatStays() {
        Pair pair = pair(event -> {});
        pair.connect().createReceiver("news", options -> options.name("mine").durableSubscription());
        pair.drive();

        assertThat(seen.name()).isEqualTo("mine");
        assertThat(seen.remoteSource().durable()).isEqualTo(TerminusDurability.UNSETTLED_STATE);
        assertThat(seen.remoteSource().expiryPolicy()).isEqualTo(TerminusExpiryPolicy.NEVER);
    }

    @Test
    void aLinkThatThePeerClosesWithAnErrorIsAnErrorAndThenClosed() {
        Pair pair = pair(event -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery delivery = sender.send(Message.of("x"));
        pair.drive();
        client.take();
        seen.close(error(AmqpError.RESOURCE_DELETED));
        pair.drive();

        assertThat(client.take()).containsExactly("linkError", "linkClosed");
        assertThat(server.take()).endsWith("linkClosed");
        assertThat(sender.closed().toCompletableFuture()).isCompletedExceptionally();
        assertThat(delivery.outcome().toCompletableFuture()).isCompleted();
        assertThatThrownBy(() -> sender.send(Message.of("y"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLinkErrorThatNobodyHandlesClosesTheConnectionOfAClient() {
        Recorder unhandled = new Recorder() {
            @Override
            public void onLinkError(LinkErrorEvent event) {
                Unhandled.linkError(event);
            }
        };
        Pair pair = new Pair(unhandled, new Recorder() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.link().close(error(AmqpError.UNAUTHORIZED_ACCESS));
            }
        });
        unhandled.take();
        pair.connect().createSender("q");
        pair.drive();

        assertThat(unhandled.take())
                .containsExactly(
                        "connectionOpened", "sessionOpened", "linkClosed", "connectionClosed", "transportClosed");
    }

    @Test
    void aLinkOfAHandlerOfItsOwnIsNotToldToOthers() {
        Recorder own = new Recorder();
        Pair pair = pair(event -> {});
        client.take();
        pair.connect().createSender("q", options -> options.handler(own));
        pair.drive();

        assertThat(own.take()).containsExactly("linkOpened", "sendable");
        assertThat(client.take()).containsExactly("connectionOpened", "sessionOpened");
    }

    @Test
    void aLinkCanBeClosedBeforeItIsOpen() {
        Pair pair = pair(event -> {});
        client.take();
        Connection connection = pair.client.connect(pair.listener.url());
        Sender sender = connection.createSender("q");
        sender.close();
        pair.drive();

        assertThat(client.take()).contains("linkClosed");
        assertThat(sender.isOpen()).isFalse();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aRefusedSessionIsAnErrorAndClosed() {
        Pair pair = new Pair(client, new Recorder() {
            @Override
            public void onSessionOpening(SessionEvent event) {
                event.session().close(error(AmqpError.NOT_ALLOWED));
            }
        });
        client.take();
        Session session = pair.connect().createSession();
        pair.drive();

        assertThat(client.take()).contains("sessionError").endsWith("sessionClosed");
        assertThat(session.isOpen()).isFalse();
        assertThat(session.connection().isOpen()).isTrue();
    }
}
