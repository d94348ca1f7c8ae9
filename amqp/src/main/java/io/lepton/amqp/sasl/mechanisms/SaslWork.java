// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.sasl.mechanisms;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A container's means for authentication: threads for what would block a loop, such as deriving keys and asking a Kerberos
 * server, and the derived keys. Threads are started when needed and end when they are not. Thread-safe.
 */
public final class SaslWork implements AutoCloseable {

    /** Enough that some Kerberos servers that don't answer leave room for others. */
    private static final int THREADS = 8;

    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;
    private final SaltedKeys saltedKeys;

    /** Means for the container of this name. */
    public SaslWork(String container) {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "lepton-" + container + "-sasl-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        saltedKeys = new SaltedKeys(this);
    }

    /** Does something that may block; nothing if it is closed, as then nobody waits for it. */
    void offLoop(Runnable task) {
        if (!threads.isShutdown()) {
            threads.execute(task);
        }
    }

    SaltedKeys saltedKeys() {
        return saltedKeys;
    }

    /** Ends the threads; what they were doing is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        saltedKeys.clear();
    }
}
