// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Begin;
import io.lepton.amqp.protocol.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Anybody's bytes into a whole connection, at every stage of it: nothing escapes, what the engine writes stays in proportion to
 * what it reads, it makes no difference how the bytes are cut, and at the end nothing is left open. In a normal build the
 * seeds are run; {@code JAZZER_FUZZ=1 mvn -pl engine -am test -Dtest=ConnectionFuzzTest#toServer} looks for more.
 */
@Spec("B22")
class ConnectionFuzzTest {

    /** Answers echo what they answer, such as an attach's termini, twice at most. */
    private static final int OUTPUT_FACTOR = 16;

    private static final int OUTPUT_AT_LEAST = 20_000;

    @FuzzTest(maxDuration = "60s")
    void fromTheFirstByte(byte[] bytes) {
        tryBoth(() -> FakePeer.ofServer(o -> o.sasl(SaslServerOptions.DEFAULT)), bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void toServer(byte[] bytes) {
        tryBoth(ConnectionFuzzTest::server, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void toClient(byte[] bytes) {
        tryBoth(ConnectionFuzzTest::client, bytes);
    }

    /** The same with frames around, so that the fuzzer need not find out about their sizes. */
    @FuzzTest(maxDuration = "60s")
    void framesToServer(byte[] bytes) {
        tryBoth(ConnectionFuzzTest::server, framed(bytes));
    }

    /** A server with a session and a link each way, both with credit, and a message under way. */
    private static FakePeer server() {
        FakePeer peer = FakePeer.ofServer(ConnectionFuzzTest::modest);
        react(peer);
        peer.header().send(0, FakePeer.open()).send(0, FakePeer.begin());
        return attach(peer);
    }

    /** The same as a client. */
    private static FakePeer client() {
        FakePeer peer = FakePeer.ofClient(ConnectionFuzzTest::modest);
        react(peer);
        peer.engine.connection().open();
        EngineSession session = peer.engine.connection().session();
        session.open();
        peer.header().send(0, FakePeer.open());
        peer.send(0, Begin.builder(0, 100, 100).remoteChannel(0).build());
        return attach(peer);
    }

    private static FakePeer attach(FakePeer peer) {
        peer.send(0, FakePeer.attach("in", 0, Role.SENDER));
        peer.send(0, FakePeer.attach("out", 1, Role.RECEIVER));
        peer.send(0, FakePeer.flow(1, 10));
        EnginePair.send((EngineSender) peer.events.links.get(1), "under way");
        peer.engine.flush();
        EnginePair.take(peer.engine);
        peer.events.take();
        return peer;
    }

    private static EngineOptions.Builder modest(EngineOptions.Builder options) {
        return options.handleMax(7)
                .channelMax(3)
                .maxFrameSize(2_048)
                .sessionWindow(20)
                .maxMessageSize(4_096)
                .maxUnsettled(30)
                .maxTransfersPerDelivery(10);
    }

    /** Does a little of everything, so that there is something to go wrong. */
    private static void react(FakePeer peer) {
        var open = peer.events.onLink;
        peer.events.onLink = link -> {
            open.accept(link);
            if (link instanceof EngineReceiver receiver) {
                receiver.streaming(receiver.name().length() > 3).addCredit(10);
            }
        };
        peer.events.onDelivery = delivery -> {
            if ((delivery.id() & 1) == 0) {
                delivery.disposition(Accepted.INSTANCE, (delivery.id() & 2) == 0);
            }
            delivery.link().addCredit(1);
        };
        peer.events.onUpdate = OutgoingDelivery::settle;
        peer.events.onCredit = sender -> {
            if (sender.queued() < 5) {
                EnginePair.send(sender, "more");
            }
        };
    }

    private static void tryBoth(Supplier<FakePeer> peers, byte[] bytes) {
        Told whole = tell(peers.get(), bytes, Integer.MAX_VALUE);
        Told cut = tell(peers.get(), bytes, 1);
        assertThat(cut.events).isEqualTo(whole.events);
        assertThat(cut.output).isEqualTo(whole.output);
    }

    /** What the engine said of some input, to both sides. */
    private record Told(List<String> events, byte[] output) {}

    private static Told tell(FakePeer peer, byte[] bytes, int piece) {
        Engine engine = peer.engine;
        for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length - at)) {
            byte[] part = Arrays.copyOfRange(bytes, at, at + Math.min(piece, bytes.length - at));
            engine.receive(part, 0, part.length, peer.now);
            Arrays.fill(part, (byte) 0xee);
        }
        engine.flush();
        ledgers(engine);
        engine.tick(peer.now + 1);
        byte[] output = EnginePair.take(engine);
        assertThat(output.length).isLessThan(OUTPUT_AT_LEAST + OUTPUT_FACTOR * bytes.length);
        engine.inputClosed(peer.now + 2);
        engine.flush();
        assertThat(engine.outputDone()).isTrue();
        assertThat(engine.connection().sessions()).isEmpty();
        assertThat(engine.tick(peer.now + 3)).isEqualTo(Long.MAX_VALUE);
        return new Told(List.copyOf(peer.events.events), output);
    }

    private static void ledgers(Engine engine) {
        for (EngineSession session : engine.connection().sessions()) {
            assertThat(session.remoteWindow()).isNotNegative();
            assertThat(session.window().incomingWindow()).isNotNegative();
            for (EngineLink link : session.attachedLinks()) {
                assertThat(link.credit()).isNotNegative();
                assertThat(link.unsettled()).isBetween(0, 30);
            }
        }
    }

    /** Cuts the bytes into bodies, a length and a channel before each, and puts frame headers around them. */
    private static byte[] framed(byte[] bytes) {
        List<byte[]> frames = new ArrayList<>();
        int total = 0;
        for (int at = 0; at + 2 <= bytes.length; ) {
            int length = Math.min(bytes[at] & 0xff, bytes.length - at - 2);
            byte[] frame = FakePeer.frame(bytes[at + 1] & 3, null, Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
            frames.add(frame);
            total += frame.length;
            at += 2 + length;
        }
        byte[] all = new byte[total];
        int end = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, end, frame.length);
            end += frame.length;
        }
        return all;
    }
}
