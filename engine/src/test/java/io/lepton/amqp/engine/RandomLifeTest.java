// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Released;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two applications that do whatever is allowed, in any order, over two engines: neither ever finds fault with the other, no
 * ledger goes wrong and no delivery is forgotten.
 */
class RandomLifeTest {

    private static final int STEPS = 600;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < 300; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Spec({"X-021", "X-023", "X-037", "X-049"})
    void whateverIsAllowedWorks(long seed) {
        new Life(seed).run();
    }

    /** One connection's life. */
    private static final class Life {

        private final Random random;
        private final EnginePair pair;
        private final List<EngineSession> sessions = new ArrayList<>();
        private final List<EngineLink> links = new ArrayList<>();
        private final List<IncomingDelivery> received = new ArrayList<>();
        private final List<OutgoingDelivery> sent = new ArrayList<>();
        private final List<OutgoingDelivery> streams = new ArrayList<>();
        private int names;

        Life(long seed) {
            random = new Random(seed);
            pair = new EnginePair(
                    listener(),
                    listener(),
                    o -> o.sessionWindow(window()).maxFrameSize(frame()),
                    o -> o.sessionWindow(window()).maxFrameSize(frame()).maxUnsettled(1 + random.nextInt(50)));
            pair.chunk = 1 + random.nextInt(300);
        }

        private int window() {
            return 1 + random.nextInt(30);
        }

        private int frame() {
            return 512 + random.nextInt(1_000);
        }

        private RecordingListener listener() {
            RecordingListener listener = RecordingListener.accepting();
            listener.onSession = session -> {
                if (session.localState() == EndpointState.UNOPENED) {
                    session.open();
                }
                sessions.add(session);
            };
            listener.onLink = this::linkOpened;
            listener.onDelivery = delivery -> {
                if (!received.contains(delivery)) {
                    received.add(delivery);
                }
                if (random.nextBoolean()) {
                    delivery.takePayload();
                }
                if (random.nextInt(4) == 0) {
                    delivery.link().addCredit(random.nextInt(3));
                }
            };
            listener.onRemoteUpdate = delivery -> delivery.settle();
            listener.onUpdate = delivery -> {
                if (random.nextBoolean()) {
                    delivery.settle();
                }
            };
            return listener;
        }

        private void linkOpened(EngineLink link) {
            if (link.localState() == EndpointState.UNOPENED) {
                if (random.nextInt(8) == 0) {
                    link.close(io.lepton.amqp.types.ErrorCondition.of(
                            io.lepton.amqp.types.AmqpError.NOT_FOUND, "today not"));
                    return;
                }
                link.source(link.remoteSource()).target(link.remoteTarget());
                if (random.nextBoolean()) {
                    link.settings().rcvSettleMode(ReceiverSettleMode.SECOND);
                }
                if (link instanceof EngineReceiver receiver) {
                    receiver.streaming(random.nextBoolean());
                }
                link.open();
            }
            links.add(link);
        }

        void run() {
            pair.open();
            for (int step = 0; step < STEPS; step++) {
                act();
                check();
                if (random.nextInt(3) == 0) {
                    if (random.nextBoolean()) {
                        pair.toServer();
                    } else {
                        pair.toClient();
                    }
                }
            }
            finish();
        }

        private void act() {
            switch (random.nextInt(14)) {
                case 0 -> begin();
                case 1, 2 -> attach();
                case 3, 4, 5 -> send();
                case 6, 7 -> settle();
                case 8, 9 -> credit();
                case 10 -> stream();
                case 11 -> drainOrStop();
                case 12 -> detach();
                default -> end();
            }
        }

        private void begin() {
            if (sessions.size() < 8) {
                Engine engine = random.nextBoolean() ? pair.client : pair.server;
                EngineSession session = engine.connection().session();
                session.firstIds(random.nextInt(), random.nextInt());
                session.open();
                sessions.add(session);
            }
        }

        private void attach() {
            EngineSession session = pick(sessions);
            if (session == null
                    || !session.states.locallyOpen()
                    || session.states.remote().ended()) {
                return;
            }
            String name = "link-" + names++;
            EngineLink link = random.nextBoolean() ? session.sender(name) : session.receiver(name);
            link.source(EnginePair.source()).target(EnginePair.target());
            link.settings().initialDeliveryCount(random.nextInt());
            link.open();
            if (link instanceof EngineReceiver receiver) {
                receiver.addCredit(random.nextInt(20));
            }
            links.add(link);
        }

        private void send() {
            if (pick(links) instanceof EngineSender sender && usable(sender)) {
                int size = random.nextInt(8) == 0 ? random.nextInt(5_000) : random.nextInt(50);
                DeliveryState state = random.nextInt(10) == 0 ? Accepted.INSTANCE : null;
                if (random.nextInt(4) == 0) {
                    sender.sendSettled(EnginePair.bytes("x".repeat(size)), 0, state);
                } else {
                    sent.add(sender.send(EnginePair.bytes("x".repeat(size)), 0, false, state, null));
                }
            }
        }

