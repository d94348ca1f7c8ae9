// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLoopTest {

    private final Transport transport = NettyTransport.create("box", 2);
    private final EventLoop loop = transport.nextLoop();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void tasks_run_in_their_order_on_one_daemon_thread_that_bears_the_containers_name() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        loop.execute(() -> thread.complete(Thread.currentThread()));

        assertThat(thread.get(10, SECONDS).getName()).isEqualTo("lepton-box-1");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(order).hasSize(100).isSorted();
    }

    @Test
    void the_loop_knows_its_own_thread() throws Exception {
        assertThat(loop.inLoop()).isFalse();
        assertThat(CompletableFuture.supplyAsync(loop::inLoop, loop).get(10, SECONDS))
                .isTrue();
    }

    @Test
    void loops_are_dealt_out_in_turn() {
        EventLoop second = transport.nextLoop();

        assertThat(second).isNotSameAs(loop);
        assertThat(transport.nextLoop()).isSameAs(loop);
        assertThat(transport.nextLoop()).isSameAs(second);
    }

    @Test
    void a_timer_runs_on_the_loop() throws Exception {
        CompletableFuture<Boolean> inLoop = new CompletableFuture<>();
        Timer timer = loop.schedule(Duration.ofMillis(5), () -> inLoop.complete(loop.inLoop()));

        assertThat(inLoop.get(10, SECONDS)).isTrue();
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void a_cancelled_timer_never_runs() throws Exception {
        CompletableFuture<String> winner = new CompletableFuture<>();
        Timer timer = loop.schedule(Duration.ofMillis(5), () -> winner.complete("cancelled"));
        assertThat(timer.cancel()).isTrue();
        loop.schedule(Duration.ofMillis(20), () -> winner.complete("later"));

        assertThat(winner.get(10, SECONDS)).isEqualTo("later");
    }

    @Test
    void the_longest_duration_is_no_overflow() {
        assertThat(loop.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel())
                .isTrue();
    }

    @Test
    void a_task_or_timer_that_throws_does_not_end_the_loop() throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        loop.execute(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        loop.schedule(Duration.ZERO, () -> {
            throw new AssertionError("thrown by the test");
        });
        loop.schedule(Duration.ofMillis(1), alive::countDown);

        assertThat(alive.await(10, SECONDS)).isTrue();
    }

    @Test
    void a_closed_transport_has_no_threads_left_and_takes_no_tasks() throws Exception {
        Thread thread =
                CompletableFuture.supplyAsync(Thread::currentThread, loop).get(10, SECONDS);

        transport.close();

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        transport.close();
    }

    @Test
    void a_transport_can_be_closed_on_its_own_loop() throws Exception {
        CompletableFuture<Thread> closer = new CompletableFuture<>();
        loop.execute(() -> {
            transport.close();
            closer.complete(Thread.currentThread());
        });

        Thread thread = closer.get(10, SECONDS);
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void no_thread_that_would_keep_the_program_alive_is_left_behind() {
        transport.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("globalEventExecutor"));
    }

    @Test
    void a_loop_of_another_transport_is_refused() {
        try (Transport other = NettyTransport.create("other", 1)) {
            assertThatThrownBy(() ->
                            transport.connect(ConnectSettings.of("localhost", 1), other.nextLoop(), new TestDriver()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another transport");
        }
    }
}
