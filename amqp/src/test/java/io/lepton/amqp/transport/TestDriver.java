// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A driver that notes what happens, and may be told what to do about it. */
class TestDriver implements Driver {

    static final long LIMIT_SECONDS = 20;

    final CompletableFuture<Wire> connected = new CompletableFuture<>();
    final CompletableFuture<NetworkException> connectFailed = new CompletableFuture<>();
    final CompletableFuture<Boolean> inputClosed = new CompletableFuture<>();
    final CompletableFuture<Optional<NetworkException>> closed = new CompletableFuture<>();
    final BlockingQueue<Boolean> writable = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> batches = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int inBatch;
    Consumer<Wire> onConnected = wire -> {};
    Consumer<byte[]> onReceived = received -> {};
    Runnable onInputClosed = () -> {};

    @Override
    public void connected(Wire wire) {
        onConnected.accept(wire);
        if (!connected.complete(wire)) {
            throw new AssertionError("connected twice");
        }
    }

    @Override
    public void received(byte[] array, int offset, int length) {
        synchronized (bytes) {
            bytes.write(array, offset, length);
            bytes.notifyAll();
        }
        inBatch += length;
        onReceived.accept(java.util.Arrays.copyOfRange(array, offset, offset + length));
    }

    @Override
    public void readComplete() {
        batches.add(inBatch);
        inBatch = 0;
    }

    @Override
    public void writable() {
        writable.add(true);
    }

    @Override
    public void inputClosed() {
        onInputClosed.run();
        inputClosed.complete(true);
    }

    @Override
    public void closed(@Nullable NetworkException cause) {
        if (!closed.complete(Optional.ofNullable(cause))) {
            throw new AssertionError("closed twice");
        }
    }

    @Override
    public void connectFailed(NetworkException cause) {
        if (!connectFailed.complete(cause)) {
            throw new AssertionError("failed twice");
        }
    }

    Wire wire() throws Exception {
        return connected.get(LIMIT_SECONDS, SECONDS);
    }

    NetworkException failure() throws Exception {
        return connectFailed.get(LIMIT_SECONDS, SECONDS);
    }

    Optional<NetworkException> end() throws Exception {
        return closed.get(LIMIT_SECONDS, SECONDS);
    }

    /** All that was received, once it is so much. */
    byte[] bytes(int count) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(LIMIT_SECONDS);
        synchronized (bytes) {
            while (bytes.size() < count) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("only " + bytes.size() + " of " + count + " bytes arrived");
                }
                bytes.wait(left);
            }
            return bytes.toByteArray();
        }
    }

    String text(int count) throws InterruptedException {
        return new String(bytes(count), StandardCharsets.US_ASCII);
    }

    /** Writes and flushes on the wire's loop. */
    void send(byte[] data) throws Exception {
        Wire wire = wire();
        wire.loop().execute(() -> {
            wire.write(data, 0, data.length, 0);
            wire.flush();
        });
    }

    void send(String text) throws Exception {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Runs something with the wire on its loop and waits for the end. */
    void onLoop(Consumer<Wire> action) throws Exception {
        Wire wire = wire();
        CompletableFuture.runAsync(() -> action.accept(wire), wire.loop()).get(LIMIT_SECONDS, SECONDS);
    }
}