        private void stream() {
            OutgoingDelivery stream = pick(streams);
            if (stream != null && !usable(stream.link())) {
                streams.remove(stream);
            } else if (stream != null) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        stream.complete();
                        streams.remove(stream);
                    }
                    case 1 -> {
                        stream.abort();
                        streams.remove(stream);
                    }
                    default -> stream.append(EnginePair.bytes("y".repeat(random.nextInt(2_000))));
                }
            } else if (pick(links) instanceof EngineSender sender && usable(sender)) {
                OutgoingDelivery delivery = sender.stream(0, random.nextBoolean(), null, null);
                streams.add(delivery);
                sent.add(delivery);
            }
        }

        private void settle() {
            if (random.nextInt(3) == 0) {
                OutgoingDelivery delivery = pick(sent);
                if (delivery != null && random.nextInt(4) == 0) {
                    delivery.settle();
                }
                return;
            }
            IncomingDelivery delivery = pick(received);
            if (delivery != null) {
                delivery.takePayload();
                delivery.disposition(
                        random.nextBoolean() ? Accepted.INSTANCE : Released.INSTANCE, random.nextInt(4) > 0);
                if (delivery.locallySettled()) {
                    received.remove(delivery);
                }
            }
        }

        private void credit() {
            if (pick(links) instanceof EngineReceiver receiver
                    && !receiver.states.local().ended()) {
                receiver.addCredit(random.nextInt(20));
            }
        }

        private void drainOrStop() {
            if (pick(links) instanceof EngineReceiver receiver && receiver.attached()) {
                switch (random.nextInt(3)) {
                    case 0 -> receiver.drain();
                    case 1 -> receiver.stop();
                    default -> receiver.requestFlow();
                }
            }
        }

        private void detach() {
            EngineLink link = pick(links);
            if (link != null && random.nextInt(6) == 0) {
                if (random.nextBoolean()) {
                    link.close();
                } else {
                    link.detach();
                }
                links.remove(link);
            }
        }

        private void end() {
            EngineSession session = pick(sessions);
            if (session != null && random.nextInt(20) == 0) {
                session.close();
                sessions.remove(session);
            }
        }

        private void check() {
            for (EngineLink link : links) {
                assertThat(link.credit()).isNotNegative();
                assertThat(link.unsettled()).isNotNegative();
            }
            for (EngineSession session : sessions) {
                assertThat(session.remoteWindow()).isNotNegative();
                assertThat(session.window().incomingWindow()).isNotNegative();
            }
        }

        /** Settles and completes everything, closes, and looks whether anything is left. */
        private void finish() {
            for (OutgoingDelivery stream : streams) {
                if (usable(stream.link())) {
                    stream.complete();
                }
            }
            pair.drive();
            do {
                for (EngineLink link : List.copyOf(links)) {
                    if (link instanceof EngineReceiver receiver && receiver.attached()) {
                        receiver.addCredit(1_000);
                    }
                }
                pair.drive();
                settleAll();
                pair.drive();
            } while (!received.isEmpty());
            assertThat(faults())
                    .as("%s / %s", pair.client.failure(), pair.server.failure())
                    .isEmpty();
            for (EngineLink link : links) {
                if (link instanceof EngineSender sender && sender.attached()) {
                    assertThat(sender.queued())
                            .as(
                                    "queued on %s: credit %d, window %d, unsettled %d",
                                    sender,
                                    sender.ledger.credit(),
                                    sender.session().remoteWindow(),
                                    sender.unsettled())
                            .isZero();
                }
                if (link.attached()) {
                    assertThat(link.unsettled()).as("unsettled on %s", link).isZero();
                }
            }
            for (OutgoingDelivery delivery : sent) {
                assertThat(delivery.settled() || delivery.link().leftovers().contains(delivery))
                        .as("%s is accounted for", delivery)
                        .isTrue();
            }
            pair.client.connection().close();
            pair.drive();
            assertThat(pair.client.failure()).isNull();
            assertThat(pair.server.failure()).isNull();
            assertThat(pair.client.connection().sessions()).isEmpty();
            assertThat(pair.server.connection().sessions()).isEmpty();
        }

        private void settleAll() {
            for (IncomingDelivery delivery : List.copyOf(received)) {
                delivery.takePayload();
                delivery.disposition(Accepted.INSTANCE, true);
            }
            received.clear();
        }

        private List<String> faults() {
            List<String> faults = new ArrayList<>();
            for (RecordingListener listener : List.of(pair.clientEvents, pair.serverEvents)) {
                listener.events.stream().filter(e -> e.contains("failed")).forEach(faults::add);
            }
            return faults;
        }

        private static boolean usable(EngineLink link) {
            return link.states.locallyOpen() && !link.states.remote().ended();
        }

        private <T> T pick(List<T> list) {
            return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
        }
    }
}
