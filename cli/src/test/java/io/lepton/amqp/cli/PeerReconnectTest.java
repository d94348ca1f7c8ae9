// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.MessageEvent;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.Receiver;
import io.lepton.amqp.broker.Broker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verbs of {@code lepton peer} when their connection is cut. */
@Timeout(60)
class PeerReconnectTest {

    private final Broker broker = Broker.start();
    private CuttableProxy proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new CuttableProxy(broker.port());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        broker.close();
    }

    @Test
    void withoutTheOptionALossIsAnError() throws Exception {
        try (RunningCommand connect = RunningCommand.start("peer", "connect", "--url", proxy.url(), "--hold", "30")) {
            assertThat(connect.nextLine()).contains("open");
            proxy.cut();
            assertThat(connect.nextLine()).startsWith(Json.error("io"));
            assertThat(connect.status()).isEqualTo(Main.FAILED);
        }
    }

    @Test
    void aConnectionThatIsBackIsToldOnceMore() throws Exception {
        try (RunningCommand connect = start("connect", "--hold", "1")) {
            assertThat(connect.nextLine()).contains("open");
            proxy.cut();
            assertThat(connect.nextLine()).contains("open");
            assertThat(connect.nextLine()).isEqualTo(Json.CLOSE);
            assertThat(connect.status()).isZero();
        }
    }

    @Test
    void whatHasNoOutcomeIsSentAgain() throws Exception {
        BlockingQueue<MessageEvent> taken = new LinkedBlockingQueue<>();
        try (Container server = Container.create(new MessagingHandler() {
                    @Override
                    public void onLinkOpening(LinkEvent event) {
                        ((Receiver) event.link()).open(o -> o.autoAccept(false));
                    }

                    @Override
                    public void onMessage(MessageEvent event) {
                        taken.add(event);
                    }
                })
                .start()) {
            int port = server.listen("amqp://127.0.0.1:0")
                    .opened()
                    .toCompletableFuture()
                    .join()
                    .port();
            try (CuttableProxy between = new CuttableProxy(port);
                    RunningCommand send = RunningCommand.start(
                            "peer", "send", "--url", between.url(), "--address", "q", "--reconnect")) {
                send.feed(Json.body("one"), Json.body("two"));
                next(taken).accept();
                assertThat(send.nextLine()).isEqualTo(Json.outcome(0, "accepted"));
                next(taken);
                between.cut();
                MessageEvent again = next(taken);
                assertThat(again.message().body()).isEqualTo("two");
                again.accept();
                assertThat(send.nextLine()).isEqualTo(Json.outcome(1, "accepted"));
                send.endInput();
                assertThat(send.nextLine()).isEqualTo(Json.doneSent(2));
                assertThat(send.status()).isZero();
            }
        }
    }

    @Test
    void aReceiverGoesOnWithItsCredit() throws Exception {
        try (RunningCommand receive = start("receive", "--count", "4", "--credit", "2")) {
            put("one", "two");
            assertThat(receive.nextLine()).contains("one");
            assertThat(receive.nextLine()).contains("two");
            awaitEmpty();
            proxy.cut();
            put("three", "four", "five");
            assertThat(receive.nextLine()).contains("three");
            assertThat(receive.nextLine()).contains("four");
            assertThat(receive.nextLine()).isEqualTo(Json.doneReceived(4));
            assertThat(receive.status()).isZero();
            assertThat(broker.messageCount("q")).isEqualTo(1);
        }
    }

    @Test
    void requestsGetTheirResponsesAfterAllAtTheNewAddress() throws Exception {
        try (RunningCommand request = start("request")) {
            request.feed(Json.body("one"));
            awaitCount(1);
            proxy.cut();
            awaitCount(2);
            try (RunningCommand respond = start("respond", "--reconnect-attempts", "2", "--reconnect-delay", "1")) {
                request.feed(Json.body("two")).endInput();
                assertThat(request.nextLine()).contains("\"index\":0", "one");
                assertThat(request.nextLine()).contains("\"index\":1", "two");
                assertThat(request.status()).isZero();
                proxy.close();
                assertThat(respond.status()).isEqualTo(Main.FAILED);
            }
        }
    }

    @Test
    void attemptsComeToAnEnd() throws Exception {
        try (RunningCommand connect =
                start("connect", "--hold", "30", "--reconnect-attempts", "3", "--reconnect-delay", "1")) {
            assertThat(connect.nextLine()).contains("open");
            proxy.close();
            assertThat(connect.nextLine()).startsWith(Json.error("io"));
            assertThat(connect.status()).isEqualTo(Main.FAILED);
        }
    }

    private RunningCommand start(String verb, String... options) {
        List<String> args = new ArrayList<>(List.of(
                "peer", verb, "--url", proxy.url(), "--address", "q", "--reconnect", "--reconnect-max-delay", "100"));
        Collections.addAll(args, options);
        return RunningCommand.start(args.toArray(String[]::new));
    }

    private void put(String... bodies) {
        assertThat(CommandRun.of(Json.bodies(bodies), "peer", "send", "--url", broker.url(), "--address", "q")
                        .status())
                .isZero();
    }

    private void awaitEmpty() {
        awaitCount(0);
    }

    private void awaitCount(int messages) {
        while (broker.messageCount("q") != messages) {
            Thread.onSpinWait();
        }
    }

    private static MessageEvent next(BlockingQueue<MessageEvent> taken) throws InterruptedException {
        return taken.poll(20, TimeUnit.SECONDS);
    }
}
