// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lepton.amqp.broker.Broker;
import io.lepton.amqp.interop.faults.ChildProcess;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C19: the process runs out of sockets or of memory outside the heap; that is told, and passes. */
class ScarcityTest {
    private static final int FEW_FILES = 120;

    @Test
    void c19outOfFileDescriptors() {
        try (Broker broker = Broker.start();
                ChildProcess client =
                        ChildProcess.runPoor(FEW_FILES, List.of(), PoorProcess.class, "files", broker.url())) {
            assertThat(client.exitStatus()).as(client.toString()).isZero();
            assertThat(client.says("refused")).containsIgnoringCase("too many open files");
            assertThat(client.says("recovered")).isEqualTo("accepted");
        }
    }

    @Test
    void c19outOfDirectMemory() {
        assumeThat(Runtime.version().feature())
                .as("Netty takes its memory from where the JVM sets no limit")
                .isLessThan(25);
        try (Broker broker = Broker.start();
                FaultProxy proxy = FaultProxy.to(broker.port())
                        .plan(number -> List.of(Fault.after(Side.CLIENT, Kind.TRANSFER, 1, Deed.HOLD)));
                ChildProcess client = ChildProcess.runPoor(
                        1_000,
                        List.of("-XX:MaxDirectMemorySize=3m", "-Dio.netty.maxDirectMemory=0"),
                        PoorProcess.class,
                        "memory",
                        proxy.url(),
                        broker.url())) {
            assertThat(client.exitStatus()).as(client.toString()).isZero();
            assertThat(client.says("refused")).containsIgnoringCase("direct");
            assertThat(client.says("recovered")).isEqualTo("accepted");
        }
    }
}
