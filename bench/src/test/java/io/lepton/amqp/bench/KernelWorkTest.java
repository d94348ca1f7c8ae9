// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KernelWorkTest {

    @Test
    void everyWriteCounts() throws Exception {
        KernelWork start = KernelWork.now();
        try (OutputStream nowhere = Files.newOutputStream(Path.of("/dev/null"))) {
            for (int i = 0; i < 1000; i++) {
                nowhere.write(i);
            }
        }
        assertThat(KernelWork.now().since(start).transfers()).isBetween(1000L, 2000L);
    }

    /** Two threads that hand a byte to and fro sleep while the other has it, but for the few times that it is quicker. */
    @Test
    void aThreadThatSleepsUntilAnotherWakesItCounts() throws Exception {
        Pipe there = Pipe.open();
        Pipe back = Pipe.open();
        CountDownLatch counted = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            handOn(there, back);
            awaitUninterruptibly(counted); // what a thread that has ended waited for is forgotten
        });
        other.start();
        KernelWork start = KernelWork.now();
        for (int i = 0; i < 1000; i++) {
            there.sink().write(ByteBuffer.allocate(1));
            back.source().read(ByteBuffer.allocate(1));
        }
        KernelWork work = KernelWork.now().since(start);
        counted.countDown();
        other.join();
        assertThat(work.waits()).isGreaterThan(200);
        assertThat(work.transfers()).isGreaterThanOrEqualTo(3999); // the other's last read may have been before
    }

    private static void handOn(Pipe from, Pipe to) {
        try {
            for (int i = 0; i < 1000; i++) {
                from.source().read(ByteBuffer.allocate(1));
                to.sink().write(ByteBuffer.allocate(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
