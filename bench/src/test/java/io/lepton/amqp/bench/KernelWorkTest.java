// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void theThreadsOfThisProcessHaveWaited() throws Exception {
        KernelWork start = KernelWork.now();
        Thread other = new Thread(() -> {});
        other.start();
        other.join();
        assertThat(start.waits()).isPositive();
        assertThat(KernelWork.now().since(start).waits()).isLessThan(start.waits() + 10_000);
    }
}
