// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.Container;
import io.lepton.amqp.LinkEvent;
import io.lepton.amqp.Listener;
import io.lepton.amqp.MessagingHandler;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine in other hands than the library's. */
@Timeout(30)
class EmbeddingTest {

    private static final int MESSAGES = 1_000;
    /** As many as may be under way when the line breaks: what the receiver grants. */
    private static final int UNDER_WAY = 10;

    @Test
    void aBlockingSocketIsEnoughOfATransport() throws IOException {
        try (Broker broker = Broker.start()) {
            try (BlockingClient client = new BlockingClient("127.0.0.1", port(broker))) {
                for (int i = 0; i < 10; i++) {
                    assertThat(client.send("queue", Message.of("message " + i))).isTrue();
                }
                for (int i = 0; i < 10; i++) {
                    assertThat(client.receive("queue").body()).isEqualTo("message " + i);
                }
            }
            assertThat(broker.messageCount("queue")).isZero();
        }
    }

    @Test
    void aMessageLargerThanAFrameGoesAndComesWhole() throws IOException {
        String text = "x".repeat(1_000_000);
        try (Broker broker = Broker.start();
                BlockingClient client = new BlockingClient("127.0.0.1", port(broker))) {
            client.send("queue", Message.of(text));
            assertThat(client.receive("queue").body()).isEqualTo(text);
        }
    }

    @Test
    void theEndOfTheStreamIsToldToWhoWaits() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BlockingClient client = new BlockingClient("127.0.0.1", server.getLocalPort());
            server.accept().close();
            assertThatThrownBy(() -> client.send("queue", Message.of("too late")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aRefusalIsToldToWhoWaits() throws IOException {
        try (Container container = Container.create(new MessagingHandler() {
                    @Override
                    public void onLinkOpening(LinkEvent event) {
                        event.link().close(ErrorCondition.of(AmqpError.NOT_FOUND, "no queues today"));
                    }
                })
                .start()) {
            Listener listener = container.listen("amqp://127.0.0.1:0");
            listener.opened().toCompletableFuture().join();
            try (BlockingClient client = new BlockingClient("127.0.0.1", listener.port())) {
                assertThatThrownBy(() -> client.send("queue", Message.of("for nobody")))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("no queues today");
            }
        }
    }

    @Test
    void theBlockingClientIsShort() throws IOException {
        Path source = Path.of("src/main/java/io/lepton/amqp/examples/BlockingClient.java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noMessageIsLostHoweverOftenTheLineBreaks(long seed) {
        Simulation simulation = new Simulation(seed, MESSAGES).run();
        assertThat(simulation.arrived().keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(i -> "message " + i)
                        .toList());
        int doubled = simulation.arrived().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                - MESSAGES;
        assertThat(doubled).isBetween(1, UNDER_WAY * simulation.connections());
        assertThat(simulation.connections()).isGreaterThan(3);
    }

    @Test
    void theSameSeedIsTheSameLife() {
        Simulation once = new Simulation(7, MESSAGES).run();
        Simulation again = new Simulation(7, MESSAGES).run();
        assertThat(again.arrived()).isEqualTo(once.arrived());
        assertThat(again.seconds()).isEqualTo(once.seconds());
        assertThat(again.connections()).isEqualTo(once.connections());
    }

    private static int port(Broker broker) {
        return URI.create(broker.url()).getPort();
    }
}
