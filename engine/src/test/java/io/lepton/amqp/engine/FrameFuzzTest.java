// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lepton.amqp.codec.Allocation;
import io.lepton.amqp.codec.DecodeException;
import io.lepton.amqp.codec.DecodeLimits;
import io.lepton.amqp.protocol.Accepted;
import io.lepton.amqp.protocol.Performatives;
import io.lepton.amqp.protocol.SaslFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Any bytes as frames: cut the same however they arrive, refused with a {@link ProtocolFault} or a {@link DecodeException},
 * and to a whole engine nothing worse than the end of the connection. A normal build runs the seeds; {@code .ci/fuzz} looks
 * for more.
 */
class FrameFuzzTest {

    private static final int MAX_FRAME_SIZE = 4096;
    private static final String CLOSE = "005318";
    /** The hexadecimal digits of a frame's header. */
    private static final int HEADER = 16;

    @FuzzTest(maxDuration = "60s")
    void frames(byte[] bytes) {
        Allocation.bounded(bytes, () -> cut(bytes, Math.max(1, bytes.length), reader -> {}));
        Allocation.bounded(bytes, () -> cut(bytes, 7, reader -> {}));
        List<String> whole = frames(bytes, Math.max(1, bytes.length));
        int first = bytes.length == 0 ? 1 : bytes[0] & 0xff;
        for (int piece : new int[] {1, 7, 8, 9, 1 + first}) {
            assertThat(frames(bytes, piece)).as("in pieces of %d", piece).isEqualTo(whole);
        }
    }

    /** The frames that the bytes hold if they come in pieces of this size, and how it ended. */
    private static List<String> frames(byte[] bytes, int piece) {
        List<String> frames = new ArrayList<>();
        boolean whole =
                cut(bytes, piece, reader -> frames.add(reader.type() + " " + reader.channel() + " " + body(reader)));
        frames.add(whole ? "end" : "refused");
        return frames;
    }

    /** Cuts the bytes, which come in pieces of this size, into frames; answers whether it read them all. */
    private static boolean cut(byte[] bytes, int piece, Consumer<FrameReader> frames) {
        FrameReader reader = new FrameReader();
        reader.maxFrameSize(MAX_FRAME_SIZE);
        try {
            for (int at = 0; at < bytes.length; at += piece) {
                byte[] input = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
                reader.input(input, 0, input.length);
                while (reader.next()) {
                    frames.accept(reader);
                }
                reader.release();
            }
            return true;
        } catch (ProtocolFault refused) {
            return false;
        }
    }

    private static String body(FrameReader reader) {
        byte[] rest = new byte[reader.body().readable()];
        String read = "";
        try {
            if (reader.type() == FrameReader.SASL) {
                read = SaslFrames.read(reader.body(), DecodeLimits.UNAUTHENTICATED)
                        .toString();
            } else if (rest.length > 0) {
                read = Performatives.read(reader.body(), DecodeLimits.DEFAULT).toString();
            }
            rest = new byte[reader.body().readable()];
            reader.body().readBytes(rest, 0, rest.length);
        } catch (DecodeException refused) {
            read = "refused";
        }
        return read + HexFormat.of().formatHex(rest);
    }

    @FuzzTest(maxDuration = "60s")
    void conversation(byte[] bytes) {
        List<String> whole = conversation(bytes, Math.max(1, bytes.length));
        for (int piece : new int[] {1, 13}) {
            assertThat(conversation(bytes, piece)).as("in pieces of %d", piece).isEqualTo(whole);
        }
    }

    /** What a server that accepts everything sees and answers, after the header that every client sends. */
    private static List<String> conversation(byte[] bytes, int piece) {
        RecordingListener events = RecordingListener.accepting();
        events.onLink = link -> {
            link.source(link.remoteSource()).target(link.remoteTarget()).open();
            if (link instanceof EngineReceiver receiver) {
                receiver.addCredit(10);
            }
        };
        events.onDelivery = delivery -> delivery.disposition(Accepted.INSTANCE, true);
        Engine engine =
                Engine.server(FakePeer.options().maxFrameSize(MAX_FRAME_SIZE).build(), events);
        engine.start(0);
        engine.receive(FakePeer.AMQP_HEADER, 0, FakePeer.AMQP_HEADER.length, 0);
        for (int at = 0; at < bytes.length; at += piece) {
            engine.receive(bytes, at, Math.min(piece, bytes.length - at), 0);
        }
        engine.flush();
        List<String> seen = new ArrayList<>(events.events);
        String answer = HexFormat.of().formatHex(EnginePair.take(engine));
        // A close with an error says where in its input the fault was, which depends on the pieces.
        seen.add(
                engine.failure() == null
                        ? answer
                        : answer.substring(0, Math.max(0, answer.lastIndexOf(CLOSE) - HEADER)));
        return seen;
    }
}
