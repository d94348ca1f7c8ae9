// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.DeliveryState;
import io.lepton.amqp.protocol.ReceiverSettleMode;
import io.lepton.amqp.protocol.Released;
import io.lepton.amqp.types.AmqpError;
import io.lepton.amqp.types.ErrorCondition;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One connection's life: two applications that do whatever is allowed, in any order, over two engines; on request also what is
 * not allowed, and with bytes that are damaged on the way.
 */
final class RandomLife {

    private static final int STEPS = 600;
    /** One piece of so many is damaged. */
    private static final int DAMAGED = 40;

    final Random random;
    final EnginePair pair;
    final List<EngineSession> sessions = new ArrayList<>();
    final List<EngineLink> links = new ArrayList<>();
    final List<IncomingDelivery> received = new ArrayList<>();
    final List<OutgoingDelivery> sent = new ArrayList<>();
    final List<OutgoingDelivery> streams = new ArrayList<>();
    private final Set<IncomingDelivery> everReceived = new LinkedHashSet<>();
    /** What each delivery is about, as the application knows it; streams are about nothing. */
    private final Map<OutgoingDelivery, Integer> labels = new IdentityHashMap<>();

    private boolean lenient;
    private int damages;
    private int names;

    RandomLife(long seed) {
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
        listener.onSession = session -> call(() -> {
            sessions.add(session);
            if (session.localState() == EndpointState.UNOPENED) {
                session.open();
            }
        });
        listener.onLink = link -> call(() -> linkOpened(link));
        listener.onDelivery = delivery -> {
            if (everReceived.add(delivery)) {
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
        listener.onUpdate = this::updated;
        return listener;
    }

    /** No object stands for another message than the one that is over, whatever was given back before. */
    private void updated(OutgoingDelivery delivery) {
        assertThat(delivery.context()).isEqualTo(labels.get(delivery));
        if (random.nextBoolean()) {
            delivery.settle();
        }
        if (random.nextBoolean() && delivery.recycle()) {
            sent.remove(delivery);
            labels.remove(delivery);
        }
    }

    /** Calls an engine. What is damaged on the way may leave no room for what would be allowed otherwise. */
    private void call(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            if (!lenient) {
                throw e;
            }
        }
    }

    private void linkOpened(EngineLink link) {
        if (link.localState() == EndpointState.UNOPENED) {
            if (random.nextInt(8) == 0) {
                link.close(ErrorCondition.of(AmqpError.NOT_FOUND, "today not"));
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

    /** Does only what is allowed. */
    void run() {
        live(() -> {});
        finish();
    }

    /** Does also what is not allowed, which is refused where it is called and harms nobody. */
    void runWithMisuse() {
        Misuse misuse = new Misuse(this);
        live(misuse::any);
        misuse.requireSome();
        finish();
    }

    /** As {@link #run()} while some bytes are changed, lost or doubled; gives how often. */
    int runWithDamage() {
        lenient = true;
        pair.onTheWay = this::damage;
        live(() -> {});
        pair.onTheWay = bytes -> bytes;
        pair.toServer();
        pair.toClient();
        pair.client.inputClosed(pair.now);
        pair.server.inputClosed(pair.now);
        assertThat(pair.client.outputDone()).isTrue();
        assertThat(pair.server.outputDone()).isTrue();
        nothingIsForgotten();
        return damages;
    }

    private void live(Runnable besides) {
        pair.open();
        for (int step = 0; step < STEPS && !pair.client.outputDone() && !pair.server.outputDone(); step++) {
            call(this::act);
            besides.run();
            check();
            if (random.nextInt(3) == 0) {
                if (random.nextBoolean()) {
                    pair.toServer();
                } else {
                    pair.toClient();
                }
            }
        }
    }

    private byte[] damage(byte[] bytes) {
        if (bytes.length == 0 || random.nextInt(DAMAGED) > 0) {
            return bytes;
        }
        damages++;
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(20, bytes.length - from));
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, random.nextBoolean() ? from : to);
        if (random.nextBoolean()) {
            damaged.write(random.nextInt());
        }
        damaged.write(bytes, random.nextBoolean() ? from : to, bytes.length - to);
        return damaged.toByteArray();
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
            sessions.add(session);
            session.open();
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
                Integer label = names++;
                OutgoingDelivery delivery = sender.send(EnginePair.bytes("x".repeat(size)), 0, false, state, label);
                assertThat(labels.put(delivery, label)).isNull();
                sent.add(delivery);
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
            delivery.disposition(random.nextBoolean() ? Accepted.INSTANCE : Released.INSTANCE, random.nextInt(4) > 0);
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
        assertThat(pair.client.output().readable()).isLessThan(1 << 20);
        assertThat(pair.server.output().readable()).isLessThan(1 << 20);
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
                                sender, sender.ledger.credit(), sender.session().remoteWindow(), sender.unsettled())
                        .isZero();
            }
            if (link.attached()) {
                assertThat(link.unsettled()).as("unsettled on %s", link).isZero();
            }
        }
        pair.client.connection().close();
        pair.drive();
        assertThat(pair.client.failure()).isNull();
        assertThat(pair.server.failure()).isNull();
        nothingIsForgotten();
    }

    /** Whatever was under way at the end is settled or left to its link. */
    private void nothingIsForgotten() {
        assertThat(pair.client.connection().sessions()).isEmpty();
        assertThat(pair.server.connection().sessions()).isEmpty();
        Set<EngineDelivery> left = new HashSet<>();
        sent.forEach(delivery -> left.addAll(delivery.link().leftovers()));
        everReceived.forEach(delivery -> left.addAll(delivery.link().leftovers()));
        assertThat(sent).allMatch(delivery -> delivery.settled() || left.contains(delivery));
        assertThat(everReceived).allMatch(delivery -> delivery.settled() || left.contains(delivery));
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

    static boolean usable(EngineLink link) {
        return link.states.locallyOpen() && !link.states.remote().ended();
    }

    <T> T pick(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }
}
