// Copyright 2026 the Lepton authors. SPDX-License-Identifier: Apache-2.0
package io.lepton.amqp.interop.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lepton.amqp.interop.faults.ChildProcess;
import io.lepton.amqp.interop.faults.Deed;
import io.lepton.amqp.interop.faults.Fault;
import io.lepton.amqp.interop.faults.FaultProxy;
import io.lepton.amqp.interop.faults.Kind;
import io.lepton.amqp.interop.faults.Leftovers;
import io.lepton.amqp.interop.faults.Side;
import io.lepton.amqp.interop.faults.Until;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C1 and C2: a real broker that keeps its messages on disk is killed and comes back. */
class KilledBrokerTest {
    private static final int COUNT = 2_000;
    private static final int FEW = 100;

    @TempDir
    private Path folder;

    @BeforeAll
    static void theBrokerHasToKeepAJournal() {
        assumeThat(Runtime.version().feature())
                .as("this Artemis frees buffers in a way that this Netty refuses")
                .isLessThan(25);
    }

    @Test
    void c1killedMidTransferAndStartedAgainOnTheSamePort() {
        Leftovers before = Leftovers.count();
        try (ChildProcess broker = ArtemisProcess.start(folder, 0)) {
            int port = ArtemisProcess.port(broker);
            ChaosSender sender = new ChaosSender("killed", COUNT, 100, Clients.impatient("amqp://127.0.0.1:" + port));

            CompletableFuture<Void> sending = Clients.start(sender);
            Until.holds("some were accepted", () -> sender.accepted() > COUNT / 20);
            broker.kill();
            try (ChildProcess again = ArtemisProcess.start(folder, port)) {
                assertThat(ArtemisProcess.port(again)).isEqualTo(port);
                sending.join();

                assertThat(sender.openings()).isEqualTo(2);
                Ledger arrived = new Ledger();
                Clients.run(new Drain("amqp://127.0.0.1:" + port, "killed", arrived));
                sender.assertNothingLost(arrived);
            }
        }
        before.awaitNone();
    }

    @Test
    void c2killedAfterStoringAndBeforeSayingSo() {
        try (ChildProcess broker = ArtemisProcess.start(folder, 0);
                FaultProxy proxy = FaultProxy.to(ArtemisProcess.port(broker))
                        .next(Fault.before(Side.SERVER, Kind.DISPOSITION, 1, Deed.SILENCE_ONE_WAY))) {
            ChaosSender sender = new ChaosSender("killed", FEW, 100, Clients.patient(proxy.url()));

            CompletableFuture<Void> sending = Clients.start(sender);
            Until.holds("all are stored", () -> proxy.count(Side.SERVER, Kind.DISPOSITION) == FEW);
            assertThat(sender.accepted()).isZero();
            broker.kill();
            try (ChildProcess again = ArtemisProcess.start(folder, 0)) {
                int port = ArtemisProcess.port(again);
                proxy.upstream(port);
                sending.join();

                Ledger arrived = new Ledger();
                Clients.run(new Drain("amqp://127.0.0.1:" + port, "killed", arrived));
                sender.assertNothingLost(arrived);
                assertThat(arrived.repetitions()).as("one duplicate of each").isEqualTo(FEW);
                assertThat(arrived.again().cardinality()).isEqualTo(FEW);
            }
        }
    }
}
