// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.amqp.codec.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/** Moves bytes between an engine and a blocking socket, on the thread of the test. */
final class SocketPump implements AutoCloseable {

    /** A guard against peers that say nothing; no test waits for it unless it fails. */
    private static final int PATIENCE = 10_000;

    private final Socket socket;
    private final Engine engine;
    private final byte[] input = new byte[8192];
    private boolean ended;

    private SocketPump(Socket socket, Engine engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        engine.start(0);
        push();
    }

    /** Starts a client engine. */
    static SocketPump connect(int port, Engine engine) throws IOException {
        return new SocketPump(new Socket(InetAddress.getLoopbackAddress(), port), engine);
    }

    /** Starts a server engine with the next connection. */
    static SocketPump accept(ServerSocket listening, Engine engine) throws IOException {
        listening.setSoTimeout(PATIENCE);
        return new SocketPump(listening.accept(), engine);
    }

    /** Goes on until the condition holds. */
    void until(String what, BooleanSupplier condition) throws IOException {
        push();
        while (!condition.getAsBoolean()) {
            assertThat(ended)
                    .as("the peer ended the stream while waiting until %s", what)
                    .isFalse();
            pull();
            push();
        }
    }

    /** Goes on until the connection is over on both sides. */
    void toTheEnd() throws IOException {
        push();
        while (!engine.outputDone()) {
            pull();
            push();
        }
    }

    /** Writes what the engine has to say. */
    void push() throws IOException {
        do {
            engine.flush();
            Buffer output = engine.output();
            socket.getOutputStream().write(output.array(), output.readIndex(), output.readable());
            output.clear();
        } while (engine.morePending());
    }

    private void pull() throws IOException {
        int count = socket.getInputStream().read(input);
        if (count < 0) {
            ended = true;
            engine.inputClosed(0);
        } else {
            engine.receive(input, 0, count, 0);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
