// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.amqp.engine.SaslServerContext;
import io.lepton.amqp.engine.SaslServerMechanism;
import io.lepton.amqp.engine.SaslServerMechanismFactory;
import io.lepton.amqp.message.Message;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Outcome;
import io.lepton.amqp.types.AmqpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole containers over real sockets. */
@Timeout(60)
class LoopbackTest {

    private final List<Container> containers = new ArrayList<>();

    @AfterEach
    void close() {
        containers.forEach(Container::close);
    }

    private Container started(MessagingHandler handler) {
        Container container = Container.create(handler).start();
        containers.add(container);
        return container;
    }

    private String listening(MessagingHandler handler) {
        return join(started(handler).listen("amqp://127.0.0.1:0").opened()).url();
    }

    private static <T> T join(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Takes messages to one address and hands them out from there: the least that a server can be. */
    private static final class Relay implements MessagingHandler {

        private final List<Sender> consumers = new ArrayList<>();

        @Override
        public void onLinkOpened(LinkEvent event) {
            if (event.sender() != null) {
                consumers.add(event.sender());
            }
        }

        @Override
        public void onMessage(MessageEvent event) {
            consumers.forEach(consumer -> consumer.send(event.message()));
        }
    }

    @Test
    void helloWorldRunsAndReturns() {
        String url = listening(new Relay());
        List<Object> bodies = new ArrayList<>();
        Container.create(
                        new MessagingHandler() {
                            @Override
                            public void onStart(ContainerEvent event) {
                                Connection connection = event.container().connect(url);
                                connection.createReceiver("examples");
                                connection.createSender("examples");
                            }

                            @Override
                            public void onSendable(SenderEvent event) {
                                event.sender().send(Message.of("Hello World!"));
                                event.sender().close();
                            }

                            @Override
                            public void onMessage(MessageEvent event) {
                                bodies.add(event.message().body());
                                event.connection().close();
                            }
                        },
                        "hello")
                .run();

        assertThat(bodies).containsExactly("Hello World!");
    }

    @Test
    void runThrowsTheFailureThatNobodyHandled() {
        Container container = Container.create(new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                event.container().connect("amqp://127.0.0.1:1", o -> o.reconnect(false));
            }
        });

