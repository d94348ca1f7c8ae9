// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.protocol.Accepted;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However a network cuts the bytes, the same happens. */
@Spec({"B28", "C8"})
class CutInputTest {

    private record Result(List<String> events, byte[] output) {}

    @Test
    void bytesCutAtEveryOffsetGiveTheSameEvents() {
        byte[] conversation = conversation();
        Result whole = replay(conversation, conversation.length);
        assertThat(whole.events()).contains("authenticated PLAIN alice", "delivery one", "aborted 3", "close null");
        for (int cut = 1; cut < conversation.length; cut++) {
            Result result = replay(conversation, cut, conversation.length - cut);
            assertThat(result.events()).as("cut at %d", cut).isEqualTo(whole.events());
            assertThat(result.output()).as("cut at %d", cut).isEqualTo(whole.output());
        }
    }

    @Test
    void singleBytesGiveTheSameEvents() {
        byte[] conversation = conversation();
        int[] ones = new int[conversation.length];
        Arrays.fill(ones, 1);
        Result whole = replay(conversation, conversation.length);
        Result result = replay(conversation, ones);
        assertThat(result.events()).isEqualTo(whole.events());
        assertThat(result.output()).isEqualTo(whole.output());
    }

    /** All that a client says in a life with a bit of everything. */
    private static byte[] conversation() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        EnginePair pair = new EnginePair(
                new RecordingListener(),
                server(),
                o -> o.sasl(client()),
                o -> o.sasl(saslServer()).maxFrameSize(512));
        Runnable step = () -> {
            boolean moved = true;
            while (moved) {
                pair.client.flush();
                byte[] bytes = EnginePair.take(pair.client);
                said.writeBytes(bytes);
                pair.server.receive(bytes, 0, bytes.length, pair.now);
                moved = pair.toClient() || bytes.length > 0;
            }
        };
        pair.client.connection().open();
        EngineSession session = pair.client.connection().session();
        session.open();
        EngineSender sender = session.sender("s");
        sender.target(EnginePair.target()).open();
        EngineReceiver receiver = session.receiver("r");
        receiver.source(EnginePair.source()).open();
        receiver.addCredit(10);
        step.run();
        EnginePair.send(sender, "one");
        EnginePair.send(sender, "x".repeat(1_500));
        sender.sendSettled(EnginePair.bytes("settled"), 0, null);
        step.run();
        OutgoingDelivery stream = sender.stream(0, false, null, null);
        stream.append(EnginePair.bytes("half"));
        step.run();
        stream.abort();
        step.run();
        pair.clientEvents.deliveries.forEach(d -> d.disposition(Accepted.INSTANCE, true));
        receiver.drain();
        step.run();
        sender.detach();
        step.run();
        session.close();
        step.run();
        pair.client.connection().close();
        step.run();
        return said.toByteArray();
    }

    private static Result replay(byte[] conversation, int... pieces) {
        RecordingListener events = server();
        Engine engine = Engine.server(
                EngineOptions.builder("server")
                        .sasl(saslServer())
                        .maxFrameSize(512)
                        .build(),
                events);
        engine.start(0);
        int at = 0;
        for (int length : pieces) {
            byte[] piece = Arrays.copyOfRange(conversation, at, at + length);
            engine.receive(piece, 0, length, 0);
            Arrays.fill(piece, (byte) 0xee);
            at += length;
        }
        engine.flush();
        return new Result(events.events, EnginePair.take(engine));
    }

    /** A server that reacts in its callbacks only. */
    private static RecordingListener server() {
        RecordingListener events = RecordingListener.accepting();
        events.onLink = link -> {
            link.source(link.remoteSource()).target(link.remoteTarget()).open();
            if (link instanceof EngineReceiver receiver) {
                receiver.addCredit(10);
            } else {
                EnginePair.send((EngineSender) link, "to the client");
            }
        };
        events.onDelivery = delivery -> delivery.disposition(Accepted.INSTANCE, true);
        return events;
    }

    private static SaslClientOptions client() {
        return SaslClientOptions.builder()
                .credentials(SaslCredentials.of("alice", "secret".toCharArray()))
                .allowInsecureMechs(true)
                .build();
    }

    private static SaslServerOptions saslServer() {
        return SaslServerOptions.builder()
                .mechanisms(SaslServerMechanismFactory.plain(
                        SaslAuthenticator.users(Map.of("alice", "secret".toCharArray()))))
                .allowInsecureMechs(true)
                .build();
    }
}
