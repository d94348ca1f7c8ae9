// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import io.lepton.amqp.codec.Buffer;
import io.lepton.amqp.protocol.Source;
import io.lepton.amqp.protocol.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.qpid.protonj2.test.driver.ProtonTestServer;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** An independent server that follows a script, and a client engine that talks to it. */
final class ScriptedServer implements AutoCloseable {

    static {
        QuietPeer.hush();
    }

    final ProtonTestServer peer = new ProtonTestServer();
    final RecordingListener events = new RecordingListener();
    final List<String> trace = new ArrayList<>();
    final Engine engine;
    private SocketPump pump;

    ScriptedServer(EngineOptions.Builder options) {
        engine = Engine.client(options.trace(FrameListener.toLines(trace::add)).build(), events);
    }

    /** A client that does without SASL. */
    static ScriptedServer bare() {
        ScriptedServer server = new ScriptedServer(EngineOptions.builder("lepton"));
        server.peer.expectAMQPHeader().respondWithAMQPHeader();
        return server;
    }

    /** A client without SASL whose connection and session are opened by the script and by the engine. */
    static ScriptedServer withSession() {
        ScriptedServer server = bare();
        server.peer.expectOpen().respond();
        server.peer.expectBegin().respond();
        server.engine.connection().open();
        return server;
    }

    /** The session that goes with {@link #withSession()}. */
    EngineSession session() {
        EngineSession session = engine.connection().session();
        session.open();
        return session;
    }

    EngineSender sender(EngineSession session) {
        EngineSender sender = session.sender("out");
        sender.source(Source.of("here")).target(Target.of("queue")).open();
        return sender;
    }

    EngineReceiver receiver(EngineSession session) {
        EngineReceiver receiver = session.receiver("in");
        receiver.source(Source.of("queue")).target(Target.of("here")).open();
        return receiver;
    }

    /** The script is complete: connects, and says what was prepared. */
    void connect() throws IOException {
        peer.start();
        pump = SocketPump.connect(peer.getServerURI().getPort(), engine);
    }

    void until(String what, BooleanSupplier condition) throws IOException {
        try {
            pump.until(what, condition);
        } catch (AssertionError | IOException e) {
            throw explained(e);
        }
    }

    /** The same with the frames so far; the peer's own complaint, if it has one, says more than ours. */
    private AssertionError explained(Throwable ours) {
        String frames = String.join("\n", trace);
        try {
            finishScript();
            return new AssertionError(frames, ours);
        } catch (AssertionError peers) {
            return new AssertionError(frames, peers);
        }
    }

    /** Until the engine has told this. */
    void untilTold(String event) throws IOException {
        until(
                "told \"" + event + "\" after " + events.events,
                () -> events.events.stream().anyMatch(e -> e.startsWith(event)));
    }

    /** Sends what the engine has to say. */
    void push() throws IOException {
        pump.push();
    }

    /** Goes on to the end of the connection, and of the script. */
    void finish() throws IOException {
        try {
            pump.toTheEnd();
        } catch (AssertionError | IOException e) {
            throw explained(e);
        }
        finishScript();
    }

    /** Waits for the peer to have heard everything. */
    void finishScript() {
        peer.waitForScriptToComplete(10, TimeUnit.SECONDS);
    }

    /** Closes from this end, as the script expects. */
    void closeAndFinish() throws IOException {
        engine.connection().close();
        finish();
    }

    @Override
    public void close() throws IOException {
        if (pump != null) {
            pump.close();
        }
        peer.close();
    }

    static Buffer payload(String text) {
        return Buffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts every payload and appends it. */
    static Matcher<ByteBuffer> appendingTo(StringBuffer whole) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(ByteBuffer part) {
                whole.append(StandardCharsets.ISO_8859_1.decode(part.duplicate()));
                return true;
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("any payload");
            }
        };
    }
}
