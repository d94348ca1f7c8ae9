// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lepton.amqp.AuthenticationException;
import io.lepton.amqp.Container;
import io.lepton.amqp.Listener;
import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example runs, and does what the guide says of it. */
@Timeout(30)
class ExamplesTest {

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Broker broker;

    @BeforeEach
    void startBroker() {
        broker = Broker.start();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopBroker() {
        System.setOut(console);
        broker.close();
    }

    @Test
    void helloWorldSaysHello() {
        HelloWorld.main(new String[] {broker.url()});
        assertThat(printed()).isEqualTo("Hello World!\n");
    }

    @Test
    void aBrokerOfOnesOwnPassesAMessageOn() {
        OwnBroker.main(new String[0]);
        assertThat(printed()).isEqualTo("got lamp\n");
    }

    @Test
    void whatSendSendsReceiveReceives() {
        Send.main(new String[] {broker.url(), "queue1", "hello"});
        Receive.main(new String[] {broker.url(), "queue1", "1"});
        assertThat(printed()).isEqualTo("""
                        SEND: Opened sender for target address 'queue1'
                        SEND: Sent message 'hello'
                        RECEIVE: Opened receiver for source address 'queue1'
                        RECEIVE: Received message 'hello'
                        """);
        assertThat(broker.messageCount("queue1")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen-users", "listen-stored"})
    void whoAuthenticatesIsKnownAtBothEnds(String listening) {
        try (Container server = Container.create(new Authenticating(listening, "amqp://127.0.0.1:0"))) {
            server.start();
            await().until(() -> printed().startsWith("listening at "));
            String url = printed().substring("listening at ".length()).strip();
            Authenticating.main(new String[] {"scram", url});
            assertThat(printed()).contains("alice by SCRAM-SHA-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "scram"})
    void secretsAreNotShownToWhoeverListens(String way) {
        try (Container shameless = Container.create().start()) {
            Listener listener = shameless.listen(
                    "amqp://127.0.0.1:0",
                    o -> o.allowInsecureMechs(true)
                            .tokens(shown -> CompletableFuture.completedFuture(Optional.of("anybody"))));
            String url = listener.opened().toCompletableFuture().join().url();
            assertThatThrownBy(() -> Authenticating.main(new String[] {way, url}))
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void aListenerForTokensWantsTls() {
        Authenticating tokens = new Authenticating("listen-tokens", "amqp://127.0.0.1:0");
        assertThatThrownBy(() -> Container.create(tokens).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs TLS");
    }

    @Test
    void anErrorThatNobodyHandledEndsTheProgram() {
        try (Container strict = Container.create().start()) {
            Listener listener = strict.listen("amqp://127.0.0.1:0", o -> o.user("alice", "secret"));
            String url = listener.opened().toCompletableFuture().join().url();
            assertThatThrownBy(() -> HelloWorld.main(new String[] {url}))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining(url);
        }
    }

    @Test
    void theSenderThatReconnectsFailsOverToTheBrokerThatIsThere() {
        Reconnecting.main(new String[] {"queue1", "amqp://localhost:1", broker.url()});
        assertThat(printed())
                .startsWith("lost; attempt 0 goes to " + broker.url() + " in 0 ms\n")
                .endsWith("all accepted\n");
        assertThat(broker.messageCount("queue1")).isEqualTo(10);
    }

    @Test
    void theOtherWaysToReconnectConnect() {
        try (Container container = Container.create().start()) {
            Reconnecting.once(container, broker.url());
            Reconnecting.slower(container, broker.url());
            Reconnecting.freshToken(container, broker.url(), () -> "token");
        }
        Reconnecting.Slower delays = new Reconnecting.Slower();
        assertThat(delays.next()).isEqualTo(Duration.ofSeconds(1));
        assertThat(delays.next()).isEqualTo(Duration.ofSeconds(2));
        delays.reset();
        assertThat(delays.next()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everySendHasAnOutcome() {
        assertThat(Confirmed.send(broker.url(), "queue1", 10)).isEqualTo(10);
        assertThat(broker.messageCount("queue1")).isEqualTo(10);
    }

    @Test
    void acknowledgingAcceptsWhatItCanRead() {
        Confirmed.send(broker.url(), "queue1", 3);
        try (Container container = Container.create(new Acknowledging(broker.url(), "queue1"))) {
            container.start();
            await().untilAsserted(() -> {
                assertThat(broker.messageCount("queue1")).isZero();
                assertThat(printed()).isEqualTo("message 0\nmessage 1\nmessage 2\n");
            });
        }
    }

    @Test
    void aClientGetsItsAnswersFromTheServer() throws Exception {
        Server server = new Server("amqp://127.0.0.1:0");
        try (Container container = Container.create(server)) {
            container.start();
            Listener listener = container.listen("amqp://127.0.0.1:0");
            listener.opened().toCompletableFuture().get(10, TimeUnit.SECONDS);
            Container.create(new Client(listener.url(), "requests", List.of("one", "two")))
                    .run();
        }
        assertThat(printed()).contains("ONE\nTWO\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "mechanisms", "bare", "failover", "tuned"})
    void thereIsMoreThanOneWayToConnect(String way) {
        Container.create(new Connecting(way, broker.url())).run();
        assertThat(printed()).startsWith("connected to lepton-broker-");
    }

    @Test
    void workRunsOnTheLoop() {
        assertThat(Scheduling.run()).startsWith("on the loop: lepton-");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aMessageIsPassedOnWithWhatARouterAdds() {
        Message order = Messages.order();
        Message forwarded = Message.decode(Messages.forward(order.encode(), "here"));
        assertThat(forwarded.deliveryCount()).isEqualTo(1);
        assertThat(forwarded.annotation("x-opt-route")).isEqualTo(List.of("here"));
        assertThat(forwarded.body()).isEqualTo(order.body());
        assertThat(forwarded.properties()).isEqualTo(order.properties());
    }
}
