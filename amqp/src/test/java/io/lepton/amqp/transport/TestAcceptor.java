// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An acceptor that notes what happens. */
final class TestAcceptor implements Acceptor {

    final CompletableFuture<SocketAddress> listening = new CompletableFuture<>();
    final CompletableFuture<NetworkException> failed = new CompletableFuture<>();
    final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    final BlockingQueue<TestDriver> accepted = new LinkedBlockingQueue<>();
    final BlockingQueue<NetworkException> refused = new LinkedBlockingQueue<>();
    private final Supplier<TestDriver> drivers;

    TestAcceptor() {
        this(TestDriver::new);
    }

    TestAcceptor(Supplier<TestDriver> drivers) {
        this.drivers = drivers;
    }

    @Override
    public void listening(SocketAddress local) {
        listening.complete(local);
    }

    @Override
    public void listenFailed(NetworkException cause) {
        failed.complete(cause);
    }

    @Override
    public Driver accepted(Wire wire) {
        TestDriver driver = drivers.get();
        accepted.add(driver);
        return driver;
    }

    @Override
    public void refused(SocketAddress remote, NetworkException cause) {
        refused.add(cause);
    }

    @Override
    public void closed(@Nullable NetworkException cause) {
        closed.complete(true);
    }

    int port() throws Exception {
        return ((InetSocketAddress) listening.get(TestDriver.LIMIT_SECONDS, SECONDS)).getPort();
    }

    TestDriver next() throws Exception {
        TestDriver driver = accepted.poll(TestDriver.LIMIT_SECONDS, SECONDS);
        if (driver == null) {
            throw new AssertionError("nobody connected");
        }
        return driver;
    }

    NetworkException refusal() throws Exception {
        NetworkException refusal = refused.poll(TestDriver.LIMIT_SECONDS, SECONDS);
        if (refusal == null) {
            throw new AssertionError("nobody was refused");
        }
        return refusal;
    }
}
