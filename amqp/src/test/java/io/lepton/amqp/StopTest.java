// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Containers that are stopped while something begins: what has ended must not take away the loop from what has not. */
class StopTest {

    @RepeatedTest(50)
    void aContainerThatNeverStartedClosesInPeace() {
        Container container = Container.create(new MessagingHandler() {});
        for (int i = 0; i < 20; i++) {
            container.connect("amqp://h" + i);
        }
        container.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> container.connect("amqp://h"))
                .withMessageContaining("stopped");
    }

    @RepeatedTest(50)
    void connectingWhileAnotherThreadStopsWorksOrSaysThatTheContainerHasBeenStopped() throws InterruptedException {
        Container container = Container.create(new MessagingHandler() {}).start();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch running = new CountDownLatch(1);
        Thread connecting = new Thread(() -> {
            running.countDown();
            try {
                while (true) {
                    container.connect("amqp://localhost:1", options -> options.reconnect(false));
                }
            } catch (Throwable refused) {
                thrown.set(refused);
            }
        });
        connecting.start();
        running.await();
        container.close();
        connecting.join();
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("stopped");
    }

    @Test
    void stopReturnsAtOnceWhateverAHandlerIsDoing() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Container container = Container.create(new MessagingHandler() {}).start();
        container.execute(() -> {
            busy.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.countDown();
        });
        busy.await();
        container.stop();
        assertThat(done.getCount()).isOne();
        release.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        container.close();
    }
}
