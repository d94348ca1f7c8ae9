// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.Container;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.SenderEvent;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lepton peer receive}. */
@Timeout(60)
class PeerReceiveTest {

    private final Broker broker = Broker.start();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void printsAndAcceptsAsManyAsItIsToldAndTouchesNoOther() {
        put("one", "two", "three", "four");
        CommandRun run = receive("--count", "2");
        assertThat(run.out()).containsExactly(Json.received(0, "one"), Json.received(1, "two"), Json.doneReceived(2));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(receive("--drain").out())
                .containsExactly(Json.received(0, "three"), Json.received(1, "four"), Json.doneReceived(2));
        assertThat(broker.messageCount("q")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void drainsWhateverTheCredit(int credit) {
        put("a", "b", "c", "d");
        CommandRun run = receive("--drain", "--credit", String.valueOf(credit));
        assertThat(run.out()).hasSize(5).last().isEqualTo(Json.doneReceived(4));
        assertThat(run.status()).isZero();
    }

    @Test
    void drainEndsAtTheCountToo() {
        put("a", "b", "c");
        assertThat(receive("--drain", "--count", "2").out()).hasSize(3).last().isEqualTo(Json.doneReceived(2));
        assertThat(broker.messageCount("q")).isEqualTo(1);
    }

    /** The message's frames are more than the credit that the drain gives. */
    @Test
    void drainWaitsForMessagesOfManyFrames() {
        put("x".repeat(500_000));
        assertThat(receive("--drain", "--credit", "1").out()).hasSize(2).last().isEqualTo(Json.doneReceived(1));
    }

    @Test
    void anEmptySourceIsDrainedAtOnce() {
        assertThat(receive("--drain").out()).containsExactly(Json.doneReceived(0));
    }

    @Test
    void noneAreReceivedIfNoneAreToBe() {
        put("one");
        assertThat(receive("--count", "0").out()).containsExactly(Json.doneReceived(0));
        assertThat(broker.messageCount("q")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"released, 1, 0", "modified, 1, 0", "rejected, 0, 1"})
    void theOutcomeCanBeAnother(String state, int left, int dead) {
        put("one");
        CommandRun run = receive("--count", "1", "--state", state);
        assertThat(run.out()).containsExactly(Json.received(0, "one"), Json.doneReceived(1));
        assertThat(broker.messageCount("q")).isEqualTo(left);
        assertThat(broker.messageCount("dead-letters")).isEqualTo(dead);
    }

    @Test
    void aMessageThatWasDeliveredBeforeIsToldToBe() {
        put("one");
        receive("--count", "1", "--state", "modified");
        assertThat(receive("--count", "1").out().get(0))
                .contains("\"delivery-count\":1")
                .endsWith("\"redelivered\":true}");
    }

    @Test
    void presettledMessagesAreGoneOnceTheyAreSent() {
        put("one", "two");
        CommandRun run = receive("--count", "1", "--presettled");
        assertThat(run.out()).containsExactly(Json.received(0, "one"), Json.doneReceived(1));
        assertThat(broker.messageCount("q")).isEqualTo(1);
    }

    @Test
    void aSlowReceiverTakesItsTimeForEach() {
        put("one", "two", "three");
        long begin = System.nanoTime();
        assertThat(receive("--count", "3", "--slow", "40").status()).isZero();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(120_000_000L);
    }

    @Test
    void aMessageThatCannotBePrintedIsNotAccepted() {
        put("one");
        Writer closed = new Writer() {
            @Override
            public void write(char[] chars, int offset, int length) throws java.io.IOException {
                throw new java.io.IOException("nobody reads");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int status = Main.run(
                InputStream.nullInputStream(),
                new PrintWriter(closed),
                new PrintWriter(err),
                "peer",
                "receive",
                "--url",
                broker.url(),
                "--address",
                "q",
                "--count",
                "1");
        assertThat(status).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("standard output was closed");
        assertThat(receive("--count", "1").out()).last().isEqualTo(Json.doneReceived(1));
    }

    @Test
    void tooFewMessagesInTimeIsATimeout() {
        put("one");
        CommandRun run = receive("--count", "2", "--timeout", "0.5");
        assertThat(run.out()).hasSize(2).first().isEqualTo(Json.received(0, "one"));
        assertThat(run.out().get(1)).startsWith(Json.error("timeout")).endsWith(Json.remote(false));
        assertThat(run.status()).isEqualTo(Main.FAILED);
        assertThat(broker.messageCount("q")).isZero();
    }

    /** More than the network takes at once: what it holds up is no reason to call the source drained. */
    @Test
    void drainingEndsWhenAllLargeMessagesHaveCome() {
        String large = "{\"body\":{\"kind\":\"data\",\"value\":[{\"fill\":{\"size\":1000000,\"seed\":1}}]}}\n";
        CommandRun.of(large.repeat(30), "peer", "send", "--url", broker.url(), "--address", "q");
        assertThat(receive("--drain", "--credit", "30").out()).last().isEqualTo(Json.doneReceived(30));
    }

    @Test
    void aMessageOfAnotherFormatIsRefusedAndTold() {
        MessagingHandler sending = new MessagingHandler() {
            @Override
            public void onSendable(SenderEvent event) {
                if (event.sender().unsettled() == 0) {
                    event.sender().send(Message.raw(7, new byte[] {1, 2, 3}));
                }
            }
        };
        CommandRun run = receiveFrom(sending);
        assertThat(run.out()).hasSize(2).last().isEqualTo(Json.doneReceived(0));
        assertThat(run.out().get(0))
                .startsWith(Json.error("amqp:not-implemented"))
                .contains("format 7");
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    @Test
    void garbageIsRefusedAndTold() {
        MessagingHandler sending = new MessagingHandler() {
            @Override
            public void onSendable(SenderEvent event) {
                if (event.sender().unsettled() == 0) {
                    // an amqp-value that is no UTF-8, which a forwarder does not look into
                    event.sender().send(Message.decode(new byte[] {0x00, 0x53, 0x77, (byte) 0xa1, 1, (byte) 0xff}));
                }
            }
        };
        CommandRun run = receiveFrom(sending);
        assertThat(run.out()).hasSize(2).last().isEqualTo(Json.doneReceived(0));
        assertThat(run.out().get(0)).startsWith(Json.error("amqp:decode-error"));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    @Test
    void aPeerThatClosesTheLinkTooEarlyIsAnError() {
        CommandRun run = receiveFrom(new MessagingHandler() {
            @Override
            public void onLinkOpened(LinkEvent event) {
                event.link().close();
            }
        });
        assertThat(run.out()).hasSize(1);
        assertThat(run.out().get(0)).startsWith(Json.error("closed")).endsWith(Json.remote(true));
        assertThat(run.status()).isEqualTo(Main.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--state lost", "--credit 0", "--count -1", "--slow -1", "--count many"})
    void whatMakesNoSenseIsWrongUsage(String options) {
        assertThat(receive(options.split(" ")).status()).isEqualTo(Main.USAGE);
    }

    @Test
    void withoutAnAddressThereIsNothingToReceiveFrom() {
        CommandRun run = CommandRun.of("", "peer", "receive", "--url", broker.url());
        assertThat(run.status()).isEqualTo(Main.USAGE);
        assertThat(run.err()).contains("--address");
    }

    @Test
    void theAddressMayBeThePathOfTheUrl() {
        put("one");
        assertThat(CommandRun.of("", "peer", "receive", "--url", broker.url() + "/q", "--count", "1")
                        .out())
                .last()
                .isEqualTo(Json.doneReceived(1));
    }

    private void put(String... bodies) {
        assertThat(CommandRun.of(Json.bodies(bodies), "peer", "send", "--url", broker.url(), "--address", "q")
                        .status())
                .isZero();
    }

    private CommandRun receive(String... options) {
        List<String> args = new ArrayList<>(List.of("peer", "receive", "--url", broker.url(), "--address", "q"));
        Collections.addAll(args, options);
        return CommandRun.of("", args.toArray(String[]::new));
    }

    private static CommandRun receiveFrom(MessagingHandler peer) {
        try (Container server = Container.create(peer).start()) {
            Listener listener = server.listen("amqp://127.0.0.1:0");
            String url = listener.opened().toCompletableFuture().join().url();
            return CommandRun.of("", "peer", "receive", "--url", url, "--address", "q", "--count", "1");
        }
    }
}
