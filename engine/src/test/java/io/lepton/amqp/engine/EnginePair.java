// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two engines joined in memory, with a clock that only moves by hand. */
final class EnginePair {

    final RecordingListener clientEvents;
    final RecordingListener serverEvents;
    final List<String> clientTrace = new ArrayList<>();
    final Engine client;
    final Engine server;
    /** Bytes given to receive() at once; whole outputs by default. */
    int chunk = Integer.MAX_VALUE;

    /** What becomes of bytes on the way. */
    UnaryOperator<byte[]> onTheWay = bytes -> bytes;

    long now = 1_000;

    EnginePair() {
        this(o -> o, o -> o);
    }

    EnginePair(UnaryOperator<EngineOptions.Builder> clientOptions, UnaryOperator<EngineOptions.Builder> serverOptions) {
        this(new RecordingListener(), RecordingListener.accepting(), clientOptions, serverOptions);
    }

    EnginePair(
            EngineListener clientListener,
            EngineListener serverListener,
            UnaryOperator<EngineOptions.Builder> clientOptions,
            UnaryOperator<EngineOptions.Builder> serverOptions) {
        clientEvents = clientListener instanceof RecordingListener recording ? recording : new RecordingListener();
        serverEvents = serverListener instanceof RecordingListener recording ? recording : new RecordingListener();
        client = Engine.client(
                clientOptions
                        .apply(EngineOptions.builder("client").trace(FrameListener.toLines(clientTrace::add)))
                        .build(),
                clientListener);
        server = Engine.server(
                serverOptions.apply(EngineOptions.builder("server")).build(), serverListener);
        client.start(now);
        server.start(now);
    }

    /** Passes bytes both ways until nothing moves any more. */
    void drive() {
        boolean moved = true;
        for (int rounds = 0; moved; rounds++) {
            if (rounds > 100_000) {
                throw new AssertionError("the engines do not come to rest");
            }
            moved = toServer() | toClient();
        }
    }

    /** Passes what the client has to say; whether there was anything. */
    boolean toServer() {
        return pass(client, server);
    }

    /** Passes what the server has to say; whether there was anything. */
    boolean toClient() {
        return pass(server, client);
    }

    private boolean pass(Engine from, Engine to) {
        from.flush();
        byte[] bytes = onTheWay.apply(take(from));
        for (int at = 0; at < bytes.length; at += Math.min(chunk, bytes.length - at)) {
            // a fresh array each time, and garbage afterwards, as a transport would reuse it
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, at + Math.min(chunk, bytes.length - at));
            to.receive(piece, 0, piece.length, now);
            java.util.Arrays.fill(piece, (byte) 0xee);
        }
        return bytes.length > 0;
    }

    /** All output of an engine. */
    static byte[] take(Engine engine) {
        Buffer output = engine.output();
        byte[] bytes = new byte[output.readable()];
        output.readBytes(bytes, 0, bytes.length);
        return bytes;
    }

    /** Opens the connection from the client on, as far as it goes. */
    EnginePair open() {
        client.connection().open();
        drive();
        return this;
    }

    /** A session of the client's, open on both sides. */
    EngineSession session() {
        if (client.connection().localState() == EndpointState.UNOPENED) {
            open();
        }
        EngineSession session = client.connection().session();
        session.open();
        drive();
        return session;
    }

    /** A sender of the client's, attached. */
    EngineSender sender(String name) {
        return sender(session(), name);
    }

    EngineSender sender(EngineSession session, String name) {
        EngineSender sender = session.sender(name);
        sender.target(target()).source(source()).open();
        drive();
        return sender;
    }

    /** A receiver of the client's, attached. */
    EngineReceiver receiver(String name) {
        EngineReceiver receiver = session().receiver(name);
        receiver.source(source()).target(target()).open();
        drive();
        return receiver;
    }

    /** The server's end of the link that was attached last. */
    EngineReceiver serverReceiver() {
        return (EngineReceiver) serverEvents.links.get(serverEvents.links.size() - 1);
    }

    EngineSender serverSender() {
        return (EngineSender) serverEvents.links.get(serverEvents.links.size() - 1);
    }

    static Source source() {
        return Source.builder().address("queue").build();
    }

    static Target target() {
        return Target.builder().address("queue").build();
    }

    static Buffer bytes(String text) {
        return Buffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static OutgoingDelivery send(EngineSender sender, String text) {
        return sender.send(bytes(text), 0, false, null, null);
    }
}
