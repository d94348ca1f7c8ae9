// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.engine.EngineSender;
import io.lepton.amqp.engine.OutgoingDelivery;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Modified;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.protocol.Rejected;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageOutcomeTest {

    private final Recorder client = new Recorder();

    /** What the peer's handler does with the one message that is sent, and what the sender learns. */
    private Outcome outcomeOf(Consumer<MessageEvent> reaction, Consumer<ReceiverOptions> receiving) {
        return outcomeOf(Message.of("x"), reaction, receiving);
    }

    private Outcome outcomeOf(Message message, Consumer<MessageEvent> reaction, Consumer<ReceiverOptions> receiving) {
        Pair pair = pairOf(reaction, receiving);
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        CompletableFuture<Outcome> outcome = sender.send(message).outcome().toCompletableFuture();
        pair.drive();
        assertThat(outcome).isDone();
        return outcome.join();
    }

    private Outcome outcomeOf(Consumer<MessageEvent> reaction) {
        return outcomeOf(reaction, options -> {});
    }

    private final Recorder server = new Recorder();

    private Pair pairOf(Consumer<MessageEvent> reaction, Consumer<ReceiverOptions> receiving) {
        return new Pair(client, new MessagingHandler() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                if (event.receiver() != null) {
                    event.receiver().open(receiving);
                }
            }

            @Override
            public void onMessage(MessageEvent event) {
                server.events.add("message");
                reaction.accept(event);
            }

            @Override
            public void onError(ErrorEvent event) {
                server.onError(event);
            }

            @Override
            public void onSettled(DeliveryEvent event) {
                server.onSettled(event);
            }
        });
    }

    @Test
    void aMessageIsAcceptedWhenItsHandlerHasReturned() {
        assertThat(outcomeOf(event -> {})).isSameAs(Accepted.INSTANCE);
    }

    static Stream<Arguments> messages() {
        // in one frame and in several; with a short and a long header of the section, of which only the content is
        // kept; and others
        Stream<Arguments> ofData = IntStream.of(0, 1, 255, 256, 10_000, 200_000)
                .mapToObj(size ->
                        Arguments.of(size + " bytes", Message.of(bytes(size)).encode()));
        byte[] wide = {0x00, 0x53, 0x75, (byte) 0xb0, 0, 0, 0, 1, 7};
        return Stream.concat(
                ofData,
                Stream.of(
                        Arguments.of("a text", Message.of("x").encode()),
                        Arguments.of("a size in four bytes where one would do", wide),
                        Arguments.of(
                                "data with a property",
                                Message.of(bytes(9)).subject("s").encode()),
                        Arguments.of(
                                "two data sections",
                                new Message().data(bytes(2), bytes(3)).encode())));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageArrivesAsItWasSentAndItsSizeIsThatOfAllSections(String what, byte[] sent) {
        Message[] got = new Message[1];
        int[] size = new int[1];
        outcomeOf(
                Message.decode(sent.clone()),
                event -> {
                    size[0] = event.delivery().size();
                    got[0] = event.message();
                },
                options -> {});
        assertThat(got[0].encode()).as(what).isEqualTo(sent);
        assertThat(got[0].body()).isEqualTo(Message.decode(sent).body());
        assertThat(size[0]).isEqualTo(sent.length);
    }

    @Test
    void anExplicitOutcomeWinsOverAutoAccept() {
        ErrorCondition why = ErrorCondition.of(AmqpError.PRECONDITION_FAILED, "no");
        assertThat(outcomeOf(MessageEvent::reject)).isEqualTo(new Rejected(null));
        assertThat(outcomeOf(event -> event.reject(why))).isEqualTo(new Rejected(why));
        assertThat(outcomeOf(MessageEvent::release)).isSameAs(Released.INSTANCE);
        assertThat(outcomeOf(event -> event.modify(true, true))).isEqualTo(new Modified(true, true, Map.of()));
    }

    @Test
    void settlingWithoutAnOutcomeIsAnOutcomeOfNull() {
        assertThat(outcomeOf(MessageEvent::settle)).isNull();
        assertThat(client.take()).contains("settled").doesNotContain("accepted", "deliveryUpdated");
    }

    @Test
    void aHandlerRejectsOrReleasesByThrowing() {
        ErrorCondition why = ErrorCondition.of(AmqpError.INVALID_FIELD, "bad");
        assertThat(outcomeOf(event -> {
                    throw new RejectException(why);
                }))
                .isEqualTo(new Rejected(why));
        assertThat(outcomeOf(event -> {
                    throw new ReleaseException();
                }))
                .isSameAs(Released.INSTANCE);
        assertThat(server.errors).isEmpty();
    }

    @Test
    void aHandlerThatThrowsGivesTheMessageBackAsFailedAndIsReported() {
        IllegalStateException thrown = new IllegalStateException("bug");
        Outcome outcome = outcomeOf(event -> {
            throw thrown;
        });

        assertThat(outcome).isEqualTo(new Modified(true, false, Map.of()));
        assertThat(server.errors).containsExactly(thrown);
    }

    @Test
    void aHandlerThatThrowsAfterAnOutcomeKeepsIt() {
        Outcome outcome = outcomeOf(event -> {
            event.release();
            throw new IllegalStateException("bug");
        });

        assertThat(outcome).isSameAs(Released.INSTANCE);
        assertThat(server.errors).hasSize(1);
    }

    @Test
    void theLoopLivesOnAfterAHandlerThrew() {
        Pair pair = pairOf(
                event -> {
                    if ("bad".equals(event.message().body())) {
                        throw new IllegalStateException("bug");
                    }
                },
                options -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.send(Message.of("bad"));
        SentDelivery good = sender.send(Message.of("good"));
        pair.drive();

        assertThat(good.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
    }

    @Test
    void aHandlerWithoutOnMessageGivesTheMessageBackAsUndeliverableHere() {
        Pair pair = new Pair(client, new MessagingHandler() {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery delivery = sender.send(Message.of("x"));
        pair.drive();

        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(new Modified(false, true, Map.of()));
    }

    @Test
    void modifiedIsToldAsReleasedUnlessTheHandlerAsksForIt() {
        outcomeOf(event -> event.modify(true, false));
        assertThat(client.take()).contains("released", "deliveryUpdated", "settled");
    }

    @Test
    void withoutAutoAcceptAMessageWaitsForTheApplication() {
        MessageEvent[] kept = new MessageEvent[1];
        Pair pair = pairOf(event -> kept[0] = event, options -> options.autoAccept(false));
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery delivery = sender.send(Message.of("x"));
        pair.drive();
        assertThat(delivery.outcome().toCompletableFuture()).isNotDone();

        kept[0].accept();
        pair.drive();
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
    }

    @Test
    void aSecondOutcomeIsMisuseUnlessItIsTheSame() {
        MessageEvent[] kept = new MessageEvent[1];
        Pair pair = pairOf(event -> kept[0] = event, options -> options.autoAccept(false));
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.send(Message.of("x"));
        pair.drive();
        kept[0].accept();
        kept[0].accept();

        assertThatThrownBy(kept[0]::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Accepted")
                .hasMessageContaining("Released");
    }

    @Test
    void presettledMessagesHaveNoOutcomeButArrive() {
        Pair pair = pairOf(event -> {}, options -> {});
        Sender sender = pair.connect().createSender("q", SenderOptions::atMostOnce);
        pair.drive();
        client.take();
        SentDelivery delivery = sender.send(Message.of("x"));
        pair.drive();

        assertThat(delivery.settled()).isTrue();
        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(null);
        assertThat(server.take()).containsExactly("message");
        assertThat(client.take()).doesNotContain("accepted", "settled");
        assertThat(sender.unsettled()).isZero();
    }

    @Test
    void exactlyOnceSettlesAtTheReceiverAfterTheSender() {
        Pair pair = pairOf(event -> {}, options -> {});
        Sender sender = pair.connect().createSender("q", SenderOptions::exactlyOnce);
        pair.drive();
        SentDelivery delivery = sender.send(Message.of("x"));
        pair.drive();

        assertThat(delivery.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
        assertThat(sender.unsettled()).isZero();
        assertThat(server.take()).containsExactly("message", "settled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesThatAreNoMessageAreRejectedAsUndecodableAndTheLoopLivesOn(boolean lookedAt) {
        Pair pair = pairOf(
                event -> assertThat(!lookedAt || event.message().body() == null).isTrue(), options -> {});
        Session session = pair.connect().createSession();
        pair.drive();
        EngineSender raw = session.engine().sender("raw");
        raw.source(Source.of(null)).target(Target.of("q"));
        raw.open();
        session.connection().work().wake();
        pair.drive();
        for (byte[] bytes : new byte[][] {{}, {0x40}, {0, 0x53, 0x77, (byte) 0xa1, 9}, {0, 0x53, 0x74, 0x45}}) {
            OutgoingDelivery garbage = raw.send(Buffer.wrap(bytes), 0, false, null, null);
            session.connection().work().wake();
            pair.drive();

            assertThat(garbage.remoteState())
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.error().condition()).isEqualTo(AmqpError.DECODE_ERROR));
        }
        assertThat(server.errors).isEmpty();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aMessageOfAnotherFormatThatNobodyLooksAtIsAcceptedAllTheSame() {
        Pair pair = pairOf(event -> {}, options -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery sent = sender.send(Message.raw(0x8000_0000L, new byte[] {1, 2, 3}));
        pair.drive();
        assertThat(sent.outcome().toCompletableFuture()).isCompletedWithValue(Accepted.INSTANCE);
    }

    @Test
    void aMessageOfAnotherFormatArrivesAsItsBytes() {
        List<Message> messages = new ArrayList<>();
        Pair pair = pairOf(event -> messages.add(event.message()), options -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        sender.send(Message.raw(0x8000_0000L, new byte[] {1, 2, 3}));
        pair.drive();

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.messageFormat()).isEqualTo(0x8000_0000L);
            assertThat(message.payload().toByteArray()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void eachFutureOfADeliveryCompletesWheneverItIsAskedFor() {
        Pair pair = pairOf(event -> {}, options -> {});
        Sender sender = pair.connect().createSender("q");
        pair.drive();
        SentDelivery delivery = sender.send(Message.of("x"));
        CompletableFuture<Outcome> early = delivery.outcome().toCompletableFuture();
        CompletableFuture<Outcome> again = delivery.outcome().toCompletableFuture();
        pair.drive();
        CompletableFuture<Outcome> late = delivery.outcome().toCompletableFuture();

        assertThat(early).isCompletedWithValue(Accepted.INSTANCE);
        assertThat(again).isCompletedWithValue(Accepted.INSTANCE);
        assertThat(late).isCompletedWithValue(Accepted.INSTANCE);
    }
}
