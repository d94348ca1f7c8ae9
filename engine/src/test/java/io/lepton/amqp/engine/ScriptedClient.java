// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.qpid.protonj2.test.driver.ProtonTestClient;

/** An independent client that follows a script, and a server engine that talks to it. */
final class ScriptedClient implements AutoCloseable {

    static {
        QuietPeer.hush();
    }

    final ProtonTestClient peer = new ProtonTestClient();
    final RecordingListener events = RecordingListener.accepting();
    final List<String> trace = new ArrayList<>();
    final Engine engine;
    private SocketPump pump;

    ScriptedClient(EngineOptions.Builder options) {
        engine = Engine.server(options.trace(FrameListener.toLines(trace::add)).build(), events);
    }

    /** A server that takes clients without SASL, and a client that is one. */
    static ScriptedClient bare() {
        ScriptedClient client = new ScriptedClient(EngineOptions.builder("lepton"));
        client.peer.remoteAMQPHeader().queue();
        client.peer.expectAMQPHeader();
        return client;
    }

    /** As {@link #bare()}, and the client opens a connection and a session. */
    static ScriptedClient withSession() {
        ScriptedClient client = bare();
        client.peer.remoteOpen().withContainerId("driver").queue();
        client.peer.expectOpen().withContainerId("lepton");
        client.peer.remoteBegin().withNextOutgoingId(0).queue();
        client.peer.expectBegin().withRemoteChannel(0);
        return client;
    }

    /** The client attaches a sender named "s" by handle 0. */
    ScriptedClient attachSender() {
        peer.remoteAttach()
                .ofSender()
                .withName("s")
                .withHandle(0)
                .withInitialDeliveryCount(0)
                .withSource()
                .withAddress("there")
                .also()
                .withTarget()
                .withAddress("queue")
                .also()
                .queue();
        peer.expectAttach().ofReceiver().withName("s").withTarget().withAddress("queue");
        return this;
    }

    /** The client attaches a receiver named "r" by handle 0. */
    ScriptedClient attachReceiver() {
        peer.remoteAttach()
                .ofReceiver()
                .withName("r")
                .withHandle(0)
                .withSource()
                .withAddress("queue")
                .also()
                .withTarget()
                .withAddress("there")
                .also()
                .queue();
        peer.expectAttach().ofSender().withName("r").withInitialDeliveryCount(0);
        return this;
    }

    /** The client closes at the end. */
    void thenCloses() {
        peer.remoteClose().queue();
        peer.expectClose();
    }

    /** The script is complete: the client connects. */
    void connect() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peer.connect(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
            pump = SocketPump.accept(listening, engine);
        }
    }

    void until(String what, BooleanSupplier condition) throws IOException {
        try {
            pump.until(what, condition);
        } catch (AssertionError | IOException e) {
            throw explained(e);
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

    /** Connects and goes on to the end. */
    void run() throws IOException {
        connect();
        finish();
    }

    private AssertionError explained(Throwable ours) {
        String frames = String.join("\n", trace);
        try {
            finishScript();
            return new AssertionError(frames, ours);
        } catch (AssertionError peers) {
            return new AssertionError(frames, peers);
        }
    }

    @Override
    public void close() throws IOException {
        if (pump != null) {
            pump.close();
        }
        peer.close();
    }
}
