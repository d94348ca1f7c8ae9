// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Attach;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Close;
import io.lepton.amqp.protocol.Detach;
import io.lepton.amqp.protocol.Disposition;
import io.lepton.amqp.protocol.End;
import io.lepton.amqp.protocol.Flow;
import io.lepton.amqp.protocol.Open;
import io.lepton.amqp.protocol.Performative;
import io.lepton.amqp.protocol.Role;
import io.lepton.amqp.protocol.Transfer;
import io.lepton.amqp.types.Binary;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A peer that sends frames in any order with any numbers in them, and bytes that were changed on the way: no exception
 * escapes, what the engine holds and writes stays bounded, and it answers or ends.
 */
@Spec({"B22", "X-059"})
class HostilePeerTest {

    private static final int LIVES = 400;
    private static final int FRAMES = 150;

    private long nextId;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyFramesInAnyOrder(long seed) {
        Random random = new Random(seed);
        int deliveries = 0;
        for (int life = 0; life < LIVES; life++) {
            FakePeer peer = FakePeer.ofServer(o -> o.handleMax(5).channelMax(3).maxMessageSize(1_000));
            react(peer, random);
            peer.header().send(0, FakePeer.open()).send(0, FakePeer.begin());
            for (int i = 0; i < FRAMES && !peer.engine.outputDone(); i++) {
                revive(peer);
                byte[] payload = new byte[random.nextInt(40)];
                int channel = random.nextInt(100) == 0 ? random.nextInt(5) : 0;
                peer.raw(FakePeer.frame(channel, performative(random), payload));
                check(peer, random);
            }
            deliveries += peer.events.deliveries.size();
            peer.engine.inputClosed(peer.now);
            assertThat(peer.engine.outputDone()).isTrue();
            assertThat(peer.engine.connection().sessions()).isEmpty();
        }
        assertThat(deliveries).as("some of it was allowed").isGreaterThan(LIVES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBytesChanged(long seed) {
        Random random = new Random(seed);
        for (int life = 0; life < 2 * LIVES; life++) {
            FakePeer peer = FakePeer.ofServer(o -> o.handleMax(5).channelMax(3));
            react(peer, random);
            peer.header().send(0, FakePeer.open()).send(0, FakePeer.begin());
            for (int i = 0; i < 20 && !peer.engine.outputDone(); i++) {
                byte[] frame = FakePeer.frame(0, performative(random), new byte[random.nextInt(40)]);
                for (int changes = random.nextInt(3); changes > 0; changes--) {
                    frame[4 + random.nextInt(frame.length - 4)] = (byte) random.nextInt();
                }
                peer.raw(frame);
                check(peer, random);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesAtAll(long seed) {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            FakePeer peer = FakePeer.ofServer(o -> o.sasl(SaslServerOptions.DEFAULT));
            if (random.nextBoolean()) {
                peer.header();
            }
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
                peer.raw(bytes);
                check(peer, random);
            }
        }
    }

    /** Begins a session with links again when the engine has ended the last one. */
    private static void revive(FakePeer peer) {
        boolean alive = peer.session().localState() == EndpointState.OPEN;
        if (alive && !peer.session().attachedLinks().isEmpty()) {
            return;
        }
        if (!alive) {
            if (peer.session().remoteState() == EndpointState.OPEN) {
                peer.send(0, new End(null));
            }
            peer.send(0, FakePeer.begin());
        }
        for (int handle = 0; handle < 4 && peer.session().localState() == EndpointState.OPEN; handle++) {
            peer.send(0, FakePeer.attach("link" + handle, handle, handle < 2 ? Role.SENDER : Role.RECEIVER));
        }
    }

    private static void check(FakePeer peer, Random random) {
        if (random.nextInt(3) == 0) {
            peer.engine.flush();
        }
        assertThat(peer.engine.output().readable()).isLessThan(20_000);
        if (random.nextInt(3) == 0) {
            EnginePair.take(peer.engine);
        }
        for (EngineSession session : peer.engine.connection().sessions()) {
            assertThat(session.remoteWindow()).isNotNegative();
            for (EngineLink link : session.attachedLinks()) {
                assertThat(link.credit()).isNotNegative();
                assertThat(link.unsettled()).isNotNegative();
            }
        }
    }

    private static void react(FakePeer peer, Random random) {
        var open = peer.events.onLink;
        peer.events.onLink = link -> {
            open.accept(link);
            if (link instanceof EngineReceiver receiver) {
                receiver.streaming(random.nextBoolean()).addCredit(random.nextInt(20));
            } else {
                EnginePair.send((EngineSender) link, "x".repeat(random.nextInt(100)));
            }
        };
        peer.events.onDelivery = delivery -> {
            if (random.nextBoolean()) {
                delivery.disposition(Accepted.INSTANCE, random.nextBoolean());
            }
            if (random.nextInt(10) == 0) {
                delivery.link().close();
            }
        };
        peer.events.onUpdate = delivery -> {
            if (random.nextBoolean()) {
                delivery.settle();
            }
        };
    }

    private Performative performative(Random random) {
        if (random.nextInt(60) == 0) {
            return endpoint(random);
        }
        return switch (5 + random.nextInt(35)) {
            case 5, 6, 7, 8, 9, 10, 11 -> attach(random);
            case 12, 13, 14 -> new Detach(handle(random, 4), random.nextBoolean(), null);
            case 15, 16, 17, 18, 19, 20 -> flow(random);
            case 21, 22, 23, 24, 25 ->
                new Disposition(
                        random.nextBoolean() ? Role.SENDER : Role.RECEIVER,
                        number(random),
                        random.nextBoolean() ? null : Long.valueOf(number(random)),
                        random.nextBoolean(),
                        random.nextBoolean() ? null : Accepted.INSTANCE,
                        random.nextBoolean());
            default -> transfer(random);
        };
    }

    private static Performative endpoint(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Open.builder("again").build();
            case 1 ->
                Begin.builder(number(random), number(random), number(random)).build();
            case 2 -> Begin.builder(0, 10, 10).remoteChannel(random.nextInt(3)).build();
            case 3 -> new Close(null);
            default -> new End(null);
        };
    }

    private static Attach attach(Random random) {
        Role role = random.nextBoolean() ? Role.SENDER : Role.RECEIVER;
        Attach.Builder attach = Attach.builder("link" + random.nextInt(4), handle(random, 4), role);
        if (random.nextInt(5) > 0) {
            attach.initialDeliveryCount(number(random));
        }
        return attach.source(EnginePair.source()).target(EnginePair.target()).build();
    }

    private static Flow flow(Random random) {
        Flow.Builder flow = Flow.builder(number(random), number(random), number(random));
        if (random.nextBoolean()) {
            flow.nextIncomingId(number(random));
        }
        if (random.nextInt(4) > 0) {
            flow.handle(handle(random, 4));
        }
        if (random.nextBoolean()) {
            flow.deliveryCount(number(random));
        }
        if (random.nextBoolean()) {
            flow.linkCredit(number(random));
        }
        return flow.available(number(random))
                .drain(random.nextInt(4) == 0)
                .echo(random.nextInt(4) == 0)
                .build();
    }

    private Transfer transfer(Random random) {
        Transfer.Builder transfer = Transfer.builder(random.nextInt(10) == 0 ? 3 : handle(random, 2));
        if (random.nextInt(20) > 0) {
            transfer.deliveryId(random.nextInt(10) == 0 ? number(random) : nextId++);
        }
        if (random.nextInt(20) > 0) {
            byte[] tag = new byte[random.nextInt(33)];
            random.nextBytes(tag);
            transfer.deliveryTag(Binary.of(tag));
        }
        return transfer.settled(random.nextBoolean())
                .more(random.nextInt(3) == 0)
                .aborted(random.nextInt(8) == 0)
                .resume(random.nextInt(8) == 0)
                .build();
    }

    /** One that may be attached, seldom any other. */
    private static long handle(Random random, int usual) {
        return random.nextInt(100) == 0 ? number(random) : random.nextInt(usual);
    }

    /** Small numbers, numbers around the wrap, or any. */
    private static long number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0xffff_ffffL - random.nextInt(3);
            case 1 -> 0x8000_0000L + random.nextInt(3) - 1;
            case 2 -> random.nextInt() & 0xffff_ffffL;
            default -> random.nextInt(10);
        };
    }
}
