// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Netty event loop with one daemon thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel; awaitEnd waits for the end
final class NettyLoop implements EventLoop {

    /** Reads are at most this long; see {@link NettyTransport#MAX_READ}. */
    private final byte[] scratch = new byte[NettyTransport.MAX_READ];

    private final LoopBuffer input = new LoopBuffer(NettyTransport.MAX_READ);
    private final LoopBuffer output = new LoopBuffer(WireOutput.PIECE);

    private static final Logger log = LoggerFactory.getLogger(NettyLoop.class);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final io.netty.channel.EventLoop loop;
    private final Set<Channel> channels = new HashSet<>();
    private boolean ended;

    NettyLoop(String threadName, IoHandlerFactory handlers) {
        // no group around the loop: a group reports its end on a global, non-daemon thread that holds up the JVM's exit
        ThreadFactory threads = task -> thread(task, threadName);
        loop = new SingleThreadIoEventLoop(null, threads, handlers);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new FastThreadLocalThread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** As {@link #execute}, from another thread; does nothing if the loop has ended, and with it all that it was for. */
    void executeUnlessEnded(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The loop has ended before: {}", e.getMessage());
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        long nanos = delay.compareTo(LONGEST) < 0 ? delay.toNanos() : Long.MAX_VALUE;
        Future<?> future = loop.schedule(() -> runGuarded(task), nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Netty keeps the exception of a scheduled task in a future that nobody looks at. */
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            log.error("A timer's task failed", failure);
        }
    }

    /** Puts a channel on this loop; at once on its own thread. A loop that ends closes it instead. */
    void register(Channel channel) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> register(channel));
        } else if (ended) {
            channel.unsafe().closeForcibly();
        } else {
            channels.add(channel);
            channel.closeFuture().addListener(closed -> channels.remove(channel));
            loop.register(channel);
        }
    }

    /** Room for one read; its content is good until control returns to the loop. */
    byte[] scratch() {
        return scratch;
    }

    /** Where the sockets are read into whose bytes need no more than to be copied. */
    LoopBuffer input() {
        return input;
    }

    /** What the sockets are written from that carry what they are given. */
    LoopBuffer output() {
        return output;
    }

    void shutDown() {
        executeUnlessEnded(this::end);
    }

    /** Netty's own shutdown forgets channels at times when it comes between two turns of the loop. */
    private void end() {
        ended = true;
        for (Channel channel : List.copyOf(channels)) {
            channel.unsafe().close(channel.voidPromise());
        }
        // their last events are waiting in the queue already
        loop.execute(() -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return loop.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