        assertThatThrownBy(container::run)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void runThrowsWhatAHandlerThrew() {
        IllegalStateException bug = new IllegalStateException("bug");
        Container container = Container.create(new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                throw bug;
            }
        });

        assertThatThrownBy(container::run).isSameAs(bug);
    }

    @Test
    void runReturnsWhenNothingIsLeftOrWhenStopped() {
        Container.create(new MessagingHandler() {}).run();

        List<String> order = new ArrayList<>();
        Container timed = Container.create(new MessagingHandler() {
            @Override
            public void onStart(ContainerEvent event) {
                event.container().schedule(Duration.ofMillis(20), () -> order.add("timer"));
                event.container().execute(() -> order.add("task"));
                order.add("start");
            }
        });
        timed.run();
        assertThat(order).containsExactly("start", "task", "timer");

        Container stopped = Container.create(new MessagingHandler() {
            @Override
            public void onListenerOpened(ListenerEvent event) {
                event.container().stop();
            }
        });
        stopped.listen("amqp://127.0.0.1:0");
        stopped.run();
    }

    @Test
    void aContainerRunsOnce() {
        Container container = started(new MessagingHandler() {});
        assertThatThrownBy(container::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(container::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void runOnTheContainersOwnLoopIsRefused() {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Container container = started(new MessagingHandler() {});
        container.execute(() -> {
            try {
                container.run();
                thrown.complete(new AssertionError("it ran"));
            } catch (IllegalStateException e) {
                thrown.complete(e);
            }
        });

        assertThat(join(thrown)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyThreadsSendOverOneSender() throws InterruptedException {
        int threads = 8;
        int each = 500;
        AtomicInteger received = new AtomicInteger();
        Set<Object> distinct = ConcurrentHashMap.newKeySet();
        String url = listening(new MessagingHandler() {
            @Override
            public void onMessage(MessageEvent event) {
                received.incrementAndGet();
                distinct.add(event.message().body());
            }
        });
        Connection connection = started(new MessagingHandler() {}).connect(url);
        Sender sender = connection.createSender("q");
        List<CompletableFuture<Outcome>> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    outcomes.add(sender.send(Message.of(first + i)).outcome().toCompletableFuture());
                }
            });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        outcomes.forEach(outcome -> assertThat(join(outcome)).isSameAs(Accepted.INSTANCE));

        assertThat(received).hasValue(threads * each);
        assertThat(distinct).hasSize(threads * each);
    }

    @Test
    void everySendHasAnOutcomeWheneverTheConnectionIsClosed() throws InterruptedException {
        String url = listening(new MessagingHandler() {
            @Override
            public void onMessage(MessageEvent event) {}
        });
        Container client = started(new MessagingHandler() {});
        for (int round = 0; round < 20; round++) {
            Connection connection = client.connect(url, o -> o.closeTimeout(Duration.ofMillis(100)));
            Sender sender = connection.createSender("q");
            List<SentDelivery> sent = new ArrayList<>();
            Thread sending = new Thread(() -> {
                try {
                    while (true) {
                        sent.add(sender.send(Message.of("x")));
                    }
                } catch (IllegalStateException closed) {
                    // the end of the round
                }
            });
            sending.start();
            join(sender.opened());
            connection.close();
            sending.join();
            join(connection.closed());
            sent.forEach(delivery -> join(delivery.outcome().handle((outcome, failure) -> {
                assertThat(outcome == Accepted.INSTANCE || failure instanceof DeliveryException)
                        .isTrue();
                return true;
            })));
        }
    }

    @Test
    void outcomesMayBeStatedFromAnyThread() {
        List<Thread> workers = new ArrayList<>();
        Container server = started(new MessagingHandler() {
            @Override
            public void onLinkOpening(LinkEvent event) {
                event.receiver().open(options -> options.autoAccept(false));
            }

            @Override
            public void onMessage(MessageEvent event) {
                Thread worker = new Thread(event::accept);
                workers.add(worker);
                worker.start();
            }
        });
        String url = join(server.listen("amqp://127.0.0.1:0").opened()).url();
        Sender sender = started(new MessagingHandler() {}).createSender(url + "/q");
        List<SentDelivery> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(sender.send(Message.of(i)));
        }

        sent.forEach(delivery -> assertThat(join(delivery.outcome())).isSameAs(Accepted.INSTANCE));
    }

    @Test
    void usersAreLetInByPasswordAndOthersAreNot() {
        Container server = started(new MessagingHandler() {});
        String url = join(server.listen(
                                "amqp://127.0.0.1:0",
                                o -> o.user("alice", "secret")
                                        .allowedMechs("PLAIN")
                                        .allowInsecureMechs(true))
                        .opened())
                .url();
        Container client = started(new Recorder());
        Connection alice =
                client.connect(url, o -> o.user("alice").password("secret").allowInsecureMechs(true));
        assertThat(join(alice.opened()).peer().mechanism()).isEqualTo("PLAIN");

        Connection wrong =
                client.connect(url, o -> o.user("alice").password("guess").allowInsecureMechs(true));
        assertThatThrownBy(() -> join(wrong.opened()))
                .hasCauseInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("guess");
        assertThatThrownBy(() -> join(client.connect(url).opened())).hasCauseInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() ->
                        join(client.connect(url, o -> o.saslEnabled(false)).opened()))
                .hasCauseInstanceOf(AmqpException.class);
    }

    @Test
    void aUserWithoutAPasswordDoesNotComeInAsNobody() {
        String url = listening(new MessagingHandler() {});
        Connection connection =
                started(new Recorder()).connect(url, o -> o.user("alice").allowInsecureMechs(true));

        assertThatThrownBy(() -> join(connection.opened())).hasCauseInstanceOf(AuthenticationException.class);
    }

    @Test
    void aListenerThatCanOfferNoMechanismLetsNobodyIn() {
        Container server = started(new MessagingHandler() {});
        String url = join(server.listen("amqp://127.0.0.1:0", o -> o.mechanisms(new NeverUsable()))
                        .opened())
                .url();
        Connection connection = started(new Recorder())
                .connect(url, o -> o.user("alice").password("secret").allowInsecureMechs(true));

        assertThatThrownBy(() -> join(connection.opened())).hasCauseInstanceOf(AuthenticationException.class);
        assertThat(server.failure()).isNull();
    }

    /** A mechanism that finds out only when a client has come that it is of no use to it. */
    private static final class NeverUsable implements SaslServerMechanismFactory {

        @Override
        public String name() {
            return "NEVER";
        }

        @Override
        public int strength() {
            return 1;
        }

        @Override
        public boolean usable(SaslServerContext context) {
            return false;
        }

        @Override
        public SaslServerMechanism create(SaslServerContext context) {
            throw new AssertionError("it was not offered");
        }
    }

    @Test
    void passwordsAreNotShownToTheNetworkUnlessAllowed() {
        Container server = started(new MessagingHandler() {});
        String url = join(server.listen(
                                "amqp://127.0.0.1:0",
                                o -> o.user("alice", "secret")
                                        .allowedMechs("PLAIN")
                                        .allowInsecureMechs(true))
                        .opened())
                .url();
        Connection connection =
                started(new Recorder()).connect(url, o -> o.user("alice").password("secret"));

        assertThatThrownBy(() -> join(connection.opened())).hasCauseInstanceOf(AuthenticationException.class);
    }

    @Test
    void closingAContainerClosesItsConnectionsInOrder() {
        Recorder server = new Recorder();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        String url = listening(new MessagingHandler() {
            @Override
            public void onConnectionClosing(ConnectionEvent event) {
                server.onConnectionClosing(event);
            }

            @Override
            public void onConnectionClosed(ConnectionEvent event) {
                server.onConnectionClosed(event);
                closed.complete(null);
            }
        });
        Container client = Container.create(new MessagingHandler() {}).start();
        join(client.connect(url).opened());
        client.close();
        join(closed);

        assertThat(server.events).containsExactly("connectionClosing", "connectionClosed");
        assertThatThrownBy(() -> client.connect(url)).isInstanceOf(IllegalStateException.class);
        client.close();
    }

    @Test
    void aPortThatIsTakenIsAListenerError() {
        String url = listening(new MessagingHandler() {});
        Recorder recorder = new Recorder();
        Listener second = started(recorder).listen(url);

        assertThatThrownBy(() -> join(second.opened())).hasCauseInstanceOf(TransportException.class);
    }
}
